import type { SecretState } from "../../kinds/secret-kind";
import { isRefused } from "../../github/errors";
import type { ListedSecret } from "../../session/secret-scope";
import { textOf } from "../../rules/plain";
import { underDeclaredNames } from "./repository-list";
import { askAgain } from "../../operations/waiting";
import { ASK_AGAIN_AFTER, mayBeMixed, maybeStale, type SeenSecret } from "./drift";
import type { Workplace } from "./workplace";

export interface Reading extends Workplace {
  id: string;
  recorded: SecretState;
}

/** How often timestamp and list are asked for again while somebody keeps writing between the two requests. */
const ROUNDS = 3;

/** What GitHub shows of a secret. Asked for again if the answer may be older than our last write. */
export async function look(reading: Reading): Promise<SeenSecret> {
  const { settings, clock } = reading.session;
  const ask = async (last: SeenSecret | undefined) =>
    unmixed(reading, await (last === undefined ? lookInList(reading) : lookAtOne(reading)));
  const isEnough = (seen: SeenSecret) => !maybeStale(seen, reading.recorded, settings.readGrace);
  return askAgain({ ask, isEnough, waits: ASK_AGAIN_AFTER, clock });
}

/** Asks until the list was read between two equal timestamps. */
async function unmixed(reading: Reading, first: SeenSecret): Promise<SeenSecret> {
  const { recorded, scope, name } = reading;
  let seen = first;
  for (let round = 1; round <= ROUNDS && mayBeMixed(seen, recorded); round++) {
    const { ids } = await withIds(reading, seen, "now");
    const again = await scope.get(name);
    // The list had it, so this answer comes from a replica that is further behind.
    if (again === undefined) return seen;
    const settled = again.secret.updatedAt === seen.secret?.updatedAt;
    seen = { ...again, ids };
    if (settled) return seen;
  }
  return seen;
}

async function lookInList(reading: Reading): Promise<SeenSecret> {
  const { secrets, date } = await reading.scope.list();
  return withIds(reading, { secret: secrets.get(reading.name), date });
}

async function lookAtOne(reading: Reading): Promise<SeenSecret> {
  const { recorded, scope, name } = reading;
  const found = await scope.get(name);
  // A missing secret proves nothing, however late the answer comes: it gets the date of our own write.
  const date = found?.date ?? textOf(recorded, "updatedAt");
  return withIds(reading, { secret: found?.secret, date }, "now");
}

/** Adds the secret's repositories. A secret that lost its list since it was read is read again. */
async function withIds(
  { kind, recorded, scope, session }: Reading,
  { secret, date }: { secret: ListedSecret | undefined; date: string },
  when: "now" | "shared" = "shared",
): Promise<SeenSecret> {
  const hasList = (one: ListedSecret) => kind.hasList({ visibility: one.visibility });
  if (secret === undefined || !hasList(secret)) return { secret, date, ids: undefined };
  const { name } = secret;
  try {
    const { data } = await (when === "now" ? scope.lists.now(name) : scope.lists.get(name));
    return { secret, date, ids: underDeclaredNames(data, recorded.selectedRepositoryIds ?? {}) };
  } catch (error) {
    if (!isRefused(error, 404)) throw error;
    const again = await scope.get(name);
    if (again !== undefined && !hasList(again.secret)) return { ...again, ids: undefined };
    const missing = { secret: undefined, date, ids: undefined };
    // A 404 proves nothing, but may date from before our last write.
    if (again === undefined && maybeStale(missing, recorded, session.settings.readGrace)) {
      return missing;
    }
    throw error;
  }
}
