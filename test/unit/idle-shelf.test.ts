import { IdleShelf } from "../../provider/src/session/idle-shelf";

test("what was not used for an hour is dropped, what is used stays", () => {
  let now = 0;
  const shelf = new IdleShelf<object>(3_600_000, () => now);
  const used = shelf.get("used", () => ({}));
  for (let hour = 1; hour <= 100; hour++) {
    now = hour * 1_800_000;
    shelf.get(`token of ${hour}`, () => ({}));
    expect(shelf.get("used", () => ({}))).toBe(used);
  }
  expect(shelf.size).toBe(4);
});

test("what is to be kept for ever is", () => {
  let now = 0;
  const shelf = new IdleShelf<object>(Infinity, () => now);
  const first = shelf.get("first", () => ({}));
  now = 1e12;
  shelf.get("second", () => ({}));
  expect(shelf.get("first", () => ({}))).toBe(first);
});
