import { unknown, type Props } from "../../../provider/src/rules/plain";
import { useEmulator } from "../../support/emulator-client";
import { checked, create, newRun, update } from "../../support/lifecycles";
import { KINDS, Scenario, type Kind } from "../../support/secret-scenario";
import { requestLines } from "../../support/world";

// `keepValue` beside other inputs, policies that change them after the check, two stacks, and replacements.

const { emulator } = useEmulator();
const run = (config = {}) => newRun({ url: emulator.url, token: emulator.token, config });

const KEEP = { value: undefined, keepValue: true };
const keeping = (kind: Kind, more = {}) =>
  new Scenario(emulator, kind).program("", undefined, { ...KEEP, ...more });
const given = (kind: Kind) => new Scenario(emulator, kind).program("canary-value-ours");

function made(kind: Kind): Scenario {
  const scenario = new Scenario(emulator, kind);
  scenario.byHand({ value: "theirs", selectedRepositories: [] });
  emulator.clearRequests();
  return scenario;
}

const writes = () => requestLines(emulator).filter((line) => /^(PUT|DELETE)/.test(line));

describe.each(KINDS)("%s", (kind) => {
  test("onExisting: fail for all resources doesn't concern one that must exist", async () => {
    made(kind);
    await create(run({ "github-codespaces:onExisting": "fail" })[kind], keeping(kind));
    expect(writes()).toEqual([]);
  });

  test("a policy that adds a value beside it is refused, and so is one that adds it beside a value", async () => {
    const provider = run()[kind];
    const kept = checked(provider, keeping(kind));
    const printed = checked(run()[kind], given(kind));
    const both = { ...kept, value: printed.value ?? "" };
    await expect(provider.create(both)).rejects.toThrow(
      /keepValue: is given together with value: .* policies/,
    );
    const kept2 = provider.create({ ...printed, keepValue: true });
    await expect(kept2).rejects.toThrow(/keepValue: is given together with value/);
    expect(requestLines(emulator)).toEqual([]);
  });

  test("a policy that takes it away leaves nothing to write, and nothing is sent", async () => {
    const scenario = made(kind);
    const { keepValue, ...bare } = checked(run()[kind], keeping(kind));
    expect(keepValue).toBe(true);
    await expect(run()[kind].create(bare)).rejects.toThrow("its value is not known in this run");
    expect(writes()).toEqual([]);
    expect(scenario.held?.openedValue).toBe("theirs");
  });

  test("a preview says that a value is handed over, before anything is sent, and only then", () => {
    made(kind);
    const [kept, other] = [keeping(kind), { ...given(kind), secretName: "OTHER" }];
    const inputs = checked(run()[kind], kept);
    const said = (news: Props, olds: Props) => {
      const preview = run();
      checked(preview[kind], news, olds);
      return preview.lines;
    };
    expect(said(given(kind), inputs)).toEqual([
      expect.stringContaining("the old value is overwritten, and GitHub gives it back to nobody"),
    ]);
    expect(said({ ...kept, keepValue: unknown }, inputs)).toEqual([]);
    expect(said(kept, inputs)).toEqual([]);
    expect(said(other, inputs)).toEqual([]);
    expect(said(given(kind), checked(run()[kind], given(kind)))).toEqual([]);
    expect(requestLines(emulator)).toEqual([]);
  });

  test("a replacement of the same secret sends nothing, and its value stays", async () => {
    const scenario = made(kind);
    const { id, outputs } = await create(run()[kind], keeping(kind));
    const provider = run();
    // As the engine does it for `up --replace`: it asks twice, and deletes first.
    checked(provider[kind], keeping(kind), outputs);
    const inputs = checked(provider[kind], keeping(kind));
    await provider[kind].delete(id, outputs);
    await provider[kind].create(inputs);
    expect(writes()).toEqual([]);
    expect(scenario.held?.openedValue).toBe("theirs");
    expect(provider.lines).toEqual([expect.stringContaining("stays at GitHub")]);
  });

  test("one stack keeps what another one writes", async () => {
    const owner = await create(run()[kind], given(kind));
    const user = await create(run()[kind], keeping(kind));
    await update(run()[kind], owner.id, owner.outputs, {
      ...given(kind),
      value: "canary-value-newer",
    });
    emulator.clearRequests();
    const { inputs } = (await run()[kind].read(user.id, user.outputs)) ?? {};
    expect(inputs).toEqual(checked(run()[kind], keeping(kind)));
    expect(new Scenario(emulator, kind).held?.openedValue).toBe("canary-value-newer");
  });

  test("an entry that a file imported without times is looked for by the next up", async () => {
    const scenario = made(kind);
    const inputs = checked(run()[kind], keeping(kind));
    const changed = { ...keeping(kind), onExternalChange: "warn" };
    const id = { orgSecret: "acme/TOKEN", userSecret: "user/TOKEN", repoSecret: "acme/api/TOKEN" };
    const outputs = await update(run()[kind], id[kind], inputs, changed);
    expect(outputs.updatedAt).toBeDefined();
    expect(writes()).toEqual([]);
    scenario.deletedByHand();
    const again = update(run()[kind], id[kind], inputs, changed);
    await expect(again).rejects.toThrow("could not be updated: there is no such secret");
  });
});
