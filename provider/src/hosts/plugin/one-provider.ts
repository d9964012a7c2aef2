import type { Props } from "../../rules/plain";

interface Configured {
  name: string;
  settings: string;
}

/**
 * Pulumi starts a plugin for each provider, but uses one that a developer started (PULUMI_DEBUG_PROVIDERS) for all of a
 * run: the last one's credential would write what belongs to another account.
 */
export class OneProvider {
  #engine: string | undefined;
  #configured: Configured | undefined;

  /** A run has an address of its own, which it tells for each of its providers. */
  begin(engine: string): void {
    if (engine !== this.#engine) this.#configured = undefined;
    this.#engine = engine;
  }

  configure(urn: string, given: Props): void {
    const name = urn.split("::").at(-1) ?? "";
    const settings = JSON.stringify(
      Object.entries(given).sort(([one], [two]) => (one < two ? -1 : 1)),
    );
    const first = this.#configured;
    if (first === undefined || first.name === name) this.#configured = { name, settings };
    else if (first.settings !== settings) {
      throw new Error(
        `the provider ${name} has other settings than ${first.name}, and this plugin, which Pulumi did not start, has one credential ` +
          "for both. Run without PULUMI_DEBUG_PROVIDERS, or with one of the two providers.",
      );
    }
  }
}
