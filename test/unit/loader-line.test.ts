import { loaderLine, typeToken } from "../../provider/src/program/registration/loader-line";

// Both lie in every state that was ever written. A change here breaks destroy and refresh of all of them.

test.each([
  "OrgCodespacesSecret",
  "UserCodespacesSecret",
  "RepoCodespacesSecret",
  "OrgCodespacesSecretRepository",
  "UserCodespacesSecretRepository",
  "OrgCodespacesAccess",
  "Codespace",
])("the loader line and the type token of %s never change", (name) => {
  expect(loaderLine(name)).toBe(
    'exports.handler=()=>{try{return require("pulumi-github-codespaces/dynamic").provider("' +
      name +
      '")}catch(e){e.message="npm install pulumi-github-codespaces in "+process.cwd()+": "+e.message;throw e}}',
  );
  expect(typeToken(name)).toBe(`pulumi-nodejs:dynamic/github-codespaces:${name}`);
});

interface Handler {
  handler?: () => unknown;
}

function run(line: string, require: (name: string) => unknown): unknown {
  const exports: Handler = {};
  // As Pulumi's host does: the line is the text of a module.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const load = new Function("exports", "require", line) as (...args: unknown[]) => void;
  load(exports, require);
  return exports.handler?.();
}

test("the line asks the package for the provider of its class", () => {
  const provider = (className: string) => `provider of ${className}`;
  const asked: string[] = [];
  const found = run(loaderLine("OrgCodespacesSecret"), (name) => {
    asked.push(name);
    return { provider };
  });

  expect(found).toBe("provider of OrgCodespacesSecret");
  expect(asked).toEqual(["pulumi-github-codespaces/dynamic"]);
});

test("where the package is missing, the line says what to install where", () => {
  const missing = () => {
    throw new Error("Cannot find module");
  };
  expect(() => run(loaderLine("OrgCodespacesSecret"), missing)).toThrow(
    `npm install pulumi-github-codespaces in ${process.cwd()}: Cannot find module`,
  );
});
