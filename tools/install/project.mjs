/** The files of the project that a cell of the matrix applies. */

/** @typedef {Record<string, string>} Files by their path in the cell's folder */
/** @typedef {{ provider: string }} Tarballs */

const IMPORTS = "getOrgCodespacesPublicKeyOutput, OrgCodespacesSecret";

/** A resource, whose loader line the host of dynamic resources runs, and a lookup, which runs in the program. */
const BODY = `
const secret = new OrgCodespacesSecret("npm-token", {
  org: "acme",
  secretName: "NPM_TOKEN",
  value: process.env.NPM_TOKEN,
  visibility: "all",
});
`;

const LOADED = {
  commonjs: `const { ${IMPORTS} } = require("pulumi-github-codespaces");`,
  module: `import { ${IMPORTS} } from "pulumi-github-codespaces";`,
};

/** @param {import("./table.mjs").Language} language */
export function programOf({ file, type }) {
  const isModule = file.endsWith(".ts") || type === "module";
  const exported = isModule ? "export const " : "exports.";
  return [
    LOADED[isModule ? "module" : "commonjs"],
    BODY,
    `${exported}updatedAt = secret.updatedAt;`,
    `${exported}keyId = getOrgCodespacesPublicKeyOutput({ org: "acme" }).keyId;`,
    "",
  ].join("\n");
}

/**
 * @param {import("./table.mjs").Cell} cell
 * @param {string} tarball of the provider
 * @returns {Files}
 */
export function projectOf({ language, node, sdk }, tarball) {
  const { file, type } = language;
  const isTypeScript = file.endsWith(".ts");
  const devDependencies = {
    typescript: sdk.typescript,
    "@types/node": "22.18.0",
    ...(type === "module" && !stripsTypes(node) && { "ts-node": "10.9.2" }),
  };
  const manifest = {
    name: "infra",
    version: "1.0.0",
    private: true,
    type,
    main: file,
    dependencies: { "@pulumi/pulumi": sdk.version, "pulumi-github-codespaces": `file:${tarball}` },
    ...(isTypeScript && { devDependencies }),
  };
  return {
    "package.json": `${JSON.stringify(manifest, undefined, 2)}\n`,
    "Pulumi.yaml": "name: codespaces\nruntime: nodejs\n",
    [file]: programOf(language),
    ...(isTypeScript && { "tsconfig.json": TSCONFIG }),
  };
}

/** Node runs TypeScript as it is from 22.18 on; before, Pulumi runs ES modules in TypeScript by ts-node. @param {string} version */
function stripsTypes(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 22 || (major === 22 && minor >= 18);
}

/** Both are named: Pulumi's SDK adds what is left out, and older ones `"moduleResolution": "node"`, which doesn't go with it. */
const TSCONFIG = `${JSON.stringify({
  compilerOptions: {
    module: "nodenext",
    moduleResolution: "nodenext",
    strict: true,
    types: ["node"],
  },
})}\n`;
