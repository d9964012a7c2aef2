import { useEmulator } from "../../support/emulator-client";
import { checked, newRun } from "../../support/lifecycles";

// From "selected" to "all" and back GitHub's list is empty, and nothing asks the resources that added to it.

const { emulator } = useEmulator();
const API = { org: "acme", secretName: "TOKEN", repository: "api" };
const WHY = 'give the secret visibility "selected", or leave the repository out';

const run = () => newRun({ url: emulator.url, token: emulator.token });
const secret = (visibility: string) => ({
  org: "acme",
  secretName: "TOKEN",
  value: "v",
  visibility,
});

test.each(["all", "private"])("a repository is not added to a secret for %s", (visibility) => {
  const { orgSecret, orgSecretRepository } = run();
  checked(orgSecret, secret(visibility));
  expect(() => checked(orgSecretRepository, API)).toThrow(
    `repository: acme/api can't be added to OrgCodespacesSecret acme/TOKEN, which this program declares with visibility ${visibility}: ${WHY}`,
  );
});

test.each(["all", "private"])("nor where the check of one for %s comes second", (visibility) => {
  const { orgSecret, orgSecretRepository } = run();
  checked(orgSecretRepository, API);
  const olds = checked(run().orgSecret, secret("selected"));
  expect(() => checked(orgSecret, secret(visibility), olds)).toThrow(
    `visibility: ${visibility} has no list, but this program adds acme/api to it with OrgCodespacesSecretRepository: ${WHY}`,
  );
});

test("where the secret has a list by now it is added, and to another secret in any case", () => {
  const { orgSecret, orgSecretRepository } = run();
  checked(orgSecret, secret("selected"), checked(run().orgSecret, secret("all")));
  checked(orgSecret, { ...secret("all"), secretName: "OTHER" });
  expect(() => checked(orgSecretRepository, API)).not.toThrow();
});
