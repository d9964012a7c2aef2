import { orgSecretSet } from "../../provider/src/kinds/secrets";
import { partsOf, singlesIn, versionsIn } from "../../provider/src/lifecycle/secrets/singles";
import { defined, setOf, type Props } from "../../provider/src/rules/plain";

// What the state holds of a set, in the form that it has today and in the ones that it had.

const PRINT = `fp1:${"a".repeat(22)}`;
const LATER = "2026-12-03T10:00:00Z";
const EARLIER = "2026-11-27T05:00:00Z";
const REPOSITORIES = ["acme/api", "acme/docs", "acme/web"];
const ids = Object.fromEntries(REPOSITORIES.map((name, index) => [name, 700_000_001 + index]));

const base = { org: "acme", value: PRINT, valueWritten: "by this stack" };
const forAll: Props = { ...base, visibility: "all", createdAt: LATER, updatedAt: LATER };
const selected: Props = {
  ...base,
  visibility: "selected",
  selectedRepositories: setOf(REPOSITORIES),
  selectedRepositoryIds: ids,
  createdAt: EARLIER,
  updatedAt: LATER,
  valueWrittenAt: EARLIER,
};

const stored = (single: Props, key = "NPM_TOKEN") => ({
  org: "acme",
  ...partsOf(new Map([[key, { ...single, secretName: key }]])),
});
const rowIn = (set: { secrets: Props }) => set.secrets.NPM_TOKEN;

test.each<[string, Props]>([
  ["for all, never written by this stack", forAll],
  ["for all, just created", { ...forAll, valueWrittenAt: LATER }],
  ["for repositories, changed later", selected],
  ["with a list of others", { ...selected, selectedRepositories: undefined }],
  ["with an empty list", { ...selected, selectedRepositories: {}, selectedRepositoryIds: {} }],
  ["with times that are no whole seconds", { ...selected, createdAt: "2026-11-27T05:00:00.5Z" }],
  ["with a time after the last one", { ...selected, createdAt: "2026-12-04T05:00:00Z" }],
  ["of unknown time", { ...forAll, createdAt: undefined, updatedAt: undefined }],
])("a secret comes back from the state as it was: %s", (_, single) => {
  const whole = { ...single, secretName: "NPM_TOKEN" };
  const [found = {}] = singlesIn(orgSecretSet, stored(single)).values();
  expect(found).toEqual(expect.objectContaining(defined<Props>(whole)));
  expect(stored(found)).toEqual(stored(single));
});

test("what one fact tells isn't stored twice", () => {
  expect(rowIn(stored(forAll))).toEqual({ visibility: "all", times: `${LATER} 0 never` });
  expect(rowIn(stored(selected))).toEqual({
    selectedRepositories: ids,
    times: `${LATER} 536400 536400`,
  });
  const created = { ...selected, createdAt: LATER, valueWrittenAt: LATER };
  expect(rowIn(stored(created))).toEqual({ selectedRepositories: ids, updatedAt: LATER });
});

test("a state from before each fact was stored once is still read", () => {
  const row = {
    visibility: "selected",
    selectedRepositories: ids,
    createdAt: EARLIER,
    updatedAt: LATER,
    valueWrittenAt: "never",
  };
  const set = { org: "acme", secrets: { A: row }, values: `A=${PRINT}`, valueVersions: { A: 1 } };
  const [found] = singlesIn(orgSecretSet, set).values();
  expect(found).toEqual({
    ...selected,
    secretName: "A",
    valueWrittenAt: undefined,
  });
  expect(versionsIn(set)).toEqual({ A: 1 });
});

test("a value that never changed has the first version, one that is kept has none", () => {
  const set = {
    secrets: { A: {}, B: {}, C: { keepValue: true } },
    values: `A=${PRINT} B=${PRINT}`,
  };
  expect(versionsIn({ ...set, valueVersions: { B: 3 } })).toEqual({ A: 1, B: 3 });
});

/** Pulumi's form of what is encrypted: its mark, a nonce, and the text with 16 bytes of proof, all in base64. */
const encrypted = (text: string) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ciphertext: `v1:${"n".repeat(16)}:${Buffer.from(`${JSON.stringify(text)}${"-".repeat(16)}`).toString("base64")}`,
});

test("a hundred secrets, for three repositories each and with three times, take at most 450 bytes each", () => {
  const names = Array.from(
    { length: 100 },
    (_, index) => `NPM_TOKEN_${String(index).padStart(3, "0")}`,
  );
  const of = (single: Props) => {
    const parts = partsOf(new Map(names.map((name) => [name, { ...single, secretName: name }])));
    return { ...parts, values: encrypted(parts.values ?? "") };
  };
  const { org, value, visibility, selectedRepositories } = selected;
  const valueVersions = Object.fromEntries(names.map((name) => [name, 1]));
  const inputs = { ...of({ org, value, visibility, selectedRepositories }), valueVersions };
  const bytes = JSON.stringify({ inputs, outputs: of(selected) }).length;
  expect(bytes / names.length).toBeLessThanOrEqual(450);
});
