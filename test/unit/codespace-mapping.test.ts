import { readFileSync } from "node:fs";
import { codespaceOf } from "../../provider/src/operations/answers/codespace";

interface Description {
  components: { examples: Record<string, { value: Record<string, unknown> }> };
}

const file = require.resolve("@octokit/openapi/generated/api.github.com.json");
const { components } = JSON.parse(readFileSync(file, "utf8")) as Description;
const example = components.examples.codespace?.value ?? {};

test("GitHub's own example of a codespace is mapped, in camelCase", () => {
  expect(codespaceOf(example)).toMatchObject({
    id: 1,
    name: "monalisa-octocat-hello-world-g4wpq6h95q",
    owner: "octocat",
    repository: "octocat/Hello-World",
    machine: "standardLinux",
    state: "Available",
    location: "WestUs2",
    idleTimeoutMinutes: 60,
    gitStatus: { ahead: 0, behind: 0, hasUncommittedChanges: false, ref: "main" },
  });
});

test("what GitHub may leave out or answer as null is undefined", () => {
  const nulls = { display_name: null, machine: null, repository: null, pulls_url: null };
  const mapped = codespaceOf({ ...example, ...nulls, git_status: {} });
  expect(mapped).toMatchObject({
    displayName: undefined,
    machine: undefined,
    repository: undefined,
  });
  expect(mapped.gitStatus.ahead).toBeUndefined();
  expect(mapped.pullRequestUrl).toBeUndefined();
});

test("an answer without the codespace's name says so", () => {
  expect(() => codespaceOf({ ...example, name: undefined })).toThrow(
    "a codespace without its name",
  );
  expect(() => codespaceOf("an error page")).toThrow("no codespace");
});
