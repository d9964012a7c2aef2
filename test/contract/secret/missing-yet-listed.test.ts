import type { Props } from "../../../provider/src/rules/plain";
import { useEmulator } from "../../support/emulator-client";
import { create, newRun } from "../../support/lifecycles";
import type { Kind } from "../../support/operation";

// A 404 may come from a gateway, or from a permission that is missing: only GitHub's list proves that a secret is gone.

const { emulator } = useEmulator();

const NAME = "LISTED";
const kinds: [Kind, Props, () => unknown][] = [
  ["orgSecret", { org: "acme", visibility: "all" }, () => emulator.orgSecret("acme", NAME)],
  ["repoSecret", { repository: "acme/api" }, () => emulator.repoSecret("acme/api", NAME)],
  ["userSecret", { selectedRepositories: [] }, () => emulator.userSecret("octocat", NAME)],
];

const run = () =>
  newRun({
    url: emulator.url,
    token: emulator.token,
    onWait: (ms) => {
      emulator.advance(ms);
    },
  });

test.each(kinds)(
  "a deletion of a listed %s fails though its own address answers 404",
  async (kind, args, atGitHub) => {
    const { id, outputs } = await create(run()[kind], { ...args, secretName: NAME, value: "v" });
    emulator.fail({ path: new RegExp(`/secrets/${NAME}$`), status: 404, times: Infinity });
    await expect(run()[kind].delete(id, outputs)).rejects.toThrow(
      /could not be deleted: GitHub answered 404/,
    );
    expect(atGitHub()).toBeDefined();
  },
);

test("of many that are listed and missing, the list is asked for again once for all of them", async () => {
  const { orgSecret } = run();
  const names = ["A", "B", "C", "D"];
  const made = [];
  for (const secretName of names) {
    made.push(await create(orgSecret, { org: "acme", visibility: "all", secretName, value: "v" }));
  }
  emulator.fail({ path: /\/secrets\/[A-D]$/, status: 404, times: Infinity });
  emulator.clearRequests();
  const later = run();
  const deleted = made.map(({ id, outputs }) => later.orgSecret.delete(id, outputs));
  const ends = await Promise.allSettled(deleted);
  expect(ends.map(({ status }) => status)).toEqual(names.map(() => "rejected"));
  const lists = emulator.requests.filter(({ path }) => path.endsWith("/secrets"));
  expect(lists.length).toBeLessThanOrEqual(8);
});
