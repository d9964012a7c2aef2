import { PolicyPack, validateResourceOfType } from "@pulumi/policy";
import {
  OrgCodespacesAccess,
  OrgCodespacesSecret,
  OrgCodespacesSecrets,
} from "pulumi-github-codespaces";

new PolicyPack("codespaces", {
  policies: [
    {
      name: "no-secret-for-all",
      description: "A secret is for repositories that are named, or for private ones.",
      enforcementLevel: "mandatory",
      validateResource: validateResourceOfType(OrgCodespacesSecret, (secret, _, report) => {
        const { org, secretName, visibility } = secret;
        if (visibility === "all") report(`${org}/${secretName} is for all repositories of ${org}.`);
      }),
    },
    {
      name: "no-secret-for-all-in-a-set",
      description: "The same for each secret of a set.",
      enforcementLevel: "mandatory",
      validateResource: validateResourceOfType(
        OrgCodespacesSecrets,
        ({ org, secrets }, _, report) => {
          for (const [name, { visibility }] of Object.entries(secrets)) {
            if (visibility === "all") report(`${org}/${name} is for all repositories of ${org}.`);
          }
        },
      ),
    },
    {
      name: "access-for-named-members",
      description: "Codespaces that the organization pays for are for members who are named.",
      enforcementLevel: "mandatory",
      validateResource: validateResourceOfType(
        OrgCodespacesAccess,
        ({ org, visibility }, _, report) => {
          if (visibility.startsWith("all_members"))
            report(`The access of ${org} is ${visibility}.`);
        },
      ),
    },
  ],
});
