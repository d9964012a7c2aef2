import {
  orgCodespacesAccess,
  type AccessInputs,
  type AccessState,
} from "../../kinds/org-codespaces-access";
import { inputFields } from "../../kinds/table";
import {
  changedIdentity,
  type CheckFailure,
  checkFields,
  failure,
  inCheckedForm,
  notChecked,
} from "../../rules/fields";
import { DECLARATION } from "../../rules/hints";
import { membersOf, textOf, unknown, without, type Props } from "../../rules/plain";
import type { Written } from "../../session/declared";
import { identityIn, type Identity } from "../../session/identity";
import type { GetSession, Session } from "../../session/session";
import {
  createKept,
  declare,
  markFor,
  keepIfDeclared,
  unlessDeclaredMeanwhile,
} from "../still-declared";
import type { Checked, Lifecycle } from "../lifecycle";
import {
  lifecycleOf,
  type Change,
  type Found,
  type OldsAndNews,
  type Made,
  type Recorded,
  type Verbs,
} from "../perform";
import { SecondTries } from "../second-tries";
import { sendingOf } from "./again";
import { apply, disable } from "./apply";

const CLASS = orgCodespacesAccess.className;
const accessFields = inputFields(orgCodespacesAccess.fields);
const declarable = { className: CLASS, inputFields: accessFields };

/** Who may use codespaces in an organization. GitHub has no operation that reads this setting back. */
export function accessLifecycle(session: GetSession): Lifecycle {
  return lifecycleOf(new AccessVerbs(), session);
}

class AccessVerbs implements Verbs<AccessInputs, AccessState> {
  readonly className = CLASS;
  readonly table = orgCodespacesAccess.fields;
  readonly #tries = new SecondTries();
  #noted = false;

  check({ olds, news }: OldsAndNews, session: Session): Checked {
    const { inputs, failures } = checkFields(accessFields, news);
    failures.push(...checkUsernames(inputs, news));
    // So that the preview of a delete shows it too: the default takes codespaces away from everybody.
    inputs.onDestroy ??= "disable";
    const sent = sendingOf(inputs.sendAgain, { before: olds.sent, now: session.clock.now() });
    if (sent !== undefined) inputs.sent = sent;
    if (failures.length > 0 || typeof inputs.org !== "string") return { inputs, failures };
    const name = nameOf(inputs.org);
    const wrong = declare(declarable, { olds, inputs, news, name }, session);
    return { inputs, failures: wrong ? [failure("org", wrong)] : [] };
  }

  replaces({ olds, news }: OldsAndNews<AccessState>, { declared }: Session): string[] {
    const replaced = changedIdentity(accessFields, olds, news);
    const { org } = olds;
    if (replaced.length === 0 && org !== undefined) {
      declared.stands(identityOf(org), writtenBy(olds));
    }
    return replaced;
  }

  /** Inputs as `check` made them. A policy may tighten the visibility and leave the list in place. */
  checkedAgain(changed: Props): AccessInputs {
    const inputs = inCheckedForm(accessFields, changed);
    const missing = inputs.visibility === "selected_members" ? checkUsernames(inputs, inputs) : [];
    if (missing.length > 0) throw notChecked(missing);
    return inputs;
  }

  nameOfNew(inputs: AccessInputs): string {
    return textOf(inputs, "org");
  }

  async create(inputs: AccessInputs, session: Session): Promise<Made<AccessState>> {
    const id = textOf(inputs, "org");
    const github = await session.github("token");
    const isNew = { stated: undefined, reached: undefined, isCertain: false };
    const application = { github, id, inputs, ...isNew };
    const kept = { id, identity: identityOf(id), unsure: () => ({ ...inputs, uncertain: true }) };
    const create = () => createKept(kept, session, () => apply(application));
    const outputs = await this.#tries.of(id, {}, () => session.turns.take(nameOf(id), create));
    this.#noteLimits(id, session);
    return { id, outputs: { ...outputs, ...markFor(identityOf(id), {}, session) } };
  }

  /** There is no GET: only what was last written is known. */
  read({ id, recorded }: Recorded<AccessState>): Promise<Found<AccessState>> {
    if (recorded.visibility === undefined) {
      throw new Error(
        "GitHub's API has no operation that reads an organization's access. " +
          "Declare it instead; the first `pulumi up` writes it.",
      );
    }
    const inputs: object = without(recorded, ["uncertain", DECLARATION]);
    const isLost = recorded.uncertain !== undefined && {
      visibility: "not known, a write got lost",
    };
    return Promise.resolve({ id, inputs: { ...inputs, ...isLost }, outputs: recorded });
  }

  async update(
    { id, olds, news }: Change<AccessInputs, AccessState>,
    session: Session,
  ): Promise<AccessState> {
    const github = await session.github("token");
    const isAgain = news.sent !== undefined && news.sent !== olds.sent;
    const reached = olds.uncertain === undefined && !isAgain ? olds : undefined;
    const isCertain = olds.uncertain === undefined;
    const application = { github, id, inputs: news, stated: olds, reached, isCertain };
    session.declared.writes(identityOf(id));
    const outputs = await session.turns.take(nameOf(id), () => apply(application));
    return { ...outputs, ...markFor(identityOf(id), olds, session) };
  }

  async delete({ id, recorded }: Recorded<AccessState>, session: Session): Promise<void> {
    const github = await session.github("token");
    const identities = [identityOf(id)];
    const written = writtenBy(recorded);
    const condemned = { identities, name: nameOf(id), outputs: recorded, written };
    const stays = () => keepIfDeclared(condemned, session);
    await session.turns.take(nameOf(id), async () => {
      if (stays()) return;
      if (recorded.onDestroy === "leave") {
        session.say.info(`${nameOf(id)} is left as it is at GitHub (onDestroy is "leave").`);
        return;
      }
      await unlessDeclaredMeanwhile(stays, async (beforeSending) => {
        await disable(github, id, beforeSending);
        session.say.info(
          `${nameOf(id)}: codespaces are now disabled for everybody in the organization.`,
        );
      });
    });
  }

  /** Reported once a run, and not when a resource that existed before is replaced. */
  #noteLimits(id: string, session: Session): void {
    if (this.#noted || session.declared.isReplaced(identityOf(id))) return;
    this.#noted = true;
    session.say.info(
      `${nameOf(id)}: GitHub can't read this back, so a refresh sees no change by hand; it calls the operations that set it deprecated.`,
    );
  }
}

function identityOf(id: string): Identity {
  return identityIn(declarable, { org: id });
}

function writtenBy({ visibility, selectedUsernames, uncertain }: AccessState): Written {
  const usernames = membersOf({ selectedUsernames }, "selectedUsernames");
  return { contents: JSON.stringify([visibility, usernames, uncertain]) };
}

function nameOf(id: string): string {
  return `${CLASS} ${id}`;
}

/** GitHub's own rule. Without the input, nothing would manage the list. */
function checkUsernames({ visibility }: Props, news: Props): CheckFailure[] {
  const isGiven = (news.selectedUsernames ?? undefined) !== undefined;
  if (visibility === undefined || visibility === unknown) return [];
  if (isGiven === (visibility === "selected_members")) return [];
  const why = isGiven
    ? "is allowed only with visibility selected_members: change visibility, or leave it out"
    : "is missing: GitHub requires the list with visibility selected_members ([] is none)";
  return [failure("selectedUsernames", why)];
}
