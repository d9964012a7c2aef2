import { manualClock } from "github-codespaces-emulator";
import type { Props } from "../../../provider/src/rules/plain";
import { emulatedStack } from "../../support/emulated-stack";
import { useEmulator } from "../../support/emulator-client";
import type { Declared, Stack } from "../../support/stack";
import { requestLines } from "../../support/world";

// A set of an organization's secrets, on the stand-in for the engine.

const { emulator } = useEmulator({ clock: manualClock() });
const LATER = 100_000;
const PATH = "/orgs/acme/codespaces/secrets";
const all = (value: string, more: Props = {}): Props => ({ value, visibility: "all", ...more });

const set = (secrets: Props, more: Props = {}, name = "set"): Declared => ({
  name,
  kind: "orgSecrets",
  args: { org: "acme", secrets, ...more },
});

async function applied(...program: Declared[]): Promise<Stack> {
  const stack = emulatedStack(emulator, { parallel: true });
  expect(await stack.up(program)).toBeUndefined();
  emulator.advance(LATER);
  emulator.clearRequests();
  return stack;
}

const values = () =>
  Object.fromEntries(
    emulator.orgSecrets("acme").map(({ name, openedValue }) => [name, openedValue]),
  );

const writes = () =>
  requestLines(emulator)
    .filter((line) => !/^(GET|POST \/graphql)/.test(line))
    .sort();

test("creates each secret, and asks for the key and the list once", async () => {
  const stack = emulatedStack(emulator);
  emulator.clearRequests();
  expect(await stack.up([set({ A: all("1"), B: all("2"), C: all("3") })])).toBeUndefined();
  expect(values()).toMatchObject({ A: "1", B: "2", C: "3" });
  expect(requestLines(emulator).sort()).toEqual([
    `GET ${PATH}`,
    `GET ${PATH}/public-key`,
    `PUT ${PATH}/A`,
    `PUT ${PATH}/B`,
    `PUT ${PATH}/C`,
  ]);
});

test("an up without a change does nothing, and a refresh finds nothing", async () => {
  const program = set({
    A: all("1"),
    B: { value: "2", visibility: "selected", selectedRepositories: ["api"] },
  });
  const stack = await applied(program);
  expect(await stack.preview([program])).toEqual([]);
  const changed: string[] = [];
  expect(await stack.refresh(changed)).toBeUndefined();
  expect(changed).toEqual([]);
  expect(await stack.preview([program])).toEqual([]);
  expect(writes()).toEqual([]);
});

test("sends only what changed", async () => {
  const stack = await applied(
    set({
      A: all("1"),
      B: all("2"),
      C: all("3"),
      D: { value: "4", visibility: "selected", selectedRepositories: ["api"] },
    }),
  );
  const after = set({
    A: all("1"),
    B: all("two"),
    E: all("5"),
    D: { value: "4", visibility: "selected", selectedRepositories: ["api", "web"] },
  });
  expect(await stack.up([after])).toBeUndefined();
  expect(writes()).toEqual([
    `DELETE ${PATH}/C`,
    `PUT ${PATH}/B`,
    `PUT ${PATH}/D/repositories`,
    `PUT ${PATH}/E`,
  ]);
  expect(values()).toMatchObject({ A: "1", B: "two", D: "4", E: "5" });
  expect(await stack.preview([after])).toEqual([]);
});
