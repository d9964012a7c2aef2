import { CodespacesClient } from "../../../provider/src/client";
import { NAME, useGitHub } from "../../support/github-under-test";
import { create, newRun } from "../../support/lifecycles";

const github = useGitHub();
const silent = { info: () => undefined, warn: () => undefined };
const client = () => {
  const { url, token } = github();
  return new CodespacesClient({ baseUrl: url, token }, { say: silent });
};

const KEY = {
  keyId: expect.stringMatching(/^\S+$/) as unknown,
  key: expect.stringMatching(/^.{43}=$/) as unknown,
};
const STAMP = expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as unknown;
const THE_SECRET = { name: NAME, createdAt: STAMP, updatedAt: STAMP };

async function wholeOf<T>(list: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of list) all.push(item);
  return all;
}

beforeAll(async () => {
  const run = newRun({ ...github(), realTime: true });
  const { org, repositories } = github();
  const [repository] = repositories;
  const secret = { secretName: NAME, value: "v" };
  const selectedRepositories = [repository];
  await create(run.orgSecret, { ...secret, org, visibility: "selected", selectedRepositories });
  await create(run.userSecret, { ...secret, selectedRepositories });
  await create(run.repoSecret, { ...secret, repository });
});

test("secrets of the organization are found, with their repositories, and the key", async () => {
  const { org, repositories } = github();
  const secret = { ...THE_SECRET, visibility: "selected" };
  expect(await wholeOf(client().listOrgCodespacesSecrets({ org }))).toContainEqual(secret);
  expect(await client().getOrgCodespacesSecret({ org, secretName: NAME })).toEqual(secret);
  const list = await wholeOf(
    client().listOrgCodespacesSecretRepositories({ org, secretName: NAME }),
  );
  expect(list.map(({ repository }) => repository)).toEqual([repositories[0]]);
  expect(await client().getOrgCodespacesPublicKey({ org })).toEqual(KEY);
});

test("secrets of the user are found, with their repositories, and the key", async () => {
  const secretName = NAME;
  expect(await wholeOf(client().listUserCodespacesSecrets())).toContainEqual(THE_SECRET);
  expect(await client().getUserCodespacesSecret({ secretName })).toEqual(THE_SECRET);
  const list = await wholeOf(client().listUserCodespacesSecretRepositories({ secretName }));
  expect(list.map(({ repository }) => repository)).toEqual([github().repositories[0]]);
  expect(await client().getUserCodespacesPublicKey()).toEqual(KEY);
});

test("secrets of the repository are found, and the key", async () => {
  const [repository] = github().repositories;
  expect(await wholeOf(client().listRepoCodespacesSecrets({ repository }))).toContainEqual(
    THE_SECRET,
  );
  expect(await client().getRepoCodespacesSecret({ repository, secretName: NAME })).toEqual(
    THE_SECRET,
  );
  expect(await client().getRepoCodespacesPublicKey({ repository })).toEqual(KEY);
});

test("a secret that isn't there is an error that names it", async () => {
  const { org } = github();
  const asking = client().getOrgCodespacesSecret({ org, secretName: `${NAME}_MISSING` });
  await expect(asking).rejects.toThrow(`The secret ${NAME}_MISSING of ${org} could not be read: `);
});
