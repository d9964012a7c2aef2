import { Emulator, seedWith, type Answer } from "github-codespaces-emulator";
import { sayable } from "../../../provider/src/texts";
import { allOf, expectNoTrace, HARD_VALUE } from "../../support/canaries";
import { atGitHub } from "../../support/github-view";
import { HOSTILE } from "../../support/hostile-answers";
import { newRun } from "../../support/lifecycles";
import { Stack, type Declared } from "../../support/stack";

// Each answer to each kind of request of a stack is wrong in one thing. Whatever becomes of it, no value leaves,
// nothing is done to a terminal, and once GitHub answers as it does, the stack is as it should be.

/** So many at once: a run waits a little, at times, for what it may ask for together. */
const emulators = Array.from(
  { length: 4 },
  // What it answers here it answers elsewhere too, where that is compared with GitHub's description.
  () => new Emulator({ codespaceStepMs: 0, validateResponses: false, seed: seedWith({}) }),
);
beforeAll(() => Promise.all(emulators.map((emulator) => emulator.listen())));
afterAll(() => Promise.all(emulators.map((emulator) => emulator.close())));

const CONTROL = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/u;
const NAMED = /^(Org|User|Repo)?Codespaces?\w* \S+ could not be (created|read|updated|deleted): /;

const inOrg = { org: "acme", visibility: "selected" };
const program = (value: string): Declared[] => [
  {
    name: "org",
    kind: "orgSecret",
    args: { ...inOrg, secretName: "A", value, selectedRepositories: ["api"] },
  },
  { name: "shared", kind: "orgSecret", args: { ...inOrg, secretName: "B", value } },
  {
    name: "on its list",
    kind: "orgSecretRepository",
    args: { org: "acme", secretName: "B", repository: "acme/web" },
  },
  {
    name: "user",
    kind: "userSecret",
    args: { secretName: "A", value, selectedRepositories: ["octocat/dotfiles"] },
  },
  {
    name: "repo",
    kind: "repoSecret",
    args: { repository: "acme/api", secretName: "A", value },
  },
  { name: "codespace", kind: "codespace", args: { repository: "octocat/hello-world" } },
];
const PROGRAM = program(HARD_VALUE);

interface Operation {
  before: readonly Declared[];
  run: (stack: Stack) => Promise<string | undefined>;
  wanted: readonly Declared[];
}

const OPERATIONS: [string, Operation][] = [
  ["a creation", { before: [], run: (stack) => stack.up(PROGRAM), wanted: PROGRAM }],
  ["a refresh", { before: PROGRAM, run: (stack) => stack.refresh(), wanted: PROGRAM }],
  ["a destroy", { before: PROGRAM, run: (stack) => stack.destroy(), wanted: [] }],
];

async function stackWith(emulator: Emulator, declared: readonly Declared[]): Promise<Stack> {
  emulator.reset();
  const onWait = (ms: number) => {
    emulator.advance(ms);
  };
  const stack = new Stack(() => newRun({ url: emulator.url, token: emulator.token, onWait }));
  if (declared.length > 0) expect(await stack.up(declared)).toBeUndefined();
  emulator.advance(180_000);
  emulator.clearRequests();
  return stack;
}

interface Case {
  operation: Operation;
  /** GitHub's id of the operation whose answers are wrong. */
  id: string;
  name: string;
  edit: (answer: Answer) => Answer;
}

/** The kinds of requests whose answer is read, with each change that changes one of these answers. */
async function casesOf(emulator: Emulator, operation: Operation): Promise<Case[]> {
  const { before, run } = operation;
  const answers = new Map<string, Answer[]>();
  const stack = await stackWith(emulator, before);
  const edit = (answer: Answer) => {
    const { operationId = "", method } = emulator.requests.at(-1) ?? {};
    if (method !== "PUT" && method !== "DELETE") {
      answers.set(operationId, [...(answers.get(operationId) ?? []), answer]);
    }
    return answer;
  };
  emulator.fail({ edit, times: Infinity });
  expect(await run(stack)).toBeUndefined();
  return [...answers].flatMap(([id, given]) =>
    Object.entries(HOSTILE).flatMap(([name, change]): Case[] => {
      const isChanged = given.some((one) => change(one).text !== JSON.stringify(one.body ?? {}));
      return isChanged ? [{ operation, id, name, edit: change }] : [];
    }),
  );
}

async function brokenBy(emulator: Emulator, { operation, id, edit }: Case, end: string) {
  const { before, run, wanted } = operation;
  const stack = await stackWith(emulator, before);
  const planted = emulator.fail({ operationId: id, edit, times: Infinity });
  const failed = await run(stack);
  planted.remove();
  const told = stack.said.map(sayable);
  const state = JSON.stringify(stack.entries);
  expectNoTrace(told.join("\n") + state + stack.thrown.map(allOf).join("\n"), [HARD_VALUE]);
  emulator.advance(180_000);
  const after = [await stack.refresh(), await stack.up(wanted), ...(await stack.preview(wanted))];
  const wrong = {
    "no request met it": planted.hits === 0,
    [`its error names nothing: ${failed}`]: failed !== undefined && !NAMED.test(failed),
    "a control character was told": told.some((line) => CONTROL.test(line)),
    "a control character is in the state": CONTROL.test(state) || /\\u00[01]/.test(state),
    "it was told at length": told.some((line) => line.length > 9_000),
    "every object is polluted": "polluted" in {},
    [`then: ${after.join()}`]: after.some((failure) => failure !== undefined),
    [`GitHub has ${atGitHub(emulator)}`]: atGitHub(emulator) !== end,
  };
  return Object.keys(wrong).filter((what) => wrong[what]);
}

test.each(OPERATIONS)("%s with any wrong answer is made good", async (_, operation) => {
  const [first] = emulators as [Emulator];
  const cases = await casesOf(first, operation);
  expect(cases.length).toBeGreaterThan(20);
  await stackWith(first, operation.wanted);
  const end = atGitHub(first);
  const broken: string[] = [];
  const work = async (emulator: Emulator) => {
    for (let one = cases.shift(); one !== undefined; one = cases.shift()) {
      const { id, name } = one;
      broken.push(...(await brokenBy(emulator, one, end)).map((what) => `${id}, ${name}: ${what}`));
    }
  };
  await Promise.all(emulators.map(work));
  expect(broken).toEqual([]);
});
