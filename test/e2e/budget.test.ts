import { seedWith } from "github-codespaces-emulator";
import { Document } from "../support/markdown";
import { program, useWorld } from "../support/world";

/** The engine's own is four for each core; so it is the same on every machine. */
const PARALLEL = 4;
const COUNT = 100;

const world = useWorld({ seed: seedWith({ repositories: 304 }) });

const OWN = '[0, 1, 2].map((more) => "repo-" + String(5 + index * 3 + more).padStart(3, "0"))';
const SHARED = '["api", "web", "docs"]';

/** A hundred secrets with three repositories each, no two of which share one where they are their own. */
const secrets = (value: string, { list = OWN, more = "" } = {}) =>
  program(`
    for (let index = 0; index < ${COUNT}; index++) {
      new OrgCodespacesSecret("s" + index, {
        org: "acme",
        secretName: "S" + index,
        value: index < ${value === "one" ? 1 : COUNT} ? "${value}" : "first",
        visibility: "selected",
        selectedRepositories: ${list},
        ${more}
      });
    }
  `);

/** How many requests each verb took that docs/comparison.md counts. */
const told: Record<string, number> = {};

/** The requests since the last call, by method and the last part of the path. */
function sent(verb?: string): Record<string, number> {
  if (verb) told[verb] = world.emulator.requests.length;
  const counts: Record<string, number> = {};
  for (const { method, path } of world.emulator.requests) {
    const last = (path.split("/").at(-1) ?? "").replace(/^S\d+$/, "{secret}");
    counts[`${method} ${last}`] = (counts[`${method} ${last}`] ?? 0) + 1;
  }
  world.emulator.clearRequests();
  return counts;
}

test("a hundred secrets take the engine no request too many, with every verb", async () => {
  const project = await world.project({ program: secrets("first") });
  const parallel = `--parallel=${PARALLEL}`;
  const key = { "GET public-key": 1 };

  await project.preview(parallel);
  expect(sent("preview")).toEqual({});

  await project.up("--skip-preview", parallel);
  const { "POST graphql": batches = 0, ...created } = sent();
  expect(created).toEqual({ ...key, "GET secrets": 1, "PUT {secret}": COUNT });
  // Each takes the names of the creates under way; with a query for each create it would be COUNT.
  expect(batches).toBeLessThanOrEqual((1.5 * COUNT) / PARALLEL);

  await project.up("--skip-preview", parallel);
  expect(sent()).toEqual({});

  await project.refresh("--skip-preview", parallel);
  expect(sent("refresh")).toEqual({ "GET secrets": 1, "GET repositories": COUNT });

  project.write(secrets("one"));
  await project.up("--skip-preview", parallel);
  expect(sent("value of one")).toEqual({ ...key, "PUT {secret}": 1 });

  project.write(secrets("second"));
  await project.up("--skip-preview", parallel);
  expect(sent("values of all")).toEqual({ ...key, "PUT {secret}": COUNT });

  project.write(secrets("second", { list: '["api"]' }));
  await project.up("--skip-preview", parallel);
  const { "POST graphql": names = 0, ...lists } = sent();
  expect(lists).toEqual({ "PUT repositories": COUNT });
  expect(names).toBe(1);

  const more = 'visibility: "all", selectedRepositories: undefined,';
  project.write(secrets("second", { more }));
  await project.up("--skip-preview", parallel);
  expect(sent()).toEqual({ "PUT {secret}": COUNT });

  await project.destroy("--skip-preview", parallel);
  expect(sent("destroy")).toEqual({ "DELETE {secret}": COUNT });

  // All for the same three repositories, as in docs/comparison.md.
  project.write(secrets("first", { list: SHARED }));
  await project.up("--skip-preview", parallel);
  const one = { "GET secrets": 1, "POST graphql": 1 };
  expect(sent("create")).toEqual({ ...key, ...one, "PUT {secret}": COUNT });
  const { rows } = new Document("docs/comparison.md").table("Comparison", "Verb");
  expect(told).toEqual(Object.fromEntries(rows.map(([verb = "", ours]) => [verb, Number(ours)])));
});
