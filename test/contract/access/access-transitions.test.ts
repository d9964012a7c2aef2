import { seedWith, startEmulator, type Emulator } from "github-codespaces-emulator";
import type { PartlyDone } from "../../../provider/src/lifecycle/lifecycle";
import type { Props } from "../../../provider/src/rules/plain";
import { create, newRun, update } from "../../support/lifecycles";
import { Document } from "../../support/markdown";

// The tables of docs/reconciliation.md, made anew from what is really sent, and compared.

let emulator: Emulator;
let members: string[];

beforeAll(async () => {
  emulator = await startEmulator({ seed: seedWith({ members: 360 }) });
  members = [...(emulator.seed.organizations[0]?.members ?? [])];
});

beforeEach(() => {
  emulator.reset();
});

afterAll(() => emulator.close());

const run = () => newRun({ url: emulator.url, token: emulator.token });

const VISIBILITIES = [
  "disabled",
  "selected_members",
  "all_members",
  "all_members_and_outside_collaborators",
];

function setting(visibility: string): Props {
  const list = visibility === "selected_members" ? { selectedUsernames: ["octocat"] } : {};
  return { org: "acme", visibility, ...list };
}

function selected(usernames: string[]): Props {
  return { org: "acme", visibility: "selected_members", selectedUsernames: usernames };
}

async function requestsOf(from: Props, to: Props): Promise<string> {
  const { id, outputs } = await create(run().access, from);
  emulator.clearRequests();
  await update(run().access, id, outputs, to);
  const lines = emulator.requests.map(({ method, body }) => {
    const { selected_usernames: names } = body as { selected_usernames?: string[] };
    return names === undefined ? method : `${method} ${names.length}`;
  });
  return lines.length === 0 ? "nothing" : lines.join(", ");
}

function rows(heading: string): string[][] {
  const { tables } = new Document("docs/reconciliation.md");
  const table = tables.find((one) => one.heading === heading);
  return (table?.rows ?? []).map((cells) => cells.map((cell) => cell.replaceAll("`", "")));
}

test("every transition between two visibilities takes the requests that the docs say", async () => {
  const sent: string[][] = [];
  for (const from of VISIBILITIES) {
    for (const to of VISIBILITIES) {
      if (from !== to) sent.push([from, to, await requestsOf(setting(from), setting(to))]);
    }
  }
  expect(rows("Access: from one visibility to another")).toEqual(sent);
});

test("every change of the list of users takes the requests that the docs say", async () => {
  const part = (from: number, to: number) => members.slice(from, to);
  const changes: [string, string[], string[]][] = [
    ["0 to 1", part(0, 0), part(0, 1)],
    ["1 to 0", part(0, 1), part(0, 0)],
    ["1 to 1 other", part(0, 1), part(1, 2)],
    ["1 to 100", part(0, 1), part(0, 100)],
    ["100 to 101", part(0, 100), part(0, 101)],
    ["101 to 250", part(0, 101), part(0, 250)],
    ["250 to 100", part(0, 250), part(0, 100)],
    ["250 to 0", part(0, 250), part(0, 0)],
    ["100 to 100 others", part(0, 100), part(100, 200)],
    ["250 to 250, 101 of them others", part(0, 250), part(101, 351)],
  ];
  const sent: string[][] = [];
  for (const [name, from, to] of changes) {
    sent.push([name, await requestsOf(selected(from), selected(to))]);
    expect(emulator.access("acme").usernames).toEqual([...to].sort());
  }
  expect(rows("Access: changes of the list of users")).toEqual(sent);
});

describe("a bad name among 250", () => {
  const withStranger = () => selected([...members.slice(0, 249), "zz-stranger"]);

  test("is named where GitHub names it, and what was applied is kept", async () => {
    const failed = (await create(run().access, withStranger()).catch(
      (error: unknown) => error,
    )) as PartlyDone;
    expect(failed.message).toMatch(/GitHub answered 400 to POST .*zz-stranger/);
    expect(Object.keys(failed.properties.selectedUsernames as Props)).toHaveLength(200);
    expect(emulator.access("acme").usernames).toHaveLength(200);
  });

  test("is narrowed down where GitHub doesn't say it", async () => {
    emulator.configure({ switches: { accessNamesBadUser: false } });
    await expect(create(run().access, withStranger())).rejects.toThrow(
      /GitHub does not say which login it refuses: one of the 50 from \S+ to zz-stranger .*gh api orgs\/acme\/members\/LOGIN/,
    );
  });
});
