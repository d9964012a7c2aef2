import { expectFirstProgram } from "../support/first-program";
import { installNodeSdk } from "../support/languages";
import { useWorld } from "../support/world";

const world = useWorld();
const program = `import * as pulumi from "@pulumi/pulumi";
import * as codespaces from "pulumi-github-codespaces-sdk";

const npmToken = new codespaces.OrgCodespacesSecret("npm-token", {
  org: "acme",
  secretName: "NPM_TOKEN",
  value: new pulumi.Config().requireSecret("npmToken"),
  visibility: "selected",
  selectedRepositories: ["api", "web"],
});
const found = codespaces.getOrgCodespacesSecretsOutput({ org: npmToken.org });
export const writtenAt = npmToken.updatedAt;
export const names = found.secrets.apply((secrets) => secrets.map(({ name }) => name));
`;

test("a program in TypeScript with the generated SDK lives from its preview to its end", async () => {
  const project = await world.project({
    host: "plugin",
    file: "index.ts",
    program,
    secretConfig: { npmToken: "s3cret" },
  });
  installNodeSdk(project.folder);
  await expectFirstProgram(project, world, () => {
    project.write(program.replace('"web"', '"docs"'));
  });
});
