import { Declarations } from "../../provider/src/session/declarations";
import type { Before, Claim, Condemned, Note, Others } from "../../provider/src/session/declared";
import { declaredIdentity } from "../../provider/src/session/identities";
import { identityKey, mayBeSame } from "../../provider/src/session/identity";
import type { Props } from "../../provider/src/rules/plain";
import { unknown } from "../../provider/src/rules/plain";

const secret = (secretName: string, org = "acme") =>
  declaredIdentity("OrgCodespacesSecret", { org, secretName });
const token = secret("TOKEN");
const name = "OrgCodespacesSecret acme/TOKEN";
const twice = `two resources of this program declare ${name} (GitHub ignores case): keep one of them`;

function declare(
  declared: Declarations,
  by: string,
  before: Before = "nothing",
  identity = token,
): string | undefined {
  return declared.declare({ identity, name, by, before });
}

const condemned = (more: Partial<Condemned> = {}): Condemned => ({
  identities: [token],
  entry: undefined,
  owner: undefined,
  ...more,
});

/** What the program's process tells, as it comes to know it. */
function told(...news: Partial<Note>[]): Others {
  const notes: (Note | Claim)[] = news.map((one) => ({ ...token, by: "call", ...one }));
  return { tell: () => undefined, news: () => notes.splice(0) };
}

describe("an identity", () => {
  test.each<[string, string, Props, Props]>([
    [
      "letters",
      "OrgCodespacesSecret",
      { org: "ACME", secretName: "tok" },
      { org: "acme", secretName: "TOK" },
    ],
    [
      "a short name",
      "OrgCodespacesSecretRepository",
      { org: "Acme", secretName: "T", repository: "Api" },
      { org: "acme", secretName: "T", repository: "acme/api" },
    ],
    [
      "an id",
      "UserCodespacesSecretRepository",
      { secretName: "T", repository: 7 },
      { secretName: "t", repository: 7 },
    ],
    [
      "what is no part of it",
      "OrgCodespacesAccess",
      { org: "acme", visibility: "disabled" },
      { org: "acme" },
    ],
  ])("is the same whatever %s are given", (_, className, one, other) => {
    expect(identityKey(declaredIdentity(className, one))).toBe(
      identityKey(declaredIdentity(className, other)),
    );
  });

  test("is another one with another organization, name, class, or an id in the place of a name", () => {
    const keys = [
      token,
      secret("OTHER"),
      secret("TOKEN", "octo-org"),
      declaredIdentity("UserCodespacesSecret", { secretName: "TOKEN" }),
      declaredIdentity("OrgCodespacesSecretRepository", {
        org: "acme",
        secretName: "T",
        repository: 7,
      }),
      declaredIdentity("OrgCodespacesSecretRepository", {
        org: "acme",
        secretName: "T",
        repository: "7",
      }),
    ].map(identityKey);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("may be the same as long as not all of it is known", () => {
    const half = declaredIdentity("OrgCodespacesSecret", { org: "acme", secretName: unknown });
    expect(mayBeSame(half, token)).toBe(true);
    expect(mayBeSame(half, secret("TOKEN", "octo-org"))).toBe(false);
  });
});

describe("one constructor call", () => {
  test.each<[string, Before[]]>([
    ["new", ["nothing"]],
    ["unchanged", ["same identity"]],
    ["replaced", ["same identity", "nothing"]],
    ["under a new name", ["another identity", "nothing"]],
    ["asked for again by a hook", ["nothing", "nothing", "nothing"]],
  ])("declares a resource that is %s once", (_, befores) => {
    const declared = new Declarations();
    expect(befores.map((before) => declare(declared, "one", before))).toEqual(
      befores.map(() => undefined),
    );
  });
});

test.each<[Before, Before]>([
  ["nothing", "nothing"],
  ["same identity", "nothing"],
  ["nothing", "same identity"],
  ["same identity", "same identity"],
  ["another identity", "nothing"],
  ["another identity", "another identity"],
])("two constructor calls of one identity (%s, %s) are refused", (first, second) => {
  const declared = new Declarations();
  expect(declare(declared, "one", first)).toBeUndefined();
  expect(declare(declared, "two", second)).toBe(twice);
});

test("two resources may swap their names", () => {
  const declared = new Declarations();
  const other = secret("OTHER");
  const answers = [
    declare(declared, "one", "another identity", other),
    declare(declared, "one", "nothing", other),
    declare(declared, "two", "another identity", token),
    declare(declared, "two", "nothing", token),
  ];
  expect(answers).toEqual([undefined, undefined, undefined, undefined]);
});

test("one thing is written under one name only", () => {
  const declared = new Declarations();
  declared.claim("the repository 1001", "acme/api");
  declared.claim("the repository 1001", "acme/api");
  expect(() => {
    declared.claim("the repository 1001", "acme/api-v2");
  }).toThrow("two resources of this program declare the repository 1001");
});

describe("a delete", () => {
  test("takes away what nobody declares", () => {
    const declared = new Declarations();
    declare(declared, "one", "nothing", secret("OTHER"));
    expect(declared.reasonToKeep(condemned())).toBeUndefined();
  });

  test("leaves what a check has seen, and remembers it", () => {
    const declared = new Declarations();
    declare(declared, "one");
    expect(declared.reasonToKeep(condemned({ entry: "one" }))).toBe("declared");
    const outputs: object = { org: "acme" };
    declared.keep([token], outputs);
    expect([declared.isReplaced(token), declared.isReplaced(secret("OTHER"))]).toEqual([
      true,
      false,
    ]);
    expect(declared.kept(token)).toBe(outputs);
  });

  test.each<[string, Partial<Note>[], string | undefined, string | undefined]>([
    ["that the engine has not registered yet, or skips", [{}], "old", "declared"],
    ["that the state has as another entry", [{}, { entry: "another" }], "old", "declared"],
    [
      "whose own entry has a mark, of one without",
      [{}, { entry: "another" }],
      undefined,
      "declared",
    ],
    ["that is this very entry: it is destroyed", [{}, { entry: "old" }], "old", undefined],
    [
      "that is this very entry, from before there were marks",
      [{}, { entry: "call" }],
      undefined,
      undefined,
    ],
    [
      "that a check has seen as well",
      [{ entry: "old" }, { checked: true, host: "h" }],
      "old",
      "declared",
    ],
    ["at another host", [{ checked: true, host: "elsewhere" }], "old", undefined],
    [
      "by a gateway, which may lead to this host",
      [{ checked: true, host: "gateway elsewhere" }],
      "old",
      "declared",
    ],
  ])("of what the program declares %s", (_, notes, entry, reason) => {
    const declared = new Declarations("h", told(...notes));
    expect(declared.reasonToKeep(condemned({ entry }))).toBe(reason);
  });

  test.each<[string, Partial<Note>[], string | undefined]>([
    [
      "not known yet",
      [{ fields: { org: token.fields.org, secretName: undefined } }],
      "may be declared",
    ],
    [
      "known by now to be another",
      [{ fields: { ...token.fields, secretName: undefined } }, secret("OTHER")],
      undefined,
    ],
    [
      "known by now to be it",
      [{ fields: { ...token.fields, secretName: undefined } }, token],
      "declared",
    ],
  ])("of what the program may declare, whose name is %s", (_, notes, reason) => {
    const declared = new Declarations("h", told(...notes));
    expect(declared.reasonToKeep(condemned())).toBe(reason);
  });

  test("of what the program has made and reads by get: it stays, and is destroyed", () => {
    const reads = { ...token, by: "the read of it" };
    const isDestroyed = [[reads], [reads, { entry: "old" }]].map((notes) =>
      new Declarations("", told(...notes)).reasonToKeep(condemned({ entry: "old" })),
    );
    expect(isDestroyed).toEqual(["declared", undefined]);
  });

  test("of another user's secret is one", () => {
    const mine = declaredIdentity("UserCodespacesSecret", { secretName: "TOKEN" });
    const declared = new Declarations("h", told({ ...mine, checked: true, host: "h", owner: 1 }));
    const reasons = [1, 2, undefined].map((owner) =>
      declared.reasonToKeep(condemned({ identities: [mine], owner })),
    );
    expect(reasons).toEqual(["declared", undefined, "declared"]);
  });
});

test.each<[string, Partial<Note>[]]>([
  ["before the check's", [{}, { ...secret("CHECKED"), checked: true }]],
  ["after the check's", [{ ...secret("CHECKED"), checked: true }, {}]],
])(
  "what a transform makes of a resource stays, where the program's word is heard %s",
  (_, news) => {
    const declared = new Declarations("", told(...news));
    expect(declared.reasonToKeep(condemned({ identities: [secret("CHECKED")] }))).toBe("declared");
    expect(declared.reasonToKeep(condemned())).toBe("declared");
  },
);
