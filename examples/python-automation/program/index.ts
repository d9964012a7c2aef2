import * as pulumi from "@pulumi/pulumi";
import { OrgCodespacesSecret } from "pulumi-github-codespaces";

const config = new pulumi.Config();

const secret = new OrgCodespacesSecret("npm-token", {
  org: config.require("org"),
  secretName: "NPM_TOKEN",
  value: process.env.NPM_TOKEN,
  visibility: "private",
});

export const { updatedAt } = secret;
