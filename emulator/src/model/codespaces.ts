import { conflict, invalid, notFound, Refusal } from "../errors";
import type { Codespace, CodespaceExport, CodespacePlan } from "./codespace";
import { hasPendingOperation, paceOf, stateOf } from "./codespace";
import { codespaceNames, commitSha } from "./codespace-names";
import * as timelines from "./codespace-timeline";
import { payerLogin, type Payer } from "./payers";
import type { Conditions } from "../options";

/** What somebody may change about a codespace. */
export type CodespaceChange = Partial<
  Omit<Codespace, "id" | "name" | "environmentId" | "plan" | "createdAt">
>;

/** Every codespace there is, by name. Its methods are what can happen to one. */
export class Codespaces {
  readonly #byName = new Map<string, Codespace>();
  readonly #unpaid = new Set<string>();
  #created = 0;
  #failing = { provisioning: 0, exports: 0, starts: 0, stops: 0 };

  constructor(readonly conditions: Conditions) {}

  /** In the order of creation, without those that are gone. */
  all(): Codespace[] {
    return [...this.#byName.values()].filter((each) => stateOf(each, this.#now) !== "Gone");
  }

  ofUser(login: string): Codespace[] {
    return this.all().filter(({ plan }) => plan.owner.login === login);
  }

  billedTo(organization: string): Codespace[] {
    return this.all().filter(({ plan }) => plan.payer.organization?.login === organization);
  }

  find(name: string): Codespace | undefined {
    const codespace = this.#byName.get(name.toLowerCase());
    return codespace && stateOf(codespace, this.#now) !== "Gone" ? codespace : undefined;
  }

  create(plan: CodespacePlan): Codespace {
    this.#checkPayment(plan.payer);
    this.#checkLimit(plan.owner.login);
    this.#checkRunning(plan.owner.login, 403);
    const id = (this.#created += 1);
    const { name, displayName, environmentId } = codespaceNames(plan.owner.login, id);
    const { ref, machine, repositoryId, isPublished } = plan;
    const now = this.#now;
    const fails = this.#takeFailure("provisioning");
    const isRetried = this.conditions.switches.createdCodespace === "202";
    const pace = paceOf({ plan }, this.conditions.codespaceStepMs);
    return this.#keep({
      ...{ id, name, environmentId, plan, machine, repositoryId, isPublished },
      ...{ createdAt: now, changedAt: now, lastUsedAt: now, nextMachine: machine },
      displayName: plan.displayName ?? displayName,
      git: { ref, ahead: 0, behind: 0, hasUncommittedChanges: false, hasUnpushedChanges: false },
      recentFolders: [],
      exports: [],
      timeline: timelines.created(now, pace, { fails, isRetried }),
    });
  }

  /** Without any rules: for what somebody does by hand, and for the methods below that have rules. */
  change(codespace: Codespace, change: CodespaceChange): Codespace {
    return this.#keep({ ...codespace, changedAt: this.#now, ...change });
  }

  /** Refuses while an operation is pending. */
  update(codespace: Codespace, change: CodespaceChange): Codespace {
    this.checkNothingPending(codespace);
    return this.change(codespace, change);
  }

  /** Undefined if it already runs and GitHub answers that with 304. */
  start(codespace: Codespace): Codespace | undefined {
    const state = stateOf(codespace, this.#now);
    if (state === "Failed") throw new Refusal(400, "The codespace failed to be created.");
    if (state === "Available" && this.conditions.switches.startingRunning === "304") {
      return undefined;
    }
    if (state !== "Shutdown") throw conflict(`The codespace can't be started: it is ${state}.`);
    this.#checkPayment(codespace.plan.payer);
    this.#checkRunning(codespace.plan.owner.login, 409);
    if (this.#takeFailure("starts")) return codespace;
    const machine = codespace.nextMachine;
    return this.#event({ ...codespace, machine, lastUsedAt: this.#now }, timelines.started);
  }

  /** One that is stopped, or is shutting down, stays as it is. */
  stop(codespace: Codespace): Codespace {
    this.checkNothingPending(codespace);
    const state = stateOf(codespace, this.#now);
    if (["Shutdown", "ShuttingDown", "Failed"].includes(state)) return codespace;
    if (this.#takeFailure("stops")) return codespace;
    return this.#event({ ...codespace, lastUsedAt: this.#now }, timelines.stopped);
  }

  use(codespace: Codespace): Codespace {
    if (stateOf(codespace, this.#now) !== "Available") {
      throw new Error(`the codespace ${codespace.name} isn't available`);
    }
    return this.#event({ ...codespace, lastUsedAt: this.#now }, timelines.used);
  }

  /** Undefined if it is already being deleted. */
  delete(codespace: Codespace): Codespace | undefined {
    if (stateOf(codespace, this.#now) === "Deleted") return undefined;
    return this.#event(codespace, ({ now }, pace) => timelines.deleted(now, pace));
  }

  export(codespace: Codespace, repositoryId: number): CodespaceExport {
    const state = stateOf(codespace, this.#now);
    if (state !== "Available" && state !== "Shutdown") {
      throw invalid(`The codespace can't be exported: it is ${state}.`);
    }
    const { name, git, exports } = codespace;
    const sha = commitSha(`${name} ${exports.length}`);
    const completesAt = this.#now + this.conditions.codespaceStepMs;
    const fails = this.#takeFailure("exports");
    const branch = `codespace-${name}`;
    const added = { id: sha.slice(0, 12), branch, sha, repositoryId, completesAt, fails, git };
    this.#event({ ...codespace, exports: [...exports, added] }, (moment, pace) =>
      timelines.exported(moment, pace, state === "Available"),
    );
    return added;
  }

  checkNothingPending(codespace: Codespace): void {
    if (!hasPendingOperation(codespace, this.#now)) return;
    throw invalid("The codespace has a pending operation. It can only be deleted.");
  }

  /** They are deleted with their repository. */
  forgetRepository(repositoryId: number): void {
    for (const codespace of this.#byName.values()) {
      if (codespace.repositoryId === repositoryId) this.#byName.delete(codespace.name);
    }
  }

  /** The next one fails; each further call adds one more. */
  planFailure(what: "provisioning" | "exports" | "starts" | "stops"): void {
    this.#failing[what] += 1;
  }

  setSpendingLimitReached(login: string, isReached: boolean): void {
    if (isReached) this.#unpaid.add(login.toLowerCase());
    else this.#unpaid.delete(login.toLowerCase());
  }

  #event(
    codespace: Codespace,
    next: (moment: timelines.Moment, pace: timelines.Pace) => timelines.Timeline,
  ): Codespace {
    const now = this.#now;
    const pace = paceOf(codespace, this.conditions.codespaceStepMs);
    const future = next({ now, lastUsedAt: codespace.lastUsedAt }, pace);
    const timeline = timelines.followedBy(codespace.timeline, now, future);
    return this.#keep({ ...codespace, timeline });
  }

  #keep(codespace: Codespace): Codespace {
    this.#byName.set(codespace.name, codespace);
    return codespace;
  }

  #takeFailure(what: "provisioning" | "exports" | "starts" | "stops"): boolean {
    if (this.#failing[what] === 0) return false;
    this.#failing[what] -= 1;
    return true;
  }

  #checkPayment(payer: Payer): void {
    if (!this.#unpaid.has(payerLogin(payer).toLowerCase())) return;
    throw new Refusal(402, `${payerLogin(payer)} has reached the spending limit for Codespaces.`);
  }

  #checkLimit(login: string): void {
    const { maxCodespaces } = this.conditions;
    if (this.ofUser(login).length < maxCodespaces) return;
    throw new Refusal(403, `You have reached the limit of ${maxCodespaces} codespaces.`);
  }

  /** The description has a 409 for a start, but none for a creation. */
  #checkRunning(login: string, status: 403 | 409): void {
    const isRunning = (each: Codespace) =>
      !["Shutdown", "Failed"].includes(stateOf(each, this.#now));
    const running = this.ofUser(login).filter(isRunning).length;
    if (running < this.conditions.maxRunningCodespaces) return;
    // The words of GitHub's page: skills/getting-started-with-github-copilot, issue 219.
    throw new Refusal(
      status,
      "You have too many running codespaces. You'll need to stop some before you start a new codespace.",
    );
  }

  get #now(): number {
    return this.conditions.clock.now();
  }
}

/** A user's codespace by its name; 404 for everybody else's. */
export function ownCodespace(codespaces: Codespaces, login: string, name: string): Codespace {
  const codespace = codespaces.find(name);
  if (codespace?.plan.owner.login !== login) throw notFound();
  return codespace;
}
