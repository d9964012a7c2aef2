import { Declarations, type Before } from "../../provider/src/lifecycle/declared";

const token = "OrgCodespacesSecret acme/TOKEN";
const other = "OrgCodespacesSecret acme/OTHER";
const twice =
  "two resources of this program declare OrgCodespacesSecret acme/TOKEN (GitHub ignores case): keep one of them";

function declareAll(claims: [string, Before][]): (string | undefined)[] {
  const declared = new Declarations();
  return claims.map(([identity, before]) => declared.declare(identity, before));
}

// The engine checks with what was before, and again with nothing where it replaces.
test.each<[string, [string, Before][]]>([
  ["a new resource", [[token, "nothing"]]],
  ["an unchanged resource", [[token, "same identity"]]],
  [
    "a tainted resource",
    [
      [token, "same identity"],
      [token, "nothing"],
    ],
  ],
  [
    "a changed identity",
    [
      [token, "another identity"],
      [token, "nothing"],
    ],
  ],
  [
    "two resources that swap their identities",
    [
      [token, "another identity"],
      [token, "nothing"],
      [other, "another identity"],
      [other, "nothing"],
    ],
  ],
])("%s is declared once", (_, claims) => {
  expect(declareAll(claims)).toEqual(claims.map(() => undefined));
});

test.each<[string, [string, Before][]]>([
  [
    "two new resources",
    [
      [token, "nothing"],
      [token, "nothing"],
    ],
  ],
  [
    "two known resources",
    [
      [token, "same identity"],
      [token, "same identity"],
    ],
  ],
  [
    "a new resource and then a known one",
    [
      [token, "nothing"],
      [token, "same identity"],
    ],
  ],
  [
    "two resources that both move there",
    [
      [token, "another identity"],
      [token, "nothing"],
      [token, "another identity"],
      [token, "nothing"],
    ],
  ],
])("%s of one identity are refused at the last check", (_, claims) => {
  expect(declareAll(claims).at(-1)).toBe(twice);
});

test("one identity is written by one resource only", () => {
  const declared = new Declarations();
  declared.claim(token);
  declared.claim(other);

  expect(() => {
    declared.claim(token);
  }).toThrow(twice);
});

test("an identity is declared as soon as a check named it, whatever was before", () => {
  const declared = new Declarations();
  declared.declare(token, "another identity");

  expect(declared.isDeclared(token)).toBe(true);
  expect(declared.isDeclared(other)).toBe(false);
});

test("what was kept is remembered by identity", () => {
  const declared = new Declarations();
  declared.keep(token);

  expect([declared.isReplaced(token), declared.isReplaced(other)]).toEqual([true, false]);
});

describe("a known and a new resource of one identity", () => {
  function knownAndNew(createBeforeDelete?: true): Declarations {
    const declared = new Declarations();
    declared.declare(token, "same identity");
    declared.declare(token, "nothing", createBeforeDelete);
    return declared;
  }

  test("are two: neither is written", () => {
    const declared = knownAndNew();

    expect(() => {
      declared.claim(token);
    }).toThrow(twice);
  });

  test("are one that was deleted first, and kept", () => {
    const declared = knownAndNew();
    declared.keep(token);

    declared.claim(token);
    expect(declared.isReplaced(token)).toBe(true);
  });

  test("are one that is created first, if its program asks for that", () => {
    const declared = knownAndNew(true);

    declared.claim(token);
    expect(declared.isReplaced(token)).toBe(true);
  });
});

test("a new resource that may be created first replaces nothing", () => {
  const declared = new Declarations();
  declared.declare(token, "nothing", true);

  expect(declared.isReplaced(token)).toBe(false);
});
