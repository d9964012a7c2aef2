import type { GitHub } from "../github/client";
import { isRefused } from "../github/errors";
import { inTurn } from "../github/in-turn";
import type { OrgCodespacesAccessInputs } from "../inputs";
import { accessWrites, type AccessWrite } from "./access-writes";
import { beforeOf, changedIdentity, checkFields, type Fields } from "./fields";
import {
  PartlyDone,
  type Checked,
  type CheckFailure,
  type Known,
  type Lifecycle,
} from "./lifecycle";
import { defined, membersOf, setOf, textOf, unknown, type Props } from "./plain";
import { login, logins, oneOf } from "./rules";
import type { GetSession, Session } from "./session";

const CLASS = "OrgCodespacesAccess";

const fields: Fields<OrgCodespacesAccessInputs> = {
  org: { required: true, replaces: true, check: login },
  visibility: {
    required: true,
    check: oneOf(
      "disabled",
      "selected_members",
      "all_members",
      "all_members_and_outside_collaborators",
    ),
  },
  selectedUsernames: { check: logins },
  onDestroy: { check: oneOf("disable", "leave") },
};

/** Who may use codespaces in an organization. GitHub has no operation that reads it back. */
export class AccessLifecycle implements Lifecycle {
  readonly #session: GetSession;

  constructor(session: GetSession) {
    this.#session = session;
  }

  check(olds: Props, news: Props): Checked {
    const session = this.#session();
    const { inputs, failures } = checkFields(fields, news);
    failures.push(...checkUsernamesFit(inputs, news));
    if (failures.length > 0 || typeof inputs.org !== "string") return { inputs, failures };
    const before = beforeOf(fields, olds, inputs);
    const wrong = session.declared.declare(identityOf(inputs.org), before);
    return { inputs, failures: wrong ? [{ property: "org", reason: `org: ${wrong}` }] : [] };
  }

  replaces(olds: Props, news: Props): string[] {
    return changedIdentity(fields, olds, news);
  }

  async create(inputs: Props): Promise<{ id: string; outputs: Props }> {
    const id = textOf(inputs, "org");
    const outputs = await this.#doing("created", id, (session, github) => {
      session.declared.claim(identityOf(id));
      return apply({ github, id, inputs, reached: undefined });
    });
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
    return Promise.resolve({ id, inputs: outputs, outputs });
  }

  update(id: string, olds: Props, news: Props): Promise<Props> {
    return this.#doing("updated", id, (session, github) => {
      session.declared.claim(identityOf(id));
      return apply({ github, id, inputs: news, reached: olds });
    });
  }

  async delete(id: string, outputs: Props): Promise<void> {
    await this.#doing("deleted", id, async (session, github) => {
      if (session.declared.isDeclared(identityOf(id))) {
        session.say.info(`${identityOf(id)} stays at GitHub: this program still declares it.`);
      } else if (outputs.onDestroy === "leave") {
        session.say.info(`${identityOf(id)} is left as it is at GitHub (onDestroy is "leave").`);
      } else {
        await send(github, id, { verb: "set", visibility: "disabled" });
        session.say.info(
          `${identityOf(id)}: codespaces are now disabled for everybody in the organization.`,
        );
      }
    });
  }

  async #doing<T>(
    verb: string,
    id: string,
    work: (session: Session, github: GitHub) => Promise<T>,
  ): Promise<T> {
    try {
      const session = this.#session();
      const github = await session.github("token");
      return await inTurn(identityOf(id), () => work(session, github));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const message = `${CLASS} ${id} could not be ${verb}: ${reason}`;
      if (!(error instanceof PartlyDone)) throw new Error(message);
      throw new PartlyDone({ id, outputs: error.properties, reason: message });
    }
  }
}

function identityOf(id: string): string {
  return `${CLASS} ${id}`;
}

/** Sends the writes one after another; if one fails after another had its effect, says how far. */
async function apply({ github, id, inputs, reached: before }: Application): Promise<Props> {
  let reached = before;
  for (const write of accessWrites(before, inputs)) {
    try {
      await send(github, id, write);
    } catch (error) {
      // Somebody set another visibility by hand: the whole setting is written again.
      if (write.verb !== "set" && before !== undefined && isRefused(error, 409, 422)) {
        return apply({ github, id, inputs, reached: undefined });
      }
      const reason = withSuspects(error, write, id);
      if (reached === undefined || reached === before) throw new Error(reason);
      throw new PartlyDone({ id, outputs: reached, reason });
    }
    reached = afterWrite(write, reached ?? {}, inputs);
  }
  return defined(inputs);
}

/** GitHub's reason; where it does not name the login that it refuses, how to find it. */
function withSuspects(error: unknown, { usernames = [] }: AccessWrite, org: string): string {
  const reason = error instanceof Error ? error.message : String(error);
  if (!isRefused(error, 400, 422) || usernames.length === 0) return reason;
  const words = new Set(error.refusal.message.toLowerCase().split(/[^\w-]+/));
  if (usernames.some((username) => words.has(username))) return reason;
  return (
    `${reason} GitHub does not say which login it refuses: one of the ${usernames.length} from ` +
    `${usernames[0] ?? ""} to ${usernames.at(-1) ?? ""} may be neither a member nor an outside collaborator. ` +
    `\`gh api orgs/${org}/members/LOGIN\` answers 404 for who is no member.`
  );
}

interface Application {
  github: GitHub;
  id: string;
  inputs: Props;
  /** What is known to be at GitHub; undefined when nothing is. */
  reached: Props | undefined;
}

async function send(github: GitHub, org: string, write: AccessWrite): Promise<void> {
  const path = "/orgs/{org}/codespaces/access";
  if (write.verb === "set") {
    const { visibility, usernames } = write;
    const selected = usernames && { selected_usernames: usernames };
    await github.request(`PUT ${path}`, { org, visibility, ...selected });
    return;
  }
  const method = write.verb === "add" ? "POST" : "DELETE";
  const body = { org, selected_usernames: write.usernames };
  try {
    await github.request(`${method} ${path}/selected_users`, body, { repeatable: true });
  } catch (error) {
    if (write.verb !== "remove" || !isRefused(error, 400)) throw error;
    await removeEach(github, org, write.usernames);
  }
}

/**
 * GitHub refuses a list with somebody who has left the organization (400, "neither members nor
 * collaborators"): one by one the others go, and who left has no access to take away.
 */
async function removeEach(github: GitHub, org: string, usernames: string[]): Promise<void> {
  if (usernames.length === 1) return;
  for (const username of usernames) {
    await send(github, org, { verb: "remove", usernames: [username] });
  }
}

function afterWrite(write: AccessWrite, before: Props, inputs: Props): Props {
  const members = new Set(write.verb === "set" ? [] : membersOf(before, "selectedUsernames"));
  for (const username of write.usernames ?? []) {
    if (write.verb === "remove") members.delete(username);
    else members.add(username);
  }
  const visibility = write.verb === "set" ? write.visibility : before.visibility;
  const selectedUsernames = visibility === "selected_members" ? setOf(members) : undefined;
  return defined({ ...inputs, visibility, selectedUsernames });
}

function checkUsernamesFit({ visibility }: Props, news: Props): CheckFailure[] {
  const property = "selectedUsernames";
  const given = (news.selectedUsernames ?? undefined) !== undefined;
  if (visibility === undefined || visibility === unknown) return [];
  if (visibility === "selected_members" && !given) {
    const why =
      "is missing: GitHub requires the list with visibility selected_members ([] is none)";
    return [{ property, reason: `${property}: ${why}` }];
  }
  if (visibility === "selected_members" || !given) return [];
  const why = "goes only with visibility selected_members: change visibility, or leave it out";
  return [{ property, reason: `${property}: ${why}` }];
}
