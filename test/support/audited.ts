import type { Emulator } from "github-codespaces-emulator";

const DAY = 86_400_000;

/** An organization with an old secret, two new ones, and a repository's. */
export function fill(emulator: Emulator): void {
  const { drift } = emulator;
  drift.orgSecret("acme", "OLD", { value: "canary", visibility: "all" });
  emulator.advance(200 * DAY);
  drift.orgSecret("acme", "NPM_TOKEN", { value: "canary", selectedRepositories: ["api", "web"] });
  drift.orgSecret("acme", "SENTRY", { value: "canary", visibility: "private" });
  drift.repoSecret("acme/api", "DATABASE_URL", { value: "canary" });
  emulator.advance(DAY);
}

/** The emulator's day, which goes on from test to test, or one before it. */
export function dayOf(emulator: Emulator, before = 0): string {
  return new Date(emulator.now().getTime() - before * DAY).toISOString().slice(0, 10);
}
