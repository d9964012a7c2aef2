import { uniqueIds } from "../../provider/src/session/whole-lists";
import { unknown, type Props } from "../../provider/src/rules/plain";
import {
  isName,
  listChanged,
  sameIds,
  underDeclaredNames,
} from "../../provider/src/lifecycle/secret/repository-list";

const api = { id: 1, repository: "Acme/API" };
const web = { id: 2, repository: "acme/web" };
const list = (...names: string[]): Props => ({
  selectedRepositories: Object.fromEntries(names.map((name) => [name, "selected"])),
});

test("what GitHub lists is named in lower case", () => {
  expect(underDeclaredNames([api, web], {})).toEqual({ "acme/api": 1, "acme/web": 2 });
});

test("a renamed repository keeps the name that was declared, an id its digits", () => {
  expect(underDeclaredNames([api, web], { "acme/old": 1, "2": 2, "acme/gone": 3 })).toEqual({
    "acme/old": 1,
    "2": 2,
  });
});

test("a repository declared by name and by id keeps both", () => {
  expect(underDeclaredNames([api], { "1": 1, "acme/api": 1 })).toEqual({ "1": 1, "acme/api": 1 });
});

test("a repository declared twice is sent once", () => {
  expect(uniqueIds({ "1": 1, "acme/api": 1, "acme/web": 2 })).toEqual([1, 2]);
  expect(uniqueIds(undefined)).toEqual([]);
});

test.each<[string, Record<string, number>, Record<string, number>, boolean]>([
  ["the same ids under other names", { a: 1, b: 2 }, { c: 2, d: 1 }, true],
  ["an id twice", { a: 1, b: 1 }, { c: 1 }, true],
  ["one more", { a: 1 }, { a: 1, b: 2 }, false],
  ["another", { a: 1 }, { a: 2 }, false],
  ["eleven, and one and one", { a: 11 }, { a: 1, b: 1 }, false],
  ["none and none", {}, {}, true],
])("sets of ids are compared: %s", (_, one, other, same) => {
  expect(sameIds(one, other)).toBe(same);
});

test.each<[string, Props, Props, boolean]>([
  ["taken out of the program", list("a/b"), {}, false],
  ["unknown", list("a/b"), { selectedRepositories: unknown }, false],
  ["the same in another order", list("a/b", "a/c"), list("a/c", "a/b"), false],
  ["one more", list("a/b"), list("a/b", "a/c"), true],
  ["emptied", list("a/b"), list(), true],
  ["managed from now on, as recorded", { selectedRepositoryIds: { "a/b": 1 } }, list("a/b"), true],
  ["managed from now on, none of none", { selectedRepositoryIds: {} }, list(), true],
  ["managed from now on, nothing recorded", {}, list(), true],
  ["managed from now on, otherwise", { selectedRepositoryIds: { "a/b": 1 } }, list("a/c"), true],
])("a declared list is a change or not: %s", (_, olds, news, changed) => {
  expect(listChanged(olds, news)).toBe(changed);
});

test("a name has its owner, an id is digits", () => {
  expect(["acme/api", "1003"].map(isName)).toEqual([true, false]);
});
