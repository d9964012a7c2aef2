import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runCommand } from "../../pulumi-cli/run-command.mjs";
import { byOrganization, secretsOf } from "../programs.mjs";
import { timed } from "../timed-command.mjs";

const CACHE = fileURLToPath(new URL("../../../.cache/bench", import.meta.url));

/** @typedef {{ name: string, provider: string, args: string[] }} PeerSettings */

/** @type {PeerSettings} */
export const DEFAULT = { name: "terraform, its default", provider: "", args: [] };

/** @type {PeerSettings} */
export const BEST = {
  name: "terraform, its best",
  provider: "write_delay_ms = 0\n  read_delay_ms = 0\n  parallel_requests = true",
  args: ["-parallelism=100"],
};

/**
 * What it does for a verb. It is told not to refresh where ours doesn't either.
 * @type {Record<string, string[]>}
 */
export const COMMANDS = {
  create: ["apply", "-auto-approve", "-refresh=false"],
  "no-op preview": ["plan", "-refresh=false"],
  refresh: ["apply", "-refresh-only", "-auto-approve"],
  "value of one": ["apply", "-auto-approve", "-refresh=false"],
  "values of all": ["apply", "-auto-approve", "-refresh=false"],
  destroy: ["destroy", "-auto-approve", "-refresh=false"],
};

/** How GitHub is reached, and the ids of its repositories by full name. @typedef {{ url: string, token: string, ids: Map<string, number> }} Reached */

const REQUIRED = `
terraform {
  required_providers {
    github = { source = "integrations/github" }
  }
}`;

/** The error if Terraform is missing, and what to do. */
export const NO_TERRAFORM =
  "There is no `terraform` on the PATH: install it (https://developer.hashicorp.com/terraform/install), " +
  "then run this again. Terraform itself can't be built here: only the provider is a Go module.";

/** The installed version of Terraform; undefined if there is none. */
export async function terraformVersion() {
  try {
    const env = { ...process.env, CHECKPOINT_DISABLE: "1" };
    const printed = await runCommand("terraform", ["version"], { env, timeoutMs: 30_000 });
    return /Terraform v(\S+)/.exec(printed)?.[1];
  } catch {
    return undefined;
  }
}

/** A Terraform configuration in its own folder, with the peer's provider that we built. */
export class TerraformProject {
  #folder;
  #settings;

  /**
   * @param {string} provider the folder of its binary
   * @param {PeerSettings} settings
   */
  constructor(provider, settings) {
    mkdirSync(CACHE, { recursive: true });
    this.#folder = mkdtempSync(join(CACHE, "terraform-"));
    this.#settings = settings;
    const override = `"integrations/github" = ${JSON.stringify(provider)}`;
    const rc = `provider_installation {\n  dev_overrides {\n    ${override}\n  }\n  direct {}\n}\n`;
    writeFileSync(join(this.#folder, "terraform.rc"), rc);
  }

  /**
   * The same secrets as the other programs'. It takes repositories by id.
   * @param {import("../programs.mjs").Declared} declared
   * @param {Reached} reached
   */
  write(declared, reached) {
    const organizations = Object.entries(byOrganization(secretsOf(declared)));
    const parts = organizations.map(([org, secrets]) => this.#part(org, secrets, reached));
    writeFileSync(join(this.#folder, "main.tf"), [REQUIRED, ...parts].join("\n"));
  }

  /**
   * A provider is for one organization.
   * @param {string} org
   * @param {Record<string, import("../programs.mjs").Row>} secrets by name
   * @param {Reached} reached
   */
  #part(org, secrets, { url, token, ids }) {
    const rows = Object.entries(secrets).map(([name, { value, selectedRepositories }]) => [
      name,
      { value, ids: selectedRepositories.map((one) => ids.get(`${org}/${one}`)) },
    ]);
    return `
provider "github" {
  alias    = "${org}"
  base_url = ${JSON.stringify(url)}
  owner    = "${org}"
  token    = ${JSON.stringify(token)}
  ${this.#settings.provider}
}
resource "github_codespaces_organization_secret" "${org}" {
  provider                = github.${org}
  for_each                = ${JSON.stringify(Object.fromEntries(rows))}
  secret_name             = each.key
  plaintext_value         = each.value.value
  visibility              = "selected"
  selected_repository_ids = each.value.ids
}
`;
  }

  /**
   * Runs `terraform …`.
   * @param {string[]} command
   */
  run(command) {
    const env = {
      PATH: process.env.PATH,
      HOME: this.#folder,
      TF_CLI_CONFIG_FILE: join(this.#folder, "terraform.rc"),
      TF_IN_AUTOMATION: "1",
      CHECKPOINT_DISABLE: "1",
    };
    const all = ["terraform", ...command, ...this.#settings.args, "-no-color", "-input=false"];
    return timed(all, { cwd: this.#folder, env });
  }

  remove() {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
