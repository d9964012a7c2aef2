import type { GitHub } from "../github/client";
import { inTurn } from "../github/in-turn";
import type { OrgCodespacesAccessInputs } from "../inputs";
import { apply, disable } from "./access-apply";
import {
  beforeOf,
  changedIdentity,
  checkFields,
  inCheckedForm,
  notChecked,
  type Fields,
} from "./fields";
import { CREATE_BEFORE_DELETE } from "../hints";
import { attempt } from "./failure";
import type { Checked, CheckFailure, Known, Lifecycle } from "./lifecycle";
import { textOf, unknown, type Props } from "./plain";
import { login, logins, oneOf } from "./rules";
import type { GetSession, Session } from "./session";
import { staysDeclared } from "./sentences";

const CLASS = "OrgCodespacesAccess";

const VISIBILITIES = [
  "disabled",
  "selected_members",
  "all_members",
  "all_members_and_outside_collaborators",
];

const fields: Fields<OrgCodespacesAccessInputs> = {
  org: { required: true, replaces: true, check: login },
  visibility: {
    required: `one of ${VISIBILITIES.join(", ")}`,
    check: oneOf(...VISIBILITIES),
  },
  selectedUsernames: { check: logins },
  onDestroy: { check: oneOf("disable", "leave") },
};

/** Who may use codespaces in an organization. GitHub has no operation that reads it back. */
export class AccessLifecycle implements Lifecycle {
  readonly #session: GetSession;
  #noted = false;

  constructor(session: GetSession) {
    this.#session = session;
  }

  check(olds: Props, news: Props): Checked {
    const session = this.#session();
    const { inputs, failures } = checkFields(fields, news);
    failures.push(...checkUsernamesFit(inputs, news));
    // Said in the preview of a delete too: the default takes codespaces from everybody.
    inputs.onDestroy ??= "disable";
    if (failures.length > 0 || typeof inputs.org !== "string") return { inputs, failures };
    const before = beforeOf(fields, olds, inputs);
    const wrong = session.declared.declare(
      identityOf(inputs.org),
      before,
      news[CREATE_BEFORE_DELETE],
    );
    return { inputs, failures: wrong ? [{ property: "org", reason: `org: ${wrong}` }] : [] };
  }

  replaces(olds: Props, news: Props): string[] {
    return changedIdentity(fields, olds, news);
  }

  async create(given: Props): Promise<{ id: string; outputs: Props }> {
    const inputs = checkedAccess(given);
    const id = textOf(inputs, "org");
    const outputs = await this.#doing("created", id, (session, github) => {
      session.declared.claim(identityOf(id));
      return apply({ github, id, inputs, stated: undefined, reached: undefined });
    });
    this.#noteLimits(identityOf(id));
    return { id, outputs };
  }

  /** There is no GET: what was last written is all that is known. */
  read(id: string, outputs: Props): Promise<Known> {
    if (outputs.visibility === undefined) {
      throw new Error(
        `${CLASS} ${id} could not be read: GitHub's API has no operation that reads an organization's access. ` +
          "Declare it instead; the first `pulumi up` writes it.",
      );
    }
    const { uncertain, ...inputs } = outputs;
    if (uncertain !== undefined) inputs.visibility = "not known, a write got lost";
    return Promise.resolve({ id, inputs, outputs });
  }

  async update(id: string, olds: Props, given: Props): Promise<Props> {
    const news = checkedAccess(given);
    return this.#doing("updated", id, (session, github) => {
      session.declared.claim(identityOf(id));
      const reached = olds.uncertain === undefined ? olds : undefined;
      return apply({ github, id, inputs: news, stated: olds, reached });
    });
  }

  async delete(id: string, outputs: Props): Promise<void> {
    await this.#doing("deleted", id, async (session, github) => {
      if (staysDeclared(session, identityOf(id))) return;
      if (outputs.onDestroy === "leave") {
        session.say.info(`${identityOf(id)} is left as it is at GitHub (onDestroy is "leave").`);
      } else {
        await disable(github, id);
        session.say.info(
          `${identityOf(id)}: codespaces are now disabled for everybody in the organization.`,
        );
      }
    });
  }

  /** Once a run, and not where a resource that was there before is replaced. */
  #noteLimits(identity: string): void {
    const session = this.#session();
    if (this.#noted || session.declared.isReplaced(identity)) return;
    this.#noted = true;
    session.say.info(
      `${identity}: GitHub can't read this back, so a refresh sees no change by hand; it calls the operations that set it deprecated.`,
    );
  }

  #doing<T>(
    verb: string,
    id: string,
    work: (session: Session, github: GitHub) => Promise<T>,
  ): Promise<T> {
    return attempt({ className: CLASS, id, verb }, async () => {
      const session = this.#session();
      const github = await session.github("token");
      return await inTurn(identityOf(id), () => work(session, github));
    });
  }
}

function identityOf(id: string): string {
  return `${CLASS} ${id}`;
}

/** As `check` made them; a policy may tighten the visibility, and leave the list where it is. */
function checkedAccess(changed: Props): Props {
  const inputs = inCheckedForm(fields, changed);
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
