import type { Lifecycle } from "../../../provider/src/lifecycle/lifecycle";
import type { Props } from "../../../provider/src/rules/plain";
import { NAME, useGitHub } from "../../support/github-under-test";
import { create, newRun, type ProviderRun } from "../../support/lifecycles";

const github = useGitHub();
// A refresh right after it was added would wait for reads that may lag.
const config = { "github-codespaces:readGraceSeconds": "0" };
const run = () => newRun({ ...github(), config, realTime: true });

interface Kind {
  secret: (run: ProviderRun) => Lifecycle;
  one: (run: ProviderRun) => Lifecycle;
  /** What tells the secret, beside its name. */
  whose: () => Props;
  more: Props;
}

const kinds: Record<string, Kind> = {
  OrgCodespacesSecretRepository: {
    secret: ({ orgSecret }) => orgSecret,
    one: ({ orgSecretRepository }) => orgSecretRepository,
    whose: () => ({ org: github().org }),
    more: { visibility: "selected" },
  },
  UserCodespacesSecretRepository: {
    secret: ({ userSecret }) => userSecret,
    one: ({ userSecretRepository }) => userSecretRepository,
    whose: () => ({}),
    more: {},
  },
};

test.each(Object.entries(kinds))("a %s comes, is found, and goes", async (_, kind) => {
  const { secret, one, whose, more } = kind;
  const named = { ...whose(), secretName: NAME };
  const made = await create(secret(run()), { ...named, ...more, value: "v" });
  const [first, second] = github().repositories;
  const added = await create(one(run()), { ...named, repository: first });
  const beside = await create(one(run()), { ...named, repository: second });
  expect((await one(run()).read(added.id, added.outputs))?.outputs).toEqual(added.outputs);

  await one(run()).delete(added.id, added.outputs);
  expect(await one(run()).read(added.id, added.outputs)).toBeUndefined();
  expect(await one(run()).read(beside.id, beside.outputs)).toMatchObject({ id: beside.id });

  await one(run()).delete(added.id, added.outputs);
  await one(run()).delete(beside.id, beside.outputs);
  await secret(run()).delete(made.id, made.outputs);
});
