import type { Answer } from "../github/answer";
import { isRefused } from "../github/errors";
import type { ListedSecret, SecretBody, SecretScope } from "../github/secret-scope";
import { changedIdentity } from "./fields";
import type { Checked, Known, Lifecycle } from "./lifecycle";
import { defined, membersOf, textOf, type Props } from "./plain";
import {
  idsOf,
  listChanged,
  recordedIds,
  sameIds,
  underDeclaredNames,
  uniqueIds,
  type IdsByName,
} from "./repository-list";
import { canSendValue, putSealed } from "./sealed-put";
import { checkSecret } from "./secret-check";
import { ASK_AGAIN_AFTER } from "./secret-drift";
import { doJob } from "./secret-job";
import type { SecretKind } from "./secret-kind";
import { ownerOf, refuseOtherOwner } from "./secret-owner";
import { readSecret } from "./secret-read";
import type { GetSession, Session } from "./session";

const VALUE_INPUTS = ["value", "encryptedValue", "keyId", "valueWritten"];

/** The one engine behind the secrets of organizations, users and repositories. */
export class SecretLifecycle implements Lifecycle {
  readonly #kind: SecretKind;
  readonly #session: GetSession;

  constructor(kind: SecretKind, session: GetSession) {
    this.#kind = kind;
    this.#session = session;
  }

  check(olds: Props, news: Props): Checked {
    return checkSecret(this.#kind, { olds, news }, this.#session());
  }

  replaces(olds: Props, news: Props): string[] {
    return changedIdentity(this.#kind.fields, olds, news);
  }

  create(inputs: Props): Promise<{ id: string; outputs: Props }> {
    const id = this.#kind.id(inputs);
    return this.#doing("created", id, async (session, scope) => {
      session.declared.claim(`${this.#kind.className} ${id}`);
      const name = textOf(inputs, "secretName");
      const [listed, owner] = await Promise.all([
        scope.existedBefore(name),
        ownerOf(this.#kind, session),
      ]);
      this.#refuseExisting(listed, inputs, session);
      const [ids] = await Promise.all([
        this.#idsToSend({ scope, name, news: inputs, known: {}, isNew: !listed }),
        inputs.encryptedValue === undefined ? scope.key() : undefined,
      ]);
      const body = bodyOf(this.#kind, inputs, ids);
      const answer = await putSealed(scope, { name, body, inputs }, session.values);
      // 201: it was gone, and the list an old one.
      const existing = answer.status === 201 ? undefined : listed;
      this.#sayAdoption({ id, existing, answer }, session);
      const createdAt = existing?.created_at ?? answer.date;
      return { id, outputs: outputsOf(inputs, { createdAt, updatedAt: answer.date, owner }, ids) };
    });
  }

  read(id: string, outputs: Props): Promise<Known | undefined> {
    const recorded = outputs.secretName === undefined ? this.#kind.parse(id) : outputs;
    if (recorded === undefined)
      throw new Error(`"${id}" is not an id of a ${this.#kind.className}.`);
    return this.#doing("read", id, async (session, scope) => {
      await refuseOtherOwner(this.#kind, recorded, session);
      return readSecret(this.#kind, { id, recorded, scope }, session);
    });
  }

  update(id: string, olds: Props, news: Props): Promise<Props> {
    return this.#doing("updated", id, async (session, scope) => {
      session.declared.claim(`${this.#kind.className} ${id}`);
      const change = this.#changeOf(olds, news, session);
      const name = textOf(news, "secretName");
      const stamps: Props = { createdAt: olds.createdAt, owner: olds.owner };
      const known = recordedIds(olds);
      const { updatedAt, valueUncertain } = olds;
      const unchanged = (ids: IdsByName | undefined) =>
        outputsOf(news, { ...stamps, updatedAt, valueUncertain }, ids);
      if (!change.value && !change.visibility && !change.list) {
        return unchanged(this.#kind.hasList(news) ? known : undefined);
      }
      await refuseOtherOwner(this.#kind, olds, session);
      const ids = await this.#idsToSend({ scope, name, news, known, isNew: false });
      if (!change.value && !change.visibility && ids !== undefined && sameIds(ids, known)) {
        return unchanged(ids);
      }
      const answer = await this.#write({ name, news, change, ids }, scope, session);
      const createdAt = answer.status === 201 ? answer.date : olds.createdAt;
      return outputsOf(news, { ...stamps, createdAt, updatedAt: answer.date }, ids);
    });
  }

  async delete(id: string, outputs: Props): Promise<void> {
    await this.#doing("deleted", id, async (session, scope) => {
      const identity = `${this.#kind.className} ${id}`;
      if (session.declared.isDeclared(identity)) {
        session.declared.keep(identity);
        session.say.info(`${identity} stays at GitHub: this program still declares it.`);
        return;
      }
      await refuseOtherOwner(this.#kind, outputs, session);
      await removeIfThere(scope, textOf(outputs, "secretName"), session);
    });
  }

  #changeOf(olds: Props, news: Props, session: Session) {
    const list = this.#kind.hasList(news) && listChanged(olds, news);
    const visibility = olds.visibility !== news.visibility;
    const mayRepair = olds.valueUncertain === true && canSendValue(news, session.values);
    return {
      value:
        VALUE_INPUTS.some((input) => olds[input] !== news[input]) ||
        (mayRepair && (list || visibility)),
      visibility,
      list,
    };
  }

  /** Sends only what changed; if the secret turns out to be gone or changed, all of it. */
  async #write(
    write: {
      name: string;
      news: Props;
      change: { value: boolean; visibility: boolean };
      ids: IdsByName | undefined;
    },
    scope: SecretScope,
    session: Session,
  ): Promise<Answer> {
    const { name, news, change, ids } = write;
    const body = bodyOf(this.#kind, news, ids);
    const whole = () => putSealed(scope, { name, body, inputs: news }, session.values);
    if (change.value) return whole();
    try {
      if (!change.visibility) return await scope.putRepositories(name, uniqueIds(ids));
      const answer = await scope.put(name, body);
      // Created: it was gone, and what GitHub holds now has no value.
      return answer.status === 201 ? await whole() : answer;
    } catch (error) {
      if (isRefused(error, 404, 409, 422) && canSendValue(news, session.values)) return whole();
      throw error;
    }
  }

  /**
   * The list that goes with a PUT: GitHub may keep or clear a list that is left out, so the declared
   * one is always sent, or, where the program doesn't manage it, the one that is there.
   */
  async #idsToSend({ scope, name, news, known, isNew }: ListWanted) {
    if (!this.#kind.hasList(news)) return undefined;
    const members = membersOf(news, "selectedRepositories");
    if (members !== undefined) {
      const repositoryIds = await this.#session().repositoryIds(this.#kind.account);
      return idsOf(members, known, (names) => repositoryIds.of(names));
    }
    if (isNew) return {};
    return underDeclaredNames(await scope.lists.nowWithOwnWrites(name), known);
  }

  #refuseExisting(existing: ListedSecret | undefined, inputs: Props, session: Session): void {
    const policy = inputs.onExisting ?? session.settings.onExisting;
    const identity = `${this.#kind.className} ${this.#kind.id(inputs)}`;
    if (existing === undefined || policy !== "fail" || session.declared.wasKept(identity)) return;
    throw new Error(
      `it exists already (created ${existing.created_at}, updated ${existing.updated_at}) and onExisting ` +
        'is "fail". Nothing was written. Delete it, or take it over with onExisting: "adopt".',
    );
  }

  /** A 204 to a repeated PUT says nothing: the lost first answer may have been a 201 of ours. */
  #sayAdoption(
    { id, existing, answer }: { id: string; existing: ListedSecret | undefined; answer: Answer },
    session: Session,
  ): void {
    const identity = `${this.#kind.className} ${id}`;
    if (session.declared.wasKept(identity)) return;
    const others = session.declared.isContested(identity)
      ? " If another resource of this program declares it too, keep one: the next preview refuses both."
      : "";
    if (existing !== undefined) {
      session.say.warn(
        `${identity} existed already (created ${existing.created_at}, updated ${existing.updated_at}): it was taken over, and its value overwritten.${others}`,
      );
    } else if (answer.status === 204 && !answer.repeated) {
      session.say.warn(`${identity} appeared while this program ran: it was taken over.`);
    }
  }

  #doing<T>(
    verb: string,
    id: string,
    work: (session: Session, scope: SecretScope) => Promise<T>,
  ): Promise<T> {
    const kind = this.#kind;
    const job = { kind, className: kind.className, verb, id, secret: kind.parse(id) };
    return doJob(job, this.#session, ({ session, scope, inTurn }) =>
      inTurn(() => work(session, scope)),
    );
  }
}

interface ListWanted {
  scope: SecretScope;
  name: string;
  news: Props;
  known: IdsByName;
  /** It does not exist at GitHub yet, and so has no list. */
  isNew: boolean;
}

function bodyOf(kind: SecretKind, inputs: Props, ids: IdsByName | undefined): SecretBody {
  return {
    ...(kind.fields.visibility && { visibility: textOf(inputs, "visibility") }),
    ...(ids && { selected_repository_ids: uniqueIds(ids) }),
  };
}

function outputsOf(inputs: Props, known: Props, ids: IdsByName | undefined): Props {
  return defined({ ...inputs, ...known, selectedRepositoryIds: ids });
}

/**
 * "Gone" needs evidence: a 404 may also mean that the credential sees nothing at all. A list that
 * still has it may be an old one.
 */
async function removeIfThere(scope: SecretScope, name: string, session: Session): Promise<void> {
  try {
    await scope.remove(name);
  } catch (error) {
    if (!isRefused(error, 404)) throw error;
    const { secrets } = await scope.listAfterMissing();
    if (!secrets.has(name)) return;
    for (const wait of ASK_AGAIN_AFTER) {
      await session.clock.sleep(wait);
      if ((await scope.get(name)) === undefined) return;
    }
    throw error;
  }
}
