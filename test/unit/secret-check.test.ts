import { isFingerprint } from "../../provider/src/session/values";
import { textOf, unknown, type Props } from "../../provider/src/rules/plain";
import { checkSecret } from "../../provider/src/lifecycle/secret/check";
import type { SecretKind } from "../../provider/src/kinds/secret-kind";
import { OTHERS_UNSET } from "../../provider/src/rules/hints";
import { orgSecret, repoSecret, userSecret } from "../../provider/src/kinds/all";
import type { Settings } from "../../provider/src/settings/reading";
import { offlineSession } from "./offline-session";

const canary = "canary-value-7d1f";
const secret: Props = { org: "acme", secretName: "TOKEN", visibility: "all", value: canary };
const sealed: Props = {
  org: "acme",
  secretName: "TOKEN",
  visibility: "all",
  encryptedValue: Buffer.alloc(48).toString("base64"),
  keyId: "1",
};

const KEEP: Props = { keepValue: true };

interface Given {
  olds?: Props;
  kind?: SecretKind;
  settings?: Partial<Settings>;
}

function check(news: Props, { olds = {}, kind = orgSecret, settings = {} }: Given = {}) {
  return checkSecret(kind, { olds, news }, offlineSession(settings));
}

const propertiesOf = (news: Props, given?: Given) =>
  check(news, given).failures.map(({ property }) => property);

test("everything that is wrong is said at once, each with its property, and no value", () => {
  const { failures, inputs } = check({
    org: "a b",
    secretName: "1X",
    visibility: "public",
    selectedRepositories: ["a/b/c"],
    value: canary,
    encryptedValue: `${canary}$`,
    onExisting: "steal",
    onExternalChange: "cry",
    colour: "red",
  });

  expect(failures.map(({ property }) => property).sort()).toEqual([
    "colour",
    "encryptedValue",
    "onExisting",
    "onExternalChange",
    "org",
    "secretName",
    "selectedRepositories",
    "value",
    "visibility",
  ]);
  expect(failures.every(({ property, reason }) => reason.startsWith(`${property}: `))).toBe(true);
  expect(JSON.stringify({ failures, inputs })).not.toContain(canary);
});

test("what is required and not given is named", () => {
  expect(propertiesOf({})).toEqual(["org", "secretName", "visibility", "value"]);
  expect(propertiesOf({}, { kind: userSecret })).toEqual(["secretName", "value"]);
  expect(propertiesOf({}, { kind: repoSecret })).toEqual(["repository", "secretName", "value"]);
});

test.each<[string, Props, string]>([
  [
    "neither form",
    { value: undefined },
    "value: is missing: give value (is its variable set?), or encryptedValue with keyId, or keepValue: true",
  ],
  [
    "a value and an encrypted one",
    sealed,
    "value: is given together with encryptedValue and keyId: keep one of the two forms",
  ],
  [
    "a value and a key id",
    { keyId: "1" },
    "value: is given together with encryptedValue and keyId: keep one of the two forms",
  ],
  [
    "an encrypted value alone",
    { ...sealed, value: undefined, keyId: undefined },
    "keyId: is missing: name the public key that encryptedValue was sealed with",
  ],
  [
    "a key id alone",
    { value: undefined, keyId: "1" },
    "encryptedValue: is missing, although keyId is given",
  ],
  [
    "a value beside one that is kept",
    KEEP,
    "keepValue: is given together with value: leave one of them out",
  ],
  [
    "three forms",
    { ...sealed, keepValue: true },
    "keepValue: is given together with value and encryptedValue and keyId: leave one of them out",
  ],
  [
    "one that isn't kept after all",
    { value: undefined, keepValue: false },
    "value: is missing: give value (is its variable set?), or encryptedValue with keyId, or keepValue: true",
  ],
  [
    "one that is kept and must not exist",
    { ...KEEP, value: undefined, onExisting: "fail" },
    'onExisting: is "fail", but with keepValue the secret must exist: leave one of the two out',
  ],
  [
    "two forms, both unknown",
    { ...sealed, value: unknown, encryptedValue: unknown },
    "value: is given together with encryptedValue and keyId: keep one of the two forms",
  ],
])("a value in one form, not %s", (_, more, reason) => {
  expect(check({ ...secret, ...more }).failures.map((failure) => failure.reason)).toEqual([reason]);
});

test.each(["all", "private"])(
  "a list of repositories does not go with visibility %s",
  (visibility) => {
    const wrong = { ...secret, visibility, selectedRepositories: [] };
    expect(check(wrong).failures).toEqual([
      {
        property: "selectedRepositories",
        reason:
          'selectedRepositories: is allowed only with visibility "selected": change visibility, or leave it out',
      },
    ]);
  },
);

test("a list that is malformed and does not go with the visibility is told both at once", () => {
  const wrong = { ...secret, selectedRepositories: ["a/b/c"] };
  expect(propertiesOf(wrong)).toEqual(["selectedRepositories", "selectedRepositories"]);
});

const places: [string, Props][] = [
  ["org", { org: unknown }],
  ["secretName", { secretName: unknown }],
  ["visibility", { visibility: unknown }],
  ["selectedRepositories", { selectedRepositories: unknown }],
  ["selectedRepositories", { selectedRepositories: ["api", unknown] }],
  ["selectedRepositories", { selectedRepositories: { "acme/api": unknown } }],
  ["selectedRepositories", { selectedRepositories: ["not/a/name", [unknown]] }],
  ["value", { value: unknown }],
  ["keepValue", { keepValue: unknown, value: undefined }],
  ["keepValue", { keepValue: unknown }],
  ["onExisting", { onExisting: unknown }],
  ["onExternalChange", { onExternalChange: unknown }],
];

test.each(places)("an unknown %s passes, and is unknown as a whole: %j", (property, more) => {
  const { inputs, failures } = check({ ...secret, visibility: "selected", ...more });

  expect(failures).toEqual([]);
  expect(inputs[property]).toBe(unknown);
});

test("with everything unknown nothing fails", () => {
  const news: Props = Object.fromEntries(Object.keys(secret).map((name) => [name, unknown]));
  expect(check(news).failures).toEqual([]);
});

test("a list passes while the visibility is unknown", () => {
  expect(propertiesOf({ ...secret, visibility: unknown, selectedRepositories: ["api"] })).toEqual(
    [],
  );
});

test.each(["org", "secretName"])("a value stays unknown, not plain, while %s is", (name) => {
  expect(check({ ...secret, [name]: unknown }).inputs.value).toBe(unknown);
});

test("a value is a fingerprint afterwards, and remembered for the writes of this run", () => {
  const session = offlineSession();
  const { inputs } = checkSecret(orgSecret, { olds: {}, news: secret }, session);
  const print = textOf(inputs, "value");

  expect(isFingerprint(print)).toBe(true);
  expect(session.values.get(print)).toBe(canary);
  expect(JSON.stringify(inputs)).not.toContain(canary);
});

test("a fingerprint fed back is kept as it is, and is nobody's value", () => {
  const session = offlineSession();
  const print = textOf(check(secret).inputs, "value");
  const { inputs } = checkSecret(
    orgSecret,
    { olds: {}, news: { ...secret, value: print } },
    session,
  );

  expect(inputs.value).toBe(print);
  expect(session.values.get(print)).toBeUndefined();
});

test.each([undefined, ""])(
  "a value that isn't set (%j) is told with the others of the program",
  (value) => {
    const news = { ...secret, value, [OTHERS_UNSET]: ["npm-token", "a b\nc"] };
    const [failure] = check(news).failures;
    expect(failure?.reason).toMatch(
      /^value: is .*\. The values of these are not set either: npm-token, a string of 5 characters/,
    );
    expect(check({ ...secret, [OTHERS_UNSET]: ["npm-token"] }).failures).toEqual([]);
  },
);

test("a value that is kept is in no input, and neither is who wrote it", () => {
  const { inputs } = check({ ...secret, ...KEEP, value: undefined });
  expect(inputs).toEqual({
    org: "acme",
    secretName: "TOKEN",
    visibility: "all",
    keepValue: true,
  });
  expect(check({ ...secret, keepValue: false }).inputs).toEqual(check(secret).inputs);
});

test.each<[string, SecretKind, Props]>([
  ["org", orgSecret, { ...secret, org: "other", value: undefined }],
  ["repository", repoSecret, { repository: "acme/web", secretName: "TOKEN" }],
])("a value that is kept can't go along to another %s", (property, kind, other) => {
  const olds = { ...secret, repository: "acme/api" };
  const { failures } = check({ ...other, ...KEEP }, { olds, kind });
  expect(failures.map((failure) => failure.property)).toEqual([property]);
});

test("names change by case alone to the same inputs, fingerprint included", () => {
  const one = { ...secret, visibility: "selected", selectedRepositories: ["Acme/API", "web"] };
  const other = { ...one, org: "ACME", secretName: "token", selectedRepositories: ["WEB", "api"] };

  expect(check(other).inputs).toEqual(check(one).inputs);
});

test("the same value has another fingerprint in another place, class or under another key", () => {
  const prints = [
    check(secret),
    check({ ...secret, org: "other" }),
    check({ ...secret, secretName: "OTHER" }),
    check(secret, { settings: { fingerprintKey: "k" } }),
    check({ secretName: "TOKEN", value: canary }, { kind: userSecret }),
    check({ repository: "a/b", secretName: "TOKEN", value: canary }, { kind: repoSecret }),
  ].map(({ inputs }) => inputs.value);

  expect(new Set(prints).size).toBe(prints.length);
});

test("an input that is left out does not appear, and null counts as left out", () => {
  const { inputs } = check({ ...secret, selectedRepositories: null, onExisting: null });
  expect(Object.keys(inputs).sort()).toEqual(
    ["org", "secretName", "value", "valueWritten", "visibility"].sort(),
  );
});
