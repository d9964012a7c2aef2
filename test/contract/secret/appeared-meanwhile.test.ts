import { manualClock } from "github-codespaces-emulator";
import type { Props } from "../../../provider/src/rules/plain";
import { LOOK_LASTS } from "../../../provider/src/lifecycle/fresh-look";
import { useEmulator } from "../../support/emulator-client";
import { create, newRun, update, type ProviderRun } from "../../support/lifecycles";
import { KINDS, type Kind } from "../../support/secret-scenario";
import { requestLines } from "../../support/world";

// A secret that somebody made after the run's one list of secrets was read.

const HOUR = 3_600_000;
const { emulator } = useEmulator({ clock: manualClock(), maxSecrets: 1000 });
const withList = ["orgSecret", "userSecret"] as const;

const places: Record<Kind, Props> = {
  orgSecret: { org: "acme", visibility: "selected" },
  userSecret: {},
  repoSecret: { repository: "acme/api" },
};
const repositories = { orgSecret: "acme/api", userSecret: "octocat/dotfiles" };

const run = (onWait?: (ms: number) => void) =>
  newRun({ url: emulator.url, token: emulator.token, ...(onWait && { onWait }) });
const secret = (kind: Kind, secretName: string, more: Props = {}): Props => ({
  ...places[kind],
  secretName,
  value: "ours",
  ...more,
});

/** Somebody makes LATE, for one repository where there is a list. */
function byHand(kind: Kind): void {
  const { drift } = emulator;
  const value = "theirs";
  if (kind === "repoSecret") drift.repoSecret("acme/api", "LATE", { value });
  else if (kind === "userSecret")
    drift.userSecret("octocat", "LATE", { value, selectedRepositories: [repositories[kind]] });
  else drift.orgSecret("acme", "LATE", { value, selectedRepositories: [repositories[kind]] });
}

function held(kind: Kind) {
  if (kind === "orgSecret") return emulator.orgSecret("acme", "LATE");
  if (kind === "userSecret") return emulator.userSecret("octocat", "LATE");
  return emulator.repoSecret("acme/api", "LATE");
}

const aboutLate = () => requestLines(emulator).filter((line) => line.includes("LATE"));

/** Answers the next PUT of LATE with a limit that asks for ten minutes; then something happens. */
function waitingForLimits(what: () => void): ProviderRun {
  const headers = { "retry-after": "600" };
  emulator.fail({ method: "PUT", path: /\/LATE$/, status: 429, headers });
  return run((ms) => {
    if (ms > 500_000) what();
  });
}

describe.each(KINDS)("%s", (kind) => {
  test("is refused with onExisting: fail, although the run's list lacks it", async () => {
    const provider = run()[kind];
    await create(provider, secret(kind, "EARLY"));
    byHand(kind);
    const refused = create(provider, secret(kind, "LATE", { onExisting: "fail" }));
    await expect(refused).rejects.toThrow("it exists already (created 2026-01-01T");
    expect(aboutLate()).toEqual([expect.stringMatching(/^GET .*\/LATE$/)]);
    expect(held(kind)?.openedValue).toBe("theirs");
  });

  test("is refused when it appeared while the write waited for GitHub's limits", async () => {
    const provider = waitingForLimits(() => {
      byHand(kind);
    });
    const refused = create(provider[kind], secret(kind, "LATE", { onExisting: "fail" }));
    await expect(refused).rejects.toThrow("it exists already");
    expect(held(kind)?.openedValue).toBe("theirs");
    expect(aboutLate().map((line) => line.split(" ")[0])).toEqual(["PUT", "GET"]);
  });

  test("is refused long after the refresh that read the list", async () => {
    const first = await create(run()[kind], secret(kind, "EARLY"));
    emulator.advance(HOUR);
    const provider = run();
    await provider[kind].read(first.id, first.outputs);
    byHand(kind);
    const headers = { "retry-after": String(LOOK_LASTS / 1000 + 1) };
    emulator.fail({ method: "GET", path: /public-key$/, status: 429, headers });
    const refused = create(provider[kind], secret(kind, "LATE", { onExisting: "fail" }));
    await expect(refused).rejects.toThrow("it exists already");
    expect(held(kind)?.openedValue).toBe("theirs");
  });

  test("one of our own whose first answer got lost is not refused", async () => {
    emulator.fail({ method: "PUT", path: /\/LATE$/, drop: "after" });
    await create(run()[kind], secret(kind, "LATE", { onExisting: "fail" }));
    expect(held(kind)?.openedValue).toBe("ours");
  });

  test("one that this run itself removed is new, even if a read that lags shows it", async () => {
    const { id, outputs } = await create(run()[kind], secret(kind, "LATE"));
    emulator.advance(HOUR);
    emulator.configure({ readLagMs: 5_000 });
    const provider = run();
    await provider[kind].read(id, outputs);
    await provider[kind].delete(id, outputs);
    await create(provider[kind], secret(kind, "LATE", { onExisting: "fail" }));
    expect(held(kind)?.openedValue).toBe("ours");
    expect(provider.lines).toEqual([]);
  });

  test("forty that start together are looked for by the one list", async () => {
    const provider = run()[kind];
    const names = Array.from({ length: 40 }, (_, index) => `S${index}`);
    const all = names.map((name) => create(provider, secret(kind, name, { onExisting: "fail" })));
    await Promise.all(all);
    const reads = emulator.requests.filter(({ method }) => method === "GET");
    expect(reads.map(({ path }) => path.replace(/.*\//, "")).sort()).toEqual(
      [...(kind === "userSecret" ? ["user"] : []), "public-key", "secrets"].sort(),
    );
  });
});

describe.each(withList)("%s", (kind) => {
  test("that is not managed keeps the list that it came with", async () => {
    const provider = run();
    await create(provider[kind], secret(kind, "EARLY"));
    byHand(kind);
    await create(provider[kind], secret(kind, "LATE"));
    expect(held(kind)).toMatchObject({
      openedValue: "ours",
      selectedRepositories: [repositories[kind]],
    });
    expect(provider.lines).toEqual([expect.stringContaining("existed already")]);
  });

  test("that appeared while the write waited for GitHub's limits keeps its list", async () => {
    const provider = waitingForLimits(() => {
      byHand(kind);
    });
    await create(provider[kind], secret(kind, "LATE"));
    expect(held(kind)?.selectedRepositories).toEqual([repositories[kind]]);
  });

  test("keeps what others add while the new value waits for GitHub's limits", async () => {
    const { id, outputs } = await create(run()[kind], secret(kind, "LATE"));
    const provider = waitingForLimits(() => {
      byHand(kind);
    });
    await update(provider[kind], id, outputs, secret(kind, "LATE", { value: "newer" }));
    expect(held(kind)).toMatchObject({
      openedValue: "newer",
      selectedRepositories: [repositories[kind]],
    });
  });

  test("that the program manages and adopts is written without another look", async () => {
    const provider = run();
    const list = { selectedRepositories: [] };
    await create(provider[kind], secret(kind, "EARLY", list));
    byHand(kind);
    await create(provider[kind], secret(kind, "LATE", list));
    expect(aboutLate()).toEqual([expect.stringMatching(/^PUT /)]);
    expect(provider.lines).toEqual([expect.stringContaining("appeared while this program ran")]);
  });
});
