import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PartlyDone, type Lifecycle } from "../../../provider/src/lifecycle/lifecycle";
import type { Props } from "../../../provider/src/rules/plain";
import { OperationNotes } from "../../../provider/src/session/processes/notes";
import { useEmulator } from "../../support/emulator-client";
import { checked, create, newRun, update, type ProviderRun } from "../../support/lifecycles";

// Another stack takes a secret over while this one, which goes on without it, is about to delete it.

const { emulator } = useEmulator();
const secret = { org: "acme", secretName: "KEEP", value: "v", visibility: "all" };
const another = { ...secret, secretName: "OTHER" };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "notes-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** What the state of this stack holds; a minute ago. */
async function inState(...secrets: Props[]): Promise<{ id: string; outputs: Props }[]> {
  const first = newRun({ url: emulator.url, token: emulator.token }).orgSecret;
  const made = await Promise.all(secrets.map((one) => first.create(checked(first, one))));
  emulator.advance(60_000);
  emulator.clearRequests();
  return made;
}

/** @param onFirstWait what happens while it waits for GitHub's limits */
function host(onFirstWait: () => void = () => undefined): ProviderRun {
  let waits = 0;
  return newRun({
    url: emulator.url,
    token: emulator.token,
    notes: OperationNotes.open("127.0.0.1:40404", { folder }),
    onWait: (ms) => {
      emulator.advance(ms);
      if ((waits += 1) === 1) onFirstWait();
    },
  });
}

function takeOver(): void {
  emulator.advance(5_000);
  emulator.drift.orgSecret("acme", "KEEP", { value: "theirs" });
}

const deleteOf = (name: string) => `DELETE /orgs/acme/codespaces/secrets/${name}`;

function deletes(): string[] {
  const sent = emulator.requests.map(({ method, path }) => `${method} ${path}`);
  return sent.filter((line) => line.startsWith("DELETE"));
}

/** A write that had its effect, of which no answer came. */
async function lostWrite(write: (lifecycle: Lifecycle) => Promise<unknown>): Promise<PartlyDone> {
  const { orgSecret: first } = newRun({ url: emulator.url, token: emulator.token });
  const fault = emulator.fail({ method: "PUT", drop: "after", times: Infinity });
  const lost: unknown = await write(first).catch((error: unknown) => error);
  if (!(lost instanceof PartlyDone)) throw new Error("it was not lost");
  fault.remove();
  emulator.clearRequests();
  return lost;
}

const lostCreation = () => lostWrite((first) => create(first, secret));

const CHANGED: [string, Props, Props][] = [
  ["value", secret, { ...secret, value: "w" }],
  ["visibility", secret, { ...secret, visibility: "private" }],
  ["list", selected("api"), selected("web")],
];

function selected(...selectedRepositories: string[]): Props {
  return { ...secret, visibility: "selected", selectedRepositories };
}

async function lostChange(before: Props, after: Props): Promise<PartlyDone> {
  const [made] = await inState(before);
  if (made === undefined) throw new Error("it is not in the state");
  return lostWrite((first) => update(first, made.id, made.outputs, after));
}

test("our own creation that got lost a moment ago is not somebody else's", async () => {
  const lost = await lostCreation();
  const { orgSecret } = host();
  checked(orgSecret, another);
  await orgSecret.delete(lost.id, lost.properties);
  expect(deletes()).toEqual([deleteOf("KEEP")]);
});

test.each(CHANGED)(
  "nor is our own change of its %s that got lost a moment ago",
  async (_, before, after) => {
    const lost = await lostChange(before, after);
    const { orgSecret } = host();
    checked(orgSecret, another);
    await orgSecret.delete(lost.id, lost.properties);
    expect(deletes()).toEqual([deleteOf("KEEP")]);
  },
);

test.each([
  ["creation", lostCreation],
  ["change", () => lostChange(secret, { ...secret, value: "w" })],
])("one whose %s got lost, and that another stack writes since: it stays", async (_, lose) => {
  const lost = await lose();
  emulator.advance(60_000);
  const taking = host().orgSecret;
  checked(taking, another);
  takeOver();
  await taking.delete(lost.id, lost.properties);
  expect(deletes()).toEqual([]);
  const next = host().orgSecret;
  emulator.advance(60_000);
  checked(next, another);
  await next.delete(lost.id, lost.properties);
  expect(deletes()).toEqual([deleteOf("KEEP")]);
});

test("before the deletion: it stays", async () => {
  const [made] = await inState(secret);
  const { orgSecret, lines } = host();
  checked(orgSecret, another);
  takeOver();
  await orgSecret.delete(made?.id ?? "", made?.outputs ?? {});
  expect(deletes()).toEqual([]);
  expect(lines.join()).toContain(
    "OrgCodespacesSecret acme/KEEP stays at GitHub: somebody else has written it since this operation began",
  );
});

test("while the deletion waits for GitHub's limits: it stays", async () => {
  const [made] = await inState(secret);
  const { orgSecret } = host(takeOver);
  checked(orgSecret, another);
  emulator.fail({ method: "DELETE", status: 429, headers: { "retry-after": "60" } });
  await orgSecret.delete(made?.id ?? "", made?.outputs ?? {});
  // The one that GitHub's limits refused.
  expect(deletes()).toEqual([deleteOf("KEEP")]);
  expect(emulator.orgSecret("acme", "KEEP")?.openedValue).toBe("theirs");
});

test("between two deletions, as a stack does that exchanges secrets with this one: it stays", async () => {
  const [replaced, made] = await inState(another, secret);
  const { orgSecret } = host();
  const news = checked(orgSecret, { ...another, secretName: "NEW" }, replaced?.outputs);
  await orgSecret.delete(replaced?.id ?? "", replaced?.outputs ?? {});
  takeOver();
  await orgSecret.create(news);
  await orgSecret.delete(made?.id ?? "", made?.outputs ?? {});
  expect(deletes()).toEqual([deleteOf("OTHER")]);
  expect(emulator.orgSecret("acme", "KEEP")?.openedValue).toBe("theirs");
});

test("after this stack has taken a repository off its list: it stays", async () => {
  const [made] = await inState(selected("api"));
  const { orgSecret, orgSecretRepository: one } = host(takeOver);
  await create(orgSecret, another);
  const onList = { org: "acme", secretName: "KEEP", repository: "acme/api", repositoryId: 1001 };
  await one.delete("acme/KEEP/acme/api", onList);
  emulator.fail({ method: "DELETE", status: 429, headers: { "retry-after": "60" } });
  await orgSecret.delete(made?.id ?? "", made?.outputs ?? {});
  expect(emulator.orgSecret("acme", "KEEP")?.openedValue).toBe("theirs");
});

test("that alone is no reason to keep it", async () => {
  const [made] = await inState(selected("api"));
  const { orgSecret, orgSecretRepository: one } = host();
  await create(orgSecret, another);
  const onList = { org: "acme", secretName: "KEEP", repository: "acme/api", repositoryId: 1001 };
  await one.delete("acme/KEEP/acme/api", onList);
  emulator.advance(3_000);
  await orgSecret.delete(made?.id ?? "", made?.outputs ?? {});
  expect(deletes()).toEqual([`${deleteOf("KEEP")}/repositories/1001`, deleteOf("KEEP")]);
});

test("between a deletion that got lost and the next try, as a hook makes it: it stays", async () => {
  const [made] = await inState(secret);
  const { orgSecret } = host();
  checked(orgSecret, another);
  const fault = emulator.fail({ method: "DELETE", drop: "before", times: Infinity });
  const remove = () => orgSecret.delete(made?.id ?? "", made?.outputs ?? {});
  await expect(remove()).rejects.toThrow("could not be deleted");
  fault.remove();
  takeOver();
  await remove();
  expect(emulator.orgSecret("acme", "KEEP")?.openedValue).toBe("theirs");
});

test("a change by hand from before the operation is no reason to keep it", async () => {
  const [made] = await inState(secret);
  const { orgSecret } = host();
  checked(orgSecret, another);
  await orgSecret.delete(made?.id ?? "", made?.outputs ?? {});
  expect(deletes()).toEqual([deleteOf("KEEP")]);
});

test("one that was deleted by hand, and made anew by somebody else: it stays", async () => {
  const [made] = await inState(secret);
  emulator.drift.deleteOrgSecret("acme", "KEEP");
  emulator.drift.orgSecret("acme", "KEEP", { value: "theirs" });
  emulator.advance(60_000);
  const { orgSecret, lines } = host();
  checked(orgSecret, another);
  await orgSecret.delete(made?.id ?? "", made?.outputs ?? {});
  expect(deletes()).toEqual([]);
  expect(lines.join()).toContain("stays at GitHub: somebody else has recreated it (20");
});

test("deletions at once ask for the list once", async () => {
  const many = Array.from({ length: 20 }, (_, index) => ({ ...secret, secretName: `S${index}` }));
  const made = await inState(...many);
  const { orgSecret } = host();
  checked(orgSecret, another);
  await Promise.all(made.map(({ id, outputs }) => orgSecret.delete(id, outputs)));
  expect(deletes()).toHaveLength(20);
  expect(emulator.requests).toHaveLength(21);
});
