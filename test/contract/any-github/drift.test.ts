import { setTimeout as sleep } from "node:timers/promises";
import { seal } from "../../../provider/src/seal";
import type { Props } from "../../../provider/src/rules/plain";
import { byHand, NAME, useGitHub } from "../../support/github-under-test";
import { create, newRun, update } from "../../support/lifecycles";

const github = useGitHub();
// GitHub's reads may lag; where they do, nobody waits here as a refresh does.
const config = { "github-codespaces:readGraceSeconds": "0" };
const run = () => newRun({ ...github(), config, realTime: true }).orgSecret;

/** Longer than stamps may differ from the Date of our own write. */
const LATER = 3_100;

const list = () => `/orgs/${github().org}/codespaces/secrets`;
const path = () => `${list()}/${NAME}`;
const declared = (): Props => ({
  org: github().org,
  secretName: NAME,
  value: "first",
  visibility: "selected",
  selectedRepositories: [github().repositories[0]],
});

async function writtenByHand(): Promise<void> {
  const { body } = await byHand(github(), `GET ${list()}/public-key`);
  const encrypted_value = seal("by hand", String(body.key));
  await byHand(github(), `PUT ${path()}`, {
    encrypted_value,
    key_id: body.key_id,
    visibility: "selected",
    selected_repository_ids: [await idOf(github().repositories[0])],
  });
}

async function idOf(repository: string): Promise<number> {
  return Number((await byHand(github(), `GET /repos/${repository}`)).body.id);
}

test("what is done by hand is seen, and made good", async () => {
  const { id, outputs } = await create(run(), declared());
  await sleep(LATER);
  await writtenByHand();
  const written = await run().read(id, outputs);
  expect(written?.inputs.valueWritten).toMatch(/^outside Pulumi, \d{4}-/);

  const repaired = await update(run(), id, written?.outputs ?? {}, declared());
  const second = await idOf(github().repositories[1]);
  await sleep(LATER);
  await byHand(github(), `PUT ${path()}/repositories`, { selected_repository_ids: [second] });
  const moved = await run().read(id, repaired);
  expect(moved?.inputs).toMatchObject({
    valueWritten: "by this stack",
    selectedRepositories: { [github().repositories[1].toLowerCase()]: "selected" },
  });

  const again = await update(run(), id, moved?.outputs ?? {}, declared());
  const repositories = await byHand(github(), `GET ${path()}/repositories`);
  expect(repositories.body.total_count).toBe(1);
  await byHand(github(), `DELETE ${path()}`);
  await sleep(LATER);
  expect(await run().read(id, again)).toBeUndefined();
});
