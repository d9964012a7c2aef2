"use strict";
/**
 * The classes and functions of `pulumi-github-codespaces` as an SDK has them that Pulumi generates for the plugin: the
 * programs of tests run against it unchanged. It knows of the package only what the package's schema tells too.
 */
const pulumi = require("@pulumi/pulumi");
const { kinds } = require("../../provider/dist/kinds/all");
const { inputFields, outputNames } = require("../../provider/dist/kinds/table");
const { lookups } = require("../../provider/dist/operations/by-name/lookups");

/** @type {Record<string, unknown>} */
const sdk = {};
module.exports = sdk;

/** @param {string} name */
const token = (name) => `github-codespaces:index:${name}`;
/** Another one has a process of its own. */
const { PLUGIN_SDK_VERSION: version } = process.env;
/** Without it the type of the dynamic resources is not known to be the same. */
const hasAlias = process.env.PLUGIN_SDK_ALIAS !== "none";

/** @param {import("../../provider/src/kinds/table").Kind} kind */
function classOf({ className, fields }) {
  const secrets = Object.entries(inputFields(fields)).flatMap(([name, { secret }]) =>
    secret ? [name] : [],
  );
  const outputs = Object.fromEntries(outputNames(fields).map((name) => [name, undefined]));
  const aliases = hasAlias
    ? [{ type: `pulumi-nodejs:dynamic/github-codespaces:${className}` }]
    : [];
  return class extends pulumi.CustomResource {
    static __pulumiType = token(className);

    /**
     * @param {string} name
     * @param {Record<string, unknown>} args
     * @param {import("@pulumi/pulumi").CustomResourceOptions} opts
     */
    constructor(name, args, opts = {}) {
      const given = secrets.filter((one) => args[one] !== undefined);
      const wrapped = Object.fromEntries(given.map((one) => [one, pulumi.secret(args[one])]));
      const own = { aliases, ...(version && { version }) };
      super(
        token(className),
        name,
        { ...outputs, ...args, ...wrapped },
        pulumi.mergeOptions(own, opts),
      );
    }

    /**
     * @param {string} name
     * @param {import("@pulumi/pulumi").Input<string>} id
     * @param {Record<string, unknown>} state
     * @param {import("@pulumi/pulumi").CustomResourceOptions} opts
     */
    static get(name, id, state = {}, opts = {}) {
      return new this(name, state, { ...opts, id });
    }
  };
}

for (const kind of kinds) sdk[kind.className] = classOf(kind);

sdk.Provider = class extends pulumi.ProviderResource {
  /**
   * @param {string} name
   * @param {Record<string, unknown>} args
   * @param {import("@pulumi/pulumi").ResourceOptions} opts
   */
  constructor(name, args = {}, opts = {}) {
    super("github-codespaces", name, args, opts);
  }
};

for (const name of Object.keys(lookups)) {
  /** @type {(args?: object, opts?: import("@pulumi/pulumi").InvokeOptions) => Promise<unknown>} */
  sdk[name] = (args = {}, opts = {}) => pulumi.runtime.invoke(token(name), args, opts);
  /** @type {(args?: object, opts?: import("@pulumi/pulumi").InvokeOutputOptions) => unknown} */
  sdk[`${name}Output`] = (args = {}, opts = {}) =>
    pulumi.runtime.invokeOutput(token(name), args, opts);
}
