import type { SecretKind, SecretState } from "../../kinds/secret-kind";
import { isRefused } from "../../github/errors";
import type { ListedSecret, SecretScope } from "../../session/secret-scope";
import { textOf } from "../../rules/plain";
import { underDeclaredNames } from "./repository-list";
import { askAgain } from "../../operations/waiting";
import { ASK_AGAIN_AFTER, mayBeMixed, maybeStale, type Seen } from "./drift";
import type { Session } from "../../session/session";

export interface Reading {
  id: string;
  recorded: SecretState;
  scope: SecretScope;
}

interface Looking extends Reading {
  kind: SecretKind;
  grace: number;
}

/** How often timestamp and list are asked for again while somebody keeps writing between the two requests. */
const ROUNDS = 3;

/** What GitHub shows of a secret. Asked for again if the answer may be older than our last write. */
export async function look(kind: SecretKind, reading: Reading, session: Session): Promise<Seen> {
  const grace = session.settings.readGrace;
  const looking = { ...reading, kind, grace };
  const ask = async (last: Seen | undefined) =>
    unmixed(looking, await (last === undefined ? lookInList(looking) : lookAtOne(looking)));
  const isEnough = (seen: Seen) => !maybeStale(seen, reading.recorded, grace);
  return askAgain({ ask, isEnough, waits: ASK_AGAIN_AFTER, clock: session.clock });
}

/** Asks until the list was read between two equal timestamps. */
async function unmixed(looking: Looking, first: Seen): Promise<Seen> {
  const { recorded, scope } = looking;
  let seen = first;
  for (let round = 1; round <= ROUNDS && mayBeMixed(seen, recorded); round++) {
    const { ids } = await withIds(looking, seen, "now");
    const again = await scope.get(textOf(recorded, "secretName"));
    // The list had it, so this answer comes from a replica that is further behind.
    if (again === undefined) return seen;
    const settled = again.secret.updatedAt === seen.secret?.updatedAt;
    seen = { ...again, ids };
    if (settled) return seen;
  }
  return seen;
}

async function lookInList(looking: Looking): Promise<Seen> {
  const { secrets, date } = await looking.scope.list();
  const secret = secrets.get(textOf(looking.recorded, "secretName").toUpperCase());
  return withIds(looking, { secret, date });
}

async function lookAtOne(looking: Looking): Promise<Seen> {
  const { recorded, scope } = looking;
  const found = await scope.get(textOf(recorded, "secretName"));
  // A missing secret proves nothing, however late the answer comes: it gets the date of our own write.
  const date = found?.date ?? textOf(recorded, "updatedAt");
  return withIds(looking, { secret: found?.secret, date }, "now");
}

/** Adds the secret's repositories. A secret that lost its list since it was read is read again. */
async function withIds(
  { kind, recorded, scope, grace }: Looking,
  { secret, date }: { secret: ListedSecret | undefined; date: string },
  when: "now" | "shared" = "shared",
): Promise<Seen> {
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
    if (again === undefined && maybeStale(missing, recorded, grace)) return missing;
    throw error;
  }
}
