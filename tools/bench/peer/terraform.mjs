import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runCommand } from "../../pulumi-cli/run-command.mjs";

const CACHE = fileURLToPath(new URL("../../../.cache/bench", import.meta.url));
const SLOW = 30 * 60_000;

/** @typedef {{ name: string, provider: string, args: string[] }} PeerSettings */

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
   * @param {{ url: string, token: string, count: number, changed: number, ids: number[] }} declared
   */
  write({ url, token, count, changed, ids }) {
    const text = `
terraform {
  required_providers {
    github = { source = "integrations/github" }
  }
}
provider "github" {
  base_url = ${JSON.stringify(url)}
  owner    = "acme"
  token    = ${JSON.stringify(token)}
  ${this.#settings.provider}
}
resource "github_codespaces_organization_secret" "secret" {
  count                   = ${count}
  secret_name             = format("SECRET_%04d", count.index)
  plaintext_value         = format("%s-value-%04d", count.index < ${changed} ? "second" : "first", count.index)
  visibility              = "selected"
  selected_repository_ids = ${JSON.stringify(ids)}
}
`;
    writeFileSync(join(this.#folder, "main.tf"), text);
  }

  /**
   * Runs `terraform …`; resolves with the wall time.
   * @param {string[]} command
   */
  async run(command) {
    const env = {
      PATH: process.env.PATH,
      HOME: this.#folder,
      TF_CLI_CONFIG_FILE: join(this.#folder, "terraform.rc"),
      TF_IN_AUTOMATION: "1",
      CHECKPOINT_DISABLE: "1",
    };
    const started = performance.now();
    const all = [...command, ...this.#settings.args, "-no-color", "-input=false"];
    await runCommand("terraform", all, { cwd: this.#folder, env, timeoutMs: SLOW });
    return performance.now() - started;
  }

  remove() {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
