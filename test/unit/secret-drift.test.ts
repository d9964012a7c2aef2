import type { SecretVisibility } from "../../provider/src";
import type { Props } from "../../provider/src/rules/plain";
import {
  isNewer,
  mayBeMixed,
  maybeStale,
  STAMP_TOLERANCE,
  valueDrifted,
  type SeenSecret,
} from "../../provider/src/lifecycle/secret/drift";

const GRACE = 60_000;
const written = "2026-12-01T10:00:00Z";
const after = (seconds: number) => new Date(Date.parse(written) + seconds * 1000).toISOString();
const recorded: Props = {
  visibility: "selected",
  updatedAt: written,
  selectedRepositories: { "a/b": "selected" },
  selectedRepositoryIds: { "a/b": 1 },
};

function secret(updatedSeconds: number, visibility: SecretVisibility = "selected") {
  return { name: "TOKEN", createdAt: written, updatedAt: after(updatedSeconds), visibility };
}

function seen(more: Partial<SeenSecret> & { seconds: number }): SeenSecret {
  return { secret: secret(0), ids: { "a/b": 1 }, ...more, date: after(more.seconds) };
}

test.each([
  [-3600, false],
  [0, false],
  [STAMP_TOLERANCE / 1000, false],
  [STAMP_TOLERANCE / 1000 + 1, true],
  [3600, true],
])("a stamp %i s after our write is somebody else's: %s", (seconds, newer) => {
  expect(isNewer(after(seconds), recorded)).toBe(newer);
});

const list = { "a/b": 1 };
const noList: Props = { updatedAt: written };

test.each<[string, number, Pick<SeenSecret, "ids"> & { state: Props }]>([
  ["a later stamp and the same list", 60, { ids: list, state: recorded }],
  ["a later stamp where there is no list", 60, { ids: undefined, state: noList }],
  ["a later stamp where a list appeared", 60, { ids: list, state: noList }],
])("the value was written outside: %s", (_, seconds, { ids, state }) => {
  expect(valueDrifted(secret(seconds), ids, state)).toBe(true);
});

test.each<[string, number, Pick<SeenSecret, "ids"> & { state: Props }]>([
  ["a later stamp, explained by another list", 60, { ids: { "a/c": 2 }, state: recorded }],
  ["our own stamp and another list", 0, { ids: { "a/c": 2 }, state: recorded }],
  ["an earlier stamp", -60, { ids: list, state: recorded }],
  ["a secret read for the first time", 60, { ids: undefined, state: {} }],
])("the value was not written outside: %s", (_, seconds, { ids, state }) => {
  expect(valueDrifted(secret(seconds), ids, state)).toBe(false);
});

test.each<[string, SeenSecret, Props, boolean]>([
  ["all as recorded", seen({ seconds: 5 }), recorded, false],
  [
    "missing soon after our write",
    seen({ seconds: 5, secret: undefined, ids: undefined }),
    recorded,
    true,
  ],
  ["missing just within the grace", seen({ seconds: 59, secret: undefined }), recorded, true],
  ["missing when the grace is over", seen({ seconds: 60, secret: undefined }), recorded, false],
  ["another list under our stamp", seen({ seconds: 5, ids: {} }), recorded, true],
  [
    "another list under an older stamp",
    seen({ seconds: 5, ids: {}, secret: secret(-30) }),
    recorded,
    true,
  ],
  [
    "another list under a newer stamp",
    seen({ seconds: 30, ids: {}, secret: secret(20) }),
    recorded,
    false,
  ],
  [
    "another visibility under an older stamp",
    seen({ seconds: 5, ids: undefined, secret: secret(-30, "all") }),
    recorded,
    true,
  ],
  ["an older stamp alone", seen({ seconds: 5, secret: secret(-30) }), recorded, false],
  [
    "another list that the program does not manage",
    seen({ seconds: 5, ids: {}, secret: secret(-30) }),
    { updatedAt: written, visibility: "selected", selectedRepositoryIds: { "a/b": 1 } },
    false,
  ],
  ["missing, and never written by us", seen({ seconds: 5, secret: undefined }), {}, false],
])("an answer may be older than our write: %s", (_, answer, state, maybe) => {
  expect(maybeStale(answer, state, GRACE)).toBe(maybe);
});

test("a repository's or user's secret, which has no visibility, does not differ by it", () => {
  const { name, createdAt, updatedAt } = secret(-30);
  const answer = seen({ seconds: 5, secret: { name, createdAt, updatedAt } });

  expect(
    maybeStale(answer, { updatedAt: written, selectedRepositoryIds: { "a/b": 1 } }, GRACE),
  ).toBe(false);
});

test.each<[string, SeenSecret, Props, boolean]>([
  ["all as recorded", seen({ seconds: 5 }), recorded, false],
  ["a newer stamp", seen({ seconds: 90, secret: secret(80) }), recorded, true],
  ["another list", seen({ seconds: 90, ids: {} }), recorded, true],
  [
    "a newer stamp, no list",
    seen({ seconds: 90, secret: secret(80), ids: undefined }),
    recorded,
    false,
  ],
  ["missing", seen({ seconds: 90, secret: undefined, ids: undefined }), recorded, false],
  ["read for the first time", seen({ seconds: 90 }), {}, false],
])("stamp and list may be of two moments: %s", (_, answer, state, mixed) => {
  expect(mayBeMixed(answer, state)).toBe(mixed);
});
