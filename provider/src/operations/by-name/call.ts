import type { GitHub } from "../../github/client";
import type { Clock } from "../../clock";
import { GitHubRefused, mayLackRight, RepositoriesNotFound } from "../../github/errors";
import type { Params } from "../../github/operation";
import { type CheckFailure, checkFields, type FieldsOf } from "../../rules/fields";
import type { Props } from "../../rules/plain";
import { itemsOf, type Items } from "../items";
import type { Account, CodespacesList, CodespacesOperation } from "../operation";
import { rightOf } from "../rights";
import { reasonOf, sayable } from "../../texts";

/** What a call may use. */
export interface Reach {
  github: GitHub;
  clock: Clock;
  /** The id of a repository `owner/name`. */
  repositoryId: (repository: string) => Promise<number>;
}

/** Something that a user can ask GitHub for, or have done, by name. */
export interface Call<Args, Result> {
  /** The operation that it sends. Its permissions are named when one is missing. */
  operation: CodespacesOperation;
  /** A rule for each argument. */
  fields: FieldsOf<Args>;
  /** Checks that need more than one argument. */
  conflicts?: (args: Props) => CheckFailure[];
  /** Such as `the secret NPM_TOKEN of acme`. */
  subject: (args: Args) => string;
  /** Such as `started`. Default: `read`. */
  verb?: string;
  run: (reach: Reach, args: Args) => Result;
}

/** A call for one answer. */
export type OneCall<Args, Result> = Call<Args, Promise<Result>>;
/** A call for a list, whose pages are requested as they are needed. */
export type ListCall<Args, Item> = Call<Args, Items<Item>>;

type CallArguments<Args> = Pick<Call<Args, unknown>, "fields" | "subject">;

/** A call that is one request for one answer, with its arguments unchanged. */
export function asking<Args extends object, Result>(
  operation: CodespacesOperation<Result>,
  asked: CallArguments<Args>,
): OneCall<Args, Result> {
  const run = async ({ github }: Reach, args: Args) =>
    (await github.request(operation, args as Params)).data;
  return { operation, ...asked, run };
}

/** A call for a list, with its arguments unchanged. */
export function listing<Args extends object, Item>(
  operation: CodespacesList<Item>,
  asked: CallArguments<Args>,
): ListCall<Args, Item> {
  return {
    operation,
    ...asked,
    run: ({ github }, args) => itemsOf(github, operation, args as Params),
  };
}

/** What a session offers to calls. */
export interface CallSession {
  readonly clock: Clock;
  github(account: Account): Promise<GitHub>;
  /** Ids of repositories, by name. */
  repositoryIds(
    account: Account,
  ): Promise<{ of(names: readonly string[]): Promise<Record<string, number>> }>;
}

/** Called once the arguments are valid. */
export type OpenSession = () => Promise<CallSession>;

/** An argument is wrong, or GitHub refused. */
export class CodespacesError extends Error {
  /** GitHub's answer; undefined if it was not asked, or did not answer. */
  declare readonly status: number | undefined;

  constructor(message: string, status?: number) {
    super(sayable(message));
    this.name = "CodespacesError";
    // Pulumi prints an error's properties, so one without a value is left out.
    if (status !== undefined) this.status = status;
  }
}

/** The arguments in their normal form, or an error that names everything that is wrong with them. */
export function checkedArgs<Args extends object>(
  { fields, conflicts }: Pick<Call<Args, unknown>, "fields" | "conflicts">,
  args: Args,
): Args {
  // A JavaScript program may omit them: the rules then name what is missing.
  const given = { ...(args as Args | undefined) } as Props;
  const { inputs, failures } = checkFields(fields, given);
  const all = [...failures, ...(conflicts?.(given) ?? [])];
  if (all.length > 0) throw new WrongArguments(all);
  return inputs as Args;
}

/** What is wrong with the arguments of a call. */
export class WrongArguments extends CodespacesError {
  constructor(failures: readonly CheckFailure[]) {
    super(failures.map(({ reason }) => reason).join("\n"));
    // Not enumerable, so that it isn't printed next to the message.
    Object.defineProperty(this, "properties", {
      value: failures.map(({ property }) => property),
      enumerable: false,
    });
  }

  /** The names of the arguments. */
  declare readonly properties: readonly string[];
}

export async function callOne<Args extends object, Result>(
  call: OneCall<Args, Result>,
  args: Args,
  open: OpenSession,
): Promise<Result> {
  return askOne(call, checkedArgs(call, args), open);
}

/** The same with arguments that have been checked. */
export async function askOne<Args, Result>(
  call: OneCall<Args, Result>,
  checked: Args,
  open: OpenSession,
): Promise<Result> {
  try {
    return await call.run(await reachOf(call.operation.account, await open()), checked);
  } catch (error) {
    throw failed(call, checked, error);
  }
}

export async function* callList<Args extends object, Item>(
  call: ListCall<Args, Item>,
  args: Args,
  open: OpenSession,
): AsyncGenerator<Item> {
  const checked = checkedArgs(call, args);
  try {
    yield* call.run(await reachOf(call.operation.account, await open()), checked);
  } catch (error) {
    throw failed(call, checked, error);
  }
}

/** The whole list as it was at one moment, with arguments that have been checked. */
export function askWhole<Args, Item>(
  call: ListCall<Args, Item>,
  checked: Args,
  open: OpenSession,
): Promise<Item[]> {
  const run = (reach: Reach, args: Args) => call.run(reach, args).whole();
  return askOne({ ...call, run }, checked, open);
}

async function reachOf(account: Account, session: CallSession): Promise<Reach> {
  const { clock } = session;
  const repositoryId = async (repository: string) => {
    const ids = await (await session.repositoryIds(account)).of([repository]);
    return Object.values(ids)[0] ?? Promise.reject(new Error(`${repository} has no id`));
  };
  return { github: await session.github(account), clock, repositoryId };
}

function failed<Args>(call: Call<Args, unknown>, args: Args, error: unknown): CodespacesError {
  const subject = call.subject(args);
  const what = `${subject.charAt(0).toUpperCase()}${subject.slice(1)}`;
  const { verb = "read", operation } = call;
  const message = `${what} could not be ${verb}: ${reasonOf(error)}`;
  const right = ` ${rightOf("It", operation.needs)}`;
  if (error instanceof RepositoriesNotFound) return new CodespacesError(message + right, 404);
  if (!(error instanceof GitHubRefused)) return new CodespacesError(message);
  return new CodespacesError(message + (mayLackRight(error.refusal) ? right : ""), error.status);
}
