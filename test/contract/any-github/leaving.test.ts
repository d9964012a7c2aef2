import { seal } from "../../../provider/src/seal";
import { byHand, NAME, takeAway, useGitHub } from "../../support/github-under-test";

const github = useGitHub();

test("what a suite has left is taken away in each place, and nothing else", async () => {
  const { org, repositories } = github();
  const scopes = [`/orgs/${org}`, "/user", ...repositories.map((name) => `/repos/${name}`)];
  const paths = scopes.map((scope) => `${scope}/codespaces/secrets`);
  const others = await Promise.all(paths.map(namesOf));
  for (const path of paths) {
    const { body } = await byHand(github(), `GET ${path}/public-key`);
    const visibility = path.startsWith("/orgs/") && { visibility: "private" };
    const box = { encrypted_value: seal("left", String(body.key)), key_id: body.key_id };
    await byHand(github(), `PUT ${path}/${NAME}_LEFT`, { ...box, ...visibility });
    expect(await namesOf(path)).toContain(`${NAME}_LEFT`);
  }

  await takeAway(github());
  expect(await Promise.all(paths.map(namesOf))).toEqual(others);
});

async function namesOf(path: string): Promise<string[]> {
  const { body } = await byHand(github(), `GET ${path}?per_page=100`);
  return (body.secrets as { name: string }[]).map(({ name }) => name);
}
