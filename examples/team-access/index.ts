import * as pulumi from "@pulumi/pulumi";
import { OrgCodespacesAccess } from "pulumi-github-codespaces";
import { membersOf } from "./team";

const config = new pulumi.Config();
const org = config.require("org");

new OrgCodespacesAccess("access", {
  org,
  visibility: "selected_members",
  selectedUsernames: membersOf(org, config.require("team")),
});
