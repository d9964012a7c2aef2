import type { GitHub } from "../github/client";
import { inTurn } from "../github/in-turn";
import { DECLARATION } from "../hints";
import { shownId } from "../texts";
import { apply, disable } from "./access-apply";
import { accessFields } from "./access-fields";
import { createKept, declare, markOf, staysDeclared, unlessDeclaredMeanwhile } from "./declaring";
import {
  changedIdentity,
  type CheckFailure,
  checkFields,
  inCheckedForm,
  notChecked,
} from "../rules/fields";
import { identityIn, type Identity } from "./identity";
import { attempt } from "./failure";
import type { Checked, Known, Lifecycle } from "./lifecycle";
import { textOf, unknown, without, type Props } from "../rules/plain";
import { SecondTries } from "./second-tries";
import type { GetSession, Session } from "./session";

const CLASS = "OrgCodespacesAccess";
const declarable = { className: CLASS, fields: accessFields };

/** Who may use codespaces in an organization. GitHub has no operation that reads it back. */
export class AccessLifecycle implements Lifecycle {
  readonly #session: GetSession;
  readonly #tries = new SecondTries();
  #noted = false;

  constructor(session: GetSession) {
    this.#session = session;
  }

  check(olds: Props, news: Props): Checked {
    const session = this.#session();
    const { inputs, failures } = checkFields(accessFields, news);
    failures.push(...checkUsernamesFit(inputs, news));
    // Said in the preview of a delete too: the default takes codespaces from everybody.
    inputs.onDestroy ??= "disable";
    if (failures.length > 0 || typeof inputs.org !== "string") return { inputs, failures };
    const name = nameOf(inputs.org);
    const wrong = declare(declarable, { olds, inputs, news, name }, session);
    return { inputs, failures: wrong ? [{ property: "org", reason: `org: ${wrong}` }] : [] };
  }

  replaces(olds: Props, news: Props): string[] {
    return changedIdentity(accessFields, olds, news);
  }

  async create(given: Props): Promise<{ id: string; outputs: Props }> {
    const inputs = checkedAccess(given);
    const id = textOf(inputs, "org");
    const outputs = await this.#tries.of(id, {}, () =>
      this.#doing("created", id, (session, github) =>
        createKept({ id, identity: identityOf(id) }, session, () =>
          apply({ github, id, inputs, stated: undefined, reached: undefined }),
        ),
      ),
    );
    this.#noteLimits(id);
    return { id, outputs: { ...outputs, ...this.#mark(id) } };
  }

  /** There is no GET: what was last written is all that is known. */
  read(id: string, outputs: Props): Promise<Known> {
    if (outputs.visibility === undefined) {
      throw new Error(
        `${CLASS} ${shownId(id)} could not be read: GitHub's API has no operation that reads an organization's access. ` +
          "Declare it instead; the first `pulumi up` writes it.",
      );
    }
    const inputs = without(outputs, ["uncertain", DECLARATION]);
    if (outputs.uncertain !== undefined) inputs.visibility = "not known, a write got lost";
    return Promise.resolve({ id, inputs, outputs });
  }

  async update(id: string, before: Props, given: Props): Promise<Props> {
    const news = checkedAccess(given);
    const again = (olds: Props) => this.#update(id, olds, news);
    return this.#tries.of(id, before, again);
  }

  #update(id: string, olds: Props, news: Props): Promise<Props> {
    return this.#doing("updated", id, async (_, github) => {
      const reached = olds.uncertain === undefined ? olds : undefined;
      const outputs = await apply({ github, id, inputs: news, stated: olds, reached });
      return { ...outputs, ...this.#mark(id, olds) };
    });
  }

  async delete(id: string, outputs: Props): Promise<void> {
    await this.#doing("deleted", id, async (session, github) => {
      const identities = [identityOf(id)];
      const stays = () => staysDeclared({ identities, name: nameOf(id), outputs }, session);
      if (stays()) return;
      if (outputs.onDestroy === "leave") {
        session.say.info(`${nameOf(id)} is left as it is at GitHub (onDestroy is "leave").`);
      } else {
        await unlessDeclaredMeanwhile(stays, async (beforeSending) => {
          await disable(github, id, beforeSending);
          session.say.info(
            `${nameOf(id)}: codespaces are now disabled for everybody in the organization.`,
          );
        });
      }
    });
  }

  /** Once a run, and not where a resource that was there before is replaced. */
  #noteLimits(id: string): void {
    const session = this.#session();
    if (this.#noted || session.declared.isReplaced(identityOf(id))) return;
    this.#noted = true;
    session.say.info(
      `${nameOf(id)}: GitHub can't read this back, so a refresh sees no change by hand; it calls the operations that set it deprecated.`,
    );
  }

  #mark(id: string, olds: Props = {}): Props {
    return markOf(identityOf(id), olds, this.#session());
  }

  #doing<T>(
    verb: string,
    id: string,
    work: (session: Session, github: GitHub) => Promise<T>,
  ): Promise<T> {
    return attempt({ className: CLASS, id, verb }, async () => {
      const session = this.#session();
      const github = await session.github("token");
      return await inTurn(nameOf(id), () => work(session, github));
    });
  }
}

function identityOf(id: string): Identity {
  return identityIn(CLASS, accessFields, { org: id });
}

function nameOf(id: string): string {
  return `${CLASS} ${id}`;
}

/** As `check` made them; a policy may tighten the visibility, and leave the list where it is. */
function checkedAccess(changed: Props): Props {
  const inputs = inCheckedForm(accessFields, changed);
  const missing = checkUsernamesGiven(inputs, inputs);
  if (missing.length > 0) throw notChecked(missing);
  return inputs;
}

/** GitHub's own rule, and without it the list would be nobody's. */
function checkUsernamesGiven({ visibility }: Props, news: Props): CheckFailure[] {
  if (visibility !== "selected_members" || (news.selectedUsernames ?? undefined) !== undefined)
    return [];
  const property = "selectedUsernames";
  const why = "is missing: GitHub requires the list with visibility selected_members ([] is none)";
  return [{ property, reason: `${property}: ${why}` }];
}

function checkUsernamesFit(inputs: Props, news: Props): CheckFailure[] {
  const { visibility } = inputs;
  const property = "selectedUsernames";
  const given = (news.selectedUsernames ?? undefined) !== undefined;
  if (visibility === undefined || visibility === unknown) return [];
  if (visibility === "selected_members") return checkUsernamesGiven(inputs, news);
  if (!given) return [];
  const why = "goes only with visibility selected_members: change visibility, or leave it out";
  return [{ property, reason: `${property}: ${why}` }];
}
