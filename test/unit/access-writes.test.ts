import { accessWrites, type AccessWrite } from "../../provider/src/lifecycle/access/writes";
import { setOf, type Props } from "../../provider/src/rules/plain";

const names = (count: number, start = 0) =>
  Array.from({ length: count }, (_, index) => `user-${String(start + index).padStart(3, "0")}`);
const members = (usernames: string[]): Props => ({
  org: "acme",
  visibility: "selected_members",
  selectedUsernames: setOf(usernames),
});
const everybody: Props = { org: "acme", visibility: "all_members" };
const nobody: Props = { org: "acme", visibility: "disabled" };

const set = (usernames: string[]): AccessWrite => ({
  verb: "set",
  visibility: "selected_members",
  usernames,
});
const add = (usernames: string[]): AccessWrite => ({ verb: "add", usernames });
const remove = (usernames: string[]): AccessWrite => ({ verb: "remove", usernames });

test.each<[number, AccessWrite[]]>([
  [0, [set([])]],
  [1, [set(names(1))]],
  [100, [set(names(100))]],
  [101, [set(names(100)), add(names(1, 100))]],
  [250, [set(names(100)), add(names(100, 100)), add(names(50, 200))]],
])("giving access to %i users sends them in steps of a hundred", (count, writes) => {
  expect(accessWrites(undefined, members(names(count)))).toEqual(writes);
  expect(accessWrites(everybody, members(names(count)))).toEqual(writes);
});

test.each<[string, Props | undefined, Props, AccessWrite[]]>([
  [
    "nothing known to everybody",
    undefined,
    everybody,
    [{ verb: "set", visibility: "all_members" }],
  ],
  ["everybody to nobody", everybody, nobody, [{ verb: "set", visibility: "disabled" }]],
  ["250 users to nobody", members(names(250)), nobody, [{ verb: "set", visibility: "disabled" }]],
  ["nobody to nobody", nobody, nobody, []],
  ["the same 250 users", members(names(250)), members(names(250)), []],
  ["one more", members(names(100)), members(names(101)), [add(names(1, 100))]],
  ["one less", members(names(101)), members(names(100)), [remove(names(1, 100))]],
  [
    "none to 250",
    members([]),
    members(names(250)),
    [add(names(100)), add(names(100, 100)), add(names(50, 200))],
  ],
  [
    "250 to none",
    members(names(250)),
    members([]),
    [remove(names(100)), remove(names(100, 100)), remove(names(50, 200))],
  ],
  ["one to another", members(names(1)), members(names(1, 1)), [add(names(1, 1)), remove(names(1))]],
])("from %s goes with the fewest requests", (_, before, wanted, writes) => {
  expect(accessWrites(before, wanted)).toEqual(writes);
});
