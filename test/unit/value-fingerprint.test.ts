import { scryptSync } from "node:crypto";
import { isFingerprint } from "../../provider/src/session/values";
import { textOf, type Props } from "../../provider/src/rules/plain";
import { checkSecret } from "../../provider/src/lifecycle/secret/check";
import type { SecretKind } from "../../provider/src/kinds/secret-kind";
import { orgSecret, repoSecret, userSecret } from "../../provider/src/kinds/all";
import { offlineSession } from "./offline-session";

const canary = "canary-value-7d1f";
const secret: Props = { org: "acme", secretName: "TOKEN", visibility: "all", value: canary };
const kinds = [
  { kind: orgSecret, news: secret },
  { kind: userSecret, news: { secretName: "TOKEN", value: canary } },
  { kind: repoSecret, news: { repository: "acme/api", secretName: "TOKEN", value: canary } },
];

/** A machine, which has a key or none, and checks secrets whose states may come from others. */
function machine(fingerprintKey = "") {
  const session = offlineSession({ fingerprintKey });
  const check = (news: Props, olds: Props = {}, kind: SecretKind = orgSecret) =>
    checkSecret(kind, { olds, news }, session);
  return { session, check, said: session.said };
}

/** What a release before the key was told apart wrote: one form, with or without a key. */
function oldForm(value: string, key: string): string {
  const salt = JSON.stringify(["fp1:", "OrgCodespacesSecret:acme/TOKEN", key]);
  return `fp1:${scryptSync(value, salt, 16, { N: 1024, r: 8 }).toString("base64url")}`;
}

describe("a fingerprintKey that is missing", () => {
  test.each(kinds)("is said, and nothing is changed: $kind.className", ({ kind, news }) => {
    const { inputs } = machine("key").check(news, {}, kind);
    const { failures } = machine().check(news, inputs, kind);
    expect(failures).toHaveLength(1);
    expect(failures[0]?.property).toBe("value");
    expect(failures[0]?.reason).toContain("was made with another fingerprintKey");
    expect(failures[0]?.reason).toContain("GITHUB_CODESPACES_FINGERPRINT_KEY");
    expect(JSON.stringify(failures)).not.toContain(canary);
  });

  test("is said whole once in a run", () => {
    const [a, b] = ["A", "B"].map((secretName) => ({ ...secret, secretName }));
    const made = machine("key");
    const olds = [made.check(a ?? {}).inputs, made.check(b ?? {}).inputs];
    const { check } = machine();
    const reasons = [check(a ?? {}, olds[0]), check(b ?? {}, olds[1])].map(
      ({ failures }) => failures[0]?.reason ?? "",
    );
    expect(reasons[0]).toContain("GITHUB_CODESPACES_FINGERPRINT_KEY");
    expect(reasons[1]).toBe("value: its fingerprintKey is missing too");
  });

  test("is nothing to a value that Pulumi feeds back, is unknown or is new", () => {
    const { inputs } = machine("key").check(secret);
    const { check } = machine();
    expect(check({ ...secret, value: inputs.value ?? null }, inputs).failures).toEqual([]);
    expect(machine().check({ ...secret, secretName: "NEW" }).failures).toEqual([]);
  });
});

describe("another fingerprintKey", () => {
  test("makes every fingerprint anew, and is said once in a run", () => {
    const names = ["A", "B", "C"].map((secretName) => ({ ...secret, secretName }));
    const made = machine("key");
    const olds = names.map((news) => made.check(news).inputs);
    const { check, said } = machine("other");
    const checked = names.map((news, index) => check(news, olds[index]));
    expect(checked.flatMap(({ failures }) => failures)).toEqual([]);
    expect(checked.map(({ inputs }, index) => inputs.value === olds[index]?.value)).toEqual([
      false,
      false,
      false,
    ]);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain("made with another fingerprintKey");
  });

  test("is also one where there was none", () => {
    const { inputs } = machine().check(secret);
    const { check, said } = machine("key");
    expect(check(secret, inputs).inputs.value).not.toBe(inputs.value);
    expect(said).toHaveLength(1);
  });

  test("is none where the value has changed under the same, or no, key", () => {
    for (const key of ["", "key"]) {
      const { inputs } = machine(key).check(secret);
      const { check, said } = machine(key);
      const { inputs: changed } = check({ ...secret, value: "other" }, inputs);
      expect(changed.value).not.toBe(inputs.value);
      expect(said).toEqual([]);
    }
  });
});

describe("a state of an older release", () => {
  test.each(["", "key"])("with the key %j is read without a change", (key) => {
    const olds = { ...machine(key).check(secret).inputs, value: oldForm(canary, key) };
    const { check, said, session } = machine(key);
    const { inputs } = check(secret, olds);
    expect(inputs).toEqual(olds);
    expect(said).toEqual([]);
    // A list's repair may have to write it again.
    expect(session.values.get(textOf(inputs, "value"))).toBe(canary);
  });

  test("gets the new form with the first value that changes", () => {
    const olds = { ...machine("key").check(secret).inputs, value: oldForm("old", "key") };
    const { check, said } = machine("key");
    const print = textOf(check(secret, olds).inputs, "value");
    expect(print).toMatch(/^fp2:/);
    expect(isFingerprint(print)).toBe(true);
    expect(said).toEqual([]);
  });
});

describe("a value that differs from the last one by its end of line alone", () => {
  test.each([
    ["line", "line\n", "now with"],
    ["line\n", "line", "now without"],
    ["line\r\n", "line", "now without"],
    ["line\r\n", "line\n", "now with"],
    ["line", "line\n\n", "now with"],
    ["a\nb\n", "a\nb", "now without"],
  ])("%j, then %j, is said in words, and written", (before, after, words) => {
    for (const key of ["", "key"]) {
      for (const { kind, news } of kinds) {
        const { inputs } = machine(key).check({ ...news, value: before }, {}, kind);
        const { check, said } = machine(key);
        const { inputs: now } = check({ ...news, value: after }, inputs, kind);
        expect(now.value).not.toBe(inputs.value);
        expect(said).toHaveLength(1);
        expect(said[0]).toContain(`${kind.className} `);
        expect(said[0]).toContain(words);
        expect(said[0]).toContain("pulumi config set --raw");
        expect(said[0]).not.toContain("line\n");
      }
    }
  });

  test("is looked for until eight values in a row have changed otherwise", () => {
    const names = Array.from({ length: 20 }, (_, index) => `S${index}`);
    const olds = names.map((secretName) =>
      machine().check({ ...secret, secretName, value: "line" }),
    );
    const saidOf = (valueOf: (index: number) => string) => {
      const { check, said } = machine();
      for (const [index, secretName] of names.entries()) {
        check({ ...secret, secretName, value: valueOf(index) }, olds[index]?.inputs);
      }
      return said.length;
    };
    expect(saidOf(() => "line\n")).toBe(20);
    expect(saidOf((index) => (index % 8 === 7 ? "line\n" : "other"))).toBe(2);
    expect(saidOf((index) => (index < 8 ? "other" : "line\n"))).toBe(0);
  });

  test("also against what an older release wrote", () => {
    const olds = { ...machine("key").check(secret).inputs, value: oldForm("line\n", "key") };
    const { check, said } = machine("key");
    check({ ...secret, value: "line" }, olds);
    expect(said).toHaveLength(1);
  });

  test.each([
    ["line", "line"],
    ["line", "other\n"],
    ["line", " line"],
    ["line ", "line"],
  ])("%j, then %j, is nothing to speak of", (before, after) => {
    const { inputs } = machine().check({ ...secret, value: before });
    const { check, said } = machine();
    check({ ...secret, value: after }, inputs);
    expect(said).toEqual([]);
  });
});
