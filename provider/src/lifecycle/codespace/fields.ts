import { codespace } from "../../kinds/codespace";
import { inputFields } from "../../kinds/table";
import { failure, type CheckFailure } from "../../rules/fields";
import { unknown, type Props } from "../../rules/plain";

export const codespaceFields = inputFields(codespace.fields);

/** GitHub takes these only when it creates a codespace. No operation changes them. */
export const AT_CREATION = Object.entries(codespaceFields).flatMap(([name, { onlyNew }]) =>
  onlyNew ? [name] : [],
);

/** What the operation for a pull request doesn't take if the repository is given by its id. */
const NOT_WITH_ID = [
  "displayName",
  "clientIp",
  "retentionPeriodMinutes",
  "multiRepoPermissionsOptOut",
];

/**
 * Requires exactly one place, and nothing that its operation doesn't take. Unknown values may turn out to be
 * there or not.
 */
export function checkPlace(inputs: Props, news: Props): CheckFailure[] {
  const given = (name: string) => (news[name] ?? undefined) !== undefined;
  const known = (name: string) => given(name) && inputs[name] !== unknown;
  if (known("repository") && known("pullRequest")) {
    const why = "is given together with repository: a codespace is created for one of them";
    return [failure("pullRequest", why)];
  }
  if (!given("repository") && !given("pullRequest")) {
    return [failure("repository", "is missing: give repository, or pullRequest")];
  }
  if (!known("pullRequest")) return [];
  if (given("ref")) {
    return [failure("ref", "is allowed only with repository: a pull request has its own")];
  }
  const { pullRequest: place } = inputs;
  if (place === unknown || typeof place !== "string" || !/^\d+#/.test(place)) return [];
  const why = 'is allowed only with a pull request given as "owner/name#7"';
  return NOT_WITH_ID.filter(given).map((name) => failure(name, why));
}
