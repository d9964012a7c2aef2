import { PolicyPack, validateResourceOfType } from "@pulumi/policy";
import { declaredSecrets, OrgCodespacesAccess } from "pulumi-github-codespaces";

new PolicyPack("codespaces", {
  policies: [
    {
      name: "no-secret-for-all",
      description: "A secret is for repositories that are named, or for private ones.",
      enforcementLevel: "mandatory",
      validateResource: (resource, report) => {
        for (const { id, org, visibility } of declaredSecrets(resource)) {
          if (visibility === "all") report(`${id} is for all repositories of ${org}.`);
        }
      },
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
