import { stringify } from "yaml";
import { manifest } from "../pack/bundle.mjs";

/**
 * The programs that are benched. `ours`: a resource of our classes for each secret; `sets`: one of our classes for each
 * organization; `floor`: `ours` with resources that do nothing, on the same host. On the plugin: `yaml`, `sets in yaml`,
 * and `sdk`, which is `ours` with the SDK that Pulumi generates.
 * @typedef {"ours" | "sets" | "floor" | "yaml" | "sets in yaml" | "sdk"} Which
 */

/**
 * What a program declares; changed between runs.
 * @typedef {object} Declared
 * @property {number} count
 * @property {number} perOrganization
 * @property {number} changed how many of the values have been changed
 * @property {number} repositories
 */

/** @typedef {{ value: string, visibility: string, selectedRepositories: string[] }} Row */
/** @typedef {Row & { org: string, secretName: string }} Secret */

/** GitHub's limit of secrets in an organization. */
export const PER_ORGANIZATION = 100;

/**
 * The secrets, three repositories each, of those that the organization has. Programs in JavaScript get the text of this
 * function, so it refers to nothing outside.
 * @param {Declared} declared
 * @returns {Secret[]}
 */
export function secretsOf({ count, perOrganization, changed, repositories }) {
  const nameOf = (/** @type {number} */ at) =>
    "repo-" + String(5 + (at % repositories)).padStart(3, "0");
  return Array.from({ length: count }, (_, index) => ({
    org: index < perOrganization ? "acme" : `acme-${Math.floor(index / perOrganization) + 1}`,
    secretName: `SECRET_${String(index).padStart(4, "0")}`,
    // As long as the fingerprint that takes its place.
    value: `${index < changed ? "second" : "first-"}-value-of-${String(index).padStart(9, "0")}!`,
    visibility: "selected",
    selectedRepositories: [0, 1, 2].map((more) => nameOf(index * 3 + more)),
  }));
}

/**
 * The same, by organization and name. Without references to what is outside too.
 * @param {Secret[]} secrets
 * @returns {Record<string, Record<string, Row>>}
 */
export function byOrganization(secrets) {
  /** @type {Record<string, Record<string, Row>>} */
  const organizations = {};
  for (const { org, secretName, ...row } of secrets) {
    (organizations[org] ??= {})[secretName] = row;
  }
  return organizations;
}

const ARGUMENTS = `
exports.all = (${secretsOf.toString()})(require("./declared.json"));
exports.byOrganization = (${byOrganization.toString()})(exports.all);
`;

const oursFrom = (/** @type {string} */ name) => `
const { OrgCodespacesSecret } = require("${name}");
for (const args of require("./arguments").all) new OrgCodespacesSecret(args.secretName, args);
`;

const SETS = `
const { OrgCodespacesSecrets } = require("pulumi-github-codespaces");
const organizations = require("./arguments").byOrganization;
for (const [org, secrets] of Object.entries(organizations)) new OrgCodespacesSecrets(org, { org, secrets });
`;

const FLOOR = `
const pulumi = require("@pulumi/pulumi");
const line = 'exports.handler=()=>{try{return require(process.cwd()+"/do-nothing.cjs").provider("OrgCodespacesSecret")}' +
  'catch(e){e.message="npm install pulumi-github-codespaces in "+process.cwd()+": "+e.message;throw e}}';

class DoNothing extends pulumi.CustomResource {
  constructor(name, args) {
    const value = pulumi.secret(args.value);
    // The same inputs as ours has after its check.
    const list = args.selectedRepositories.map((name) => [args.org + "/" + name, "selected"]);
    const selectedRepositories = Object.fromEntries(list);
    const props = { ...args, value, selectedRepositories, valueWritten: "by this stack" };
    const type = "pulumi-nodejs:dynamic/github-codespaces:OrgCodespacesSecret";
    super(type, name, { ...props, __provider: line }, { deleteBeforeReplace: true });
  }
}
for (const args of require("./arguments").all) new DoNothing(args.secretName, args);
`;

const DO_NOTHING = `
exports.provider = () => ({
  check: async (olds, inputs) => ({ inputs, failures: [] }),
  diff: async () => ({ replaces: [], deleteBeforeReplace: false }),
  create: async (inputs) => ({ id: inputs.org + "/" + inputs.secretName, outs: inputs }),
  read: async (id, props) => ({ id, props, inputs: props }),
  update: async (id, olds, outs) => ({ outs }),
  delete: async () => {},
});
`;

/** The package that Pulumi names a generated SDK. */
export const SDK = "pulumi-github-codespaces-sdk";

const IN_JAVASCRIPT = {
  ours: oursFrom("pulumi-github-codespaces"),
  sdk: oursFrom(SDK),
  sets: SETS,
  floor: FLOOR,
};

const TYPE = "github-codespaces:OrgCodespacesSecret";

/** @param {Which} which @returns {which is "yaml" | "sets in yaml"} */
export function isYaml(which) {
  return which === "yaml" || which === "sets in yaml";
}

/**
 * The files of a program that stay.
 * @param {Which} which
 * @param {string} plugin the folder that the engine finds the plugin in; with a version, as an installed plugin has one, the
 *   engine keeps its schema, and starts the plugin once instead of twice
 * @returns {Record<string, string>}
 */
export function filesOf(which, plugin) {
  const providers = [{ name: "github-codespaces", version: manifest().version, path: plugin }];
  const plugins = isYaml(which) || which === "sdk" ? { plugins: { providers } } : {};
  if (isYaml(which)) {
    return { "Pulumi.yaml": stringify({ name: "bench", runtime: "yaml", ...plugins }) };
  }
  const project = { name: "bench", runtime: "nodejs", main: "index.js", ...plugins };
  return {
    "package.json": JSON.stringify({ name: "bench", private: true, main: "index.js" }),
    "Pulumi.yaml": stringify(project),
    "arguments.js": ARGUMENTS,
    "index.js": IN_JAVASCRIPT[which],
    ...(which === "floor" && { "do-nothing.cjs": DO_NOTHING }),
  };
}

/**
 * The file that says what is declared now.
 * @param {Which} which
 * @param {Declared} declared
 * @returns {{ name: string, text: string }}
 */
export function declaring(which, declared) {
  if (!isYaml(which)) return { name: "declared.json", text: JSON.stringify(declared) };
  const secrets = secretsOf(declared);
  /** @type {[string, object][]} */
  const entries =
    which === "yaml"
      ? secrets.map((secret) => [secret.secretName, { type: TYPE, properties: secret }])
      : Object.entries(byOrganization(secrets)).map(([org, rows]) => [
          org,
          { type: `${TYPE}s`, properties: { org, secrets: rows } },
        ]);
  const resources = Object.fromEntries(entries);
  return { name: "Main.yaml", text: stringify({ resources }) };
}
