import { missingOf } from "../../support/fault-verbs";
import { seedWith } from "github-codespaces-emulator";
import { useFaultMatrix, type Verb } from "../../support/fault-matrix";
import type { Declared } from "../../support/stack";
import type { Props } from "../../../provider/src/rules/plain";

const matrix = useFaultMatrix({ seed: seedWith({ access: "all_members" }) });

const codespace = (args: Props = {}, name = "codespace"): Declared => ({
  name,
  kind: "codespace",
  args: { repository: "octocat/hello-world", ...args },
});

const verbs: Verb[] = [
  { name: "create", before: [], after: [codespace()] },
  { name: "create stopped", before: [], after: [codespace({ desiredState: "stopped" })] },
  {
    name: "change its machine",
    before: [codespace({ machine: "basicLinux32gb" })],
    after: [codespace({ machine: "standardLinux32gb" })],
  },
  {
    name: "stop",
    before: [codespace({ desiredState: "running" })],
    after: [codespace({ desiredState: "stopped" })],
  },
  { name: "replace", before: [codespace()], after: [codespace({ repository: "acme/api" })] },
  {
    name: "rename in the program",
    before: [codespace()],
    after: [codespace({}, "another")],
    makesAnother: true,
  },
  { name: "delete", before: [codespace()], after: [] },
  { name: "refresh", before: [codespace()], operation: "refresh" },
  { name: "destroy", before: [codespace()], operation: "destroy" },
];

test.each(verbs)("$name, whatever fails", async (verb) => {
  expect(await matrix.broken(verb)).toEqual([]);
});

test("each verb of each class is there", () => {
  expect(missingOf(verbs, ["codespace"])).toEqual([]);
});

test("there are at least 600 cases", () => {
  expect(matrix.cases).toBeGreaterThanOrEqual(600);
});
