/**
 * The programs that are benched: our resources, and the engine's floor, which is the same program
 * with resources that do nothing. Both are hosted by a loader line and get the same arguments. "sets" has one resource for
 * each organization.
 * @typedef {"ours" | "sets" | "floor"} Which
 */

/**
 * What a program declares; changed between runs.
 * @typedef {object} Declared
 * @property {number} count
 * @property {number} perOrganization
 * @property {number} changed how many of the values have been changed
 * @property {number} repositories
 */

/** GitHub's limit of secrets in an organization. */
export const PER_ORGANIZATION = 100;

const ARGUMENTS = `
const { count, perOrganization, changed, repositories } = require("./declared.json");

/** Three repositories each, of those that the organization has. */
function listOf(index) {
  return [0, 1, 2].map((more) => "repo-" + String(5 + ((index * 3 + more) % repositories)).padStart(3, "0"));
}

exports.all = Array.from({ length: count }, (_, index) => ({
  org: index < perOrganization ? "acme" : "acme-" + (Math.floor(index / perOrganization) + 1),
  secretName: "SECRET_" + String(index).padStart(4, "0"),
  // As long as the fingerprint that takes its place.
  value: (index < changed ? "second" : "first-") + "-value-of-" + String(index).padStart(9, "0") + "!",
  visibility: "selected",
  selectedRepositories: listOf(index),
}));
`;

const OURS = `
const { OrgCodespacesSecret } = require("pulumi-github-codespaces");
for (const args of require("./arguments").all) new OrgCodespacesSecret(args.secretName, args);
`;

const SETS = `
const { OrgCodespacesSecrets } = require("pulumi-github-codespaces");
const organizations = {};
for (const { org, secretName, ...secret } of require("./arguments").all) {
  (organizations[org] ??= {})[secretName] = secret;
}
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

/**
 * The files of a program.
 * @param {Which} which
 * @returns {Record<string, string>}
 */
export function filesOf(which) {
  return {
    "package.json": JSON.stringify({ name: "bench", private: true, main: "index.js" }),
    "Pulumi.yaml": "name: bench\nruntime: nodejs\nmain: index.js\n",
    "arguments.js": ARGUMENTS,
    "index.js": { ours: OURS, sets: SETS, floor: FLOOR }[which],
    ...(which === "floor" && { "do-nothing.cjs": DO_NOTHING }),
  };
}
