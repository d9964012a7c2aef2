import { checked, newRun } from "../../support/lifecycles";
import { startAnswering, startProxy, type Relay } from "../../support/proxy";

const TOKEN = "canary-token";
const PROXY = "HTTP_PROXY";

let elsewhere: Relay;

beforeEach(async () => {
  elsewhere = await startAnswering(204);
});

afterEach(() => elsewhere.close());

/** Sends a GET, a PUT or both through the whole provider; how it ends is no matter. */
async function ask(url: string): Promise<void> {
  const { access } = newRun({ url, token: TOKEN });
  const inputs = checked(access, { org: "acme", visibility: "all_members" });
  await access.create(inputs).catch(() => undefined);
}

describe.each([301, 302, 307, 308])("a redirect by %i to another origin", (status) => {
  test("is not given the token", async () => {
    const first = await startAnswering(status, () => elsewhere.url);
    await ask(first.url);
    await first.close();
    expect(first.headers).toContain(TOKEN);
    expect(elsewhere.lines).not.toEqual([]);
    expect(elsewhere.headers).not.toContain(TOKEN);
    expect(elsewhere.headers).not.toMatch(/^authorization$/im);
  });

  test("is not given it behind a proxy either", async () => {
    const first = await startAnswering(status, () => elsewhere.url);
    const proxy = await startProxy();
    process.env[PROXY] = proxy.url;
    await ask(first.url).finally(() => {
      Reflect.deleteProperty(process.env, PROXY);
    });
    await Promise.all([first.close(), proxy.close()]);
    expect(proxy.lines.length).toBeGreaterThan(1);
    expect(first.headers).toContain(TOKEN);
    expect(elsewhere.lines).not.toEqual([]);
    expect(elsewhere.headers).not.toContain(TOKEN);
  });
});

test("a redirect within GitHub keeps it: a repository was renamed", async () => {
  let moved = false;
  const first: Relay = await startAnswering(307, () => {
    const location = moved ? elsewhere.url : `${first.url}/moved`;
    moved = true;
    return location;
  });
  await ask(first.url);
  await first.close();
  expect(first.lines).toHaveLength(2);
  expect(first.headers.split(TOKEN)).toHaveLength(3);
  expect(elsewhere.headers).not.toContain(TOKEN);
});
