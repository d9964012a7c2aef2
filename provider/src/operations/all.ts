import { access } from "./access";
import * as codespaces from "./codespaces";
import * as exporting from "./exports";
import * as launch from "./launch";
import * as machines from "./machines";
import type { CodespacesOperation } from "./operation";
import { orgSecrets, repoSecrets, userSecrets } from "./secrets";

const groups: readonly object[] = [
  access,
  orgSecrets,
  repoSecrets,
  userSecrets,
  codespaces,
  machines,
  launch,
  exporting,
];

/** All 48, for the documents, and for the tests that compare them with GitHub's description. */
export const operations: readonly CodespacesOperation[] = groups
  .flatMap((group): unknown[] => Object.values(group))
  .filter(isOperation);

function isOperation(one: unknown): one is CodespacesOperation {
  return typeof one === "object" && one !== null && "route" in one;
}
