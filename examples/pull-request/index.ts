import * as pulumi from "@pulumi/pulumi";
import { Codespace } from "pulumi-github-codespaces";

const config = new pulumi.Config();

const codespace = new Codespace("review", {
  // Its address, as copied from the browser, or `owner/name#7`.
  pullRequest: config.require("pullRequest"),
  displayName: "review",
  idleTimeoutMinutes: 15,
  retentionPeriodMinutes: 3 * 24 * 60,
});

export const open = codespace.webUrl;
