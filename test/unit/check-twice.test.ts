import { accessLifecycle } from "../../provider/src/lifecycle/access/access";
import type { Lifecycle } from "../../provider/src/lifecycle/lifecycle";
import { unknown, type Plain, type Props } from "../../provider/src/rules/plain";
import { secretLifecycle } from "../../provider/src/lifecycle/secret/secret";
import { orgSecret, repoSecret, userSecret } from "../../provider/src/kinds/all";
import { offlineSession } from "./offline-session";

// Pulumi feeds checked inputs back in, whole or in part (ignoreChanges): a check of them changes nothing.

type Choices = Record<string, readonly Plain[]>;

const values: Choices = {
  secretName: ["token", "TOKEN_2", "_x", unknown],
  value: ["one", " two\n", "ä€😀", unknown],
  onExisting: [undefined, "adopt", "fail"],
  onExternalChange: [undefined, "overwrite", "warn", unknown],
};
const repositories: readonly Plain[] = [
  undefined,
  [],
  ["acme/API", "acme/api", 1003, "other/1003"],
  [unknown],
  ["acme/web", unknown],
];
const orgs: readonly Plain[] = ["acme", "ACME-1", "1337", unknown];
const names: readonly Plain[] = [["Octocat", "octocat", "007", "1337"], [], unknown];

const kinds: [string, () => Lifecycle, Choices][] = [
  [
    "an organization's secret",
    () => secretLifecycle(orgSecret, () => offlineSession()),
    {
      org: orgs,
      visibility: ["selected"],
      selectedRepositories: [...repositories, ["api", 5]],
      ...values,
    },
  ],
  [
    "a user's secret",
    () => secretLifecycle(userSecret, () => offlineSession()),
    { selectedRepositories: repositories, ...values },
  ],
  [
    "a repository's secret",
    () => secretLifecycle(repoSecret, () => offlineSession()),
    { repository: ["Acme/API", "acme/1003", unknown], ...values },
  ],
  [
    "an organization's access",
    () => accessLifecycle(() => offlineSession()),
    {
      org: orgs,
      visibility: ["selected_members"],
      selectedUsernames: names,
      onDestroy: [undefined, "leave", "disable"],
    },
  ],
];

/** A hundred combinations, the same ones at each run. */
function* combinations(choices: Choices): Generator<Props> {
  let seed = 20_261_201;
  const next = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((seed / 2 ** 31) * below);
  };
  for (let count = 0; count < 100; count++) {
    const pick = (options: readonly Plain[]) => options[next(options.length)];
    yield Object.fromEntries(Object.entries(choices).map(([name, all]) => [name, pick(all)]));
  }
}

test.each(kinds)(
  "checking the checked inputs of %s again changes nothing",
  (_, lifecycle, choices) => {
    for (const news of combinations(choices)) {
      const once = lifecycle().check({}, news);
      const twice = lifecycle().check(once.inputs, once.inputs);

      expect({ news, ...once, failures: once.failures }).toEqual({ news, ...twice, failures: [] });
    }
  },
);

test.each(kinds)(
  "one input of %s fed back among fresh ones changes nothing",
  (_, lifecycle, choices) => {
    for (const news of combinations(choices)) {
      const { inputs } = lifecycle().check({}, news);
      for (const name of Object.keys(choices)) {
        const mixed: Props = { ...news, [name]: inputs[name] };
        expect(lifecycle().check(inputs, mixed)).toEqual({ inputs, failures: [] });
      }
    }
  },
);
