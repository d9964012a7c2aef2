import type { FlagGroup } from "../command";

/** What the program is to be like, and where. */
export const writing: FlagGroup = {
  heading: "What to write",
  flags: {
    out: {
      takes: "DIR",
      says:
        "The folder for the program and, if they are missing, Pulumi.yaml, package.json and " +
        "what else makes it a project. Default: -, which prints the program.",
    },
    name: { takes: "NAME", says: "The project's name. Default: the folder's." },
    overwrite: { says: "Overwrite an existing program and VALUES.md." },
    language: {
      takes: "NAME",
      says:
        "typescript (default), javascript, or yaml, whose programs are run by the plugin " +
        "that comes with the package.",
    },
    as: {
      takes: "FORM",
      says: "single (default): a resource for each secret; set: one for all secrets of a place.",
    },
    values: {
      takes: "SOURCE",
      says:
        "keep (default) writes keepValue, and values stay as they are; env writes " +
        "process.env.X; config reads the stack's configuration. With env and config, the " +
        "first `pulumi up` writes every value, and VALUES.md lists the values to supply.",
    },
    keep: {
      takes: "NAME",
      many: true,
      says:
        "With --values env or config: a secret whose value stays as it is, such as NPM_TOKEN " +
        "or acme/api/NPM_TOKEN; may be given several times, or with commas.",
    },
    "on-delete": {
      takes: "WHAT",
      says:
        "What happens when a resource leaves the program, or on `pulumi destroy`: protect (Pulumi " +
        "refuses), retain (the secret stays at GitHub), or delete. Default: protect where a " +
        "value is kept, since nobody gets it back; else delete.",
    },
    json: { says: "Print what was found and written as JSON." },
  },
};
