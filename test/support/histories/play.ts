import { allSwitchesFlipped, type Emulator } from "github-codespaces-emulator";
import { standIns, tracesIn, type ActingStack, type ActingStacks } from "./acting";
import type { Command, History } from "./commands";
import type { PlannedFault } from "./planned-faults";
import { Editor, isEdit } from "./editor";
import { GitHubNow } from "./github-now";
import { Hands, IDLE } from "./hands";
import { Held } from "./held";
import {
  askedFor,
  faultOf,
  heldIn,
  MAYBE_MADE,
  movesList,
  NAMED,
  optionsOf,
  slotsIn,
} from "./operating";
import { Others, setsThatSay } from "./others";
import { Promised, type Allowed } from "./promise";
import { Programs } from "./programs";
import { slots, type SlotName } from "./slots";

/** GitHub's timestamps are of whole seconds: what another stack wrote sooner may have come after an operation began. */
const APART = 3_000;

/** Longer than GitHub's reads lag, as the provider sees it. */
const LATER = 180_000;

/** Plays a history; resolves with what of the promise it broke. */
export async function play(
  emulator: Emulator,
  history: History,
  stacks: ActingStacks = standIns(emulator, history),
): Promise<string[]> {
  const player = new Player(emulator, history, stacks);
  return player.play(history.commands);
}

class Player {
  readonly #emulator: Emulator;
  readonly #github: GitHubNow;
  readonly #promised: Promised;
  readonly #hands: Hands;
  readonly #editor: Editor;
  readonly #stacks: ActingStacks;
  readonly #held: Held;
  readonly #programs: Programs;
  readonly #broken: string[] = [];
  /** What was changed at GitHub since, or may be gone: a refresh must come before the next `up`. */
  readonly #needsRefresh = new Set<0 | 1>();
  /** What is set is not known, as an error has said: it must be written again. */
  readonly #needsReplace = new Set<0 | 1>();
  /** A resource added to another's list since, or took back; or a state has one thing twice, each with a stamp. */
  #isMoved = false;
  #lag = 0;
  #now = "";

  constructor(emulator: Emulator, { switches }: History, stacks: ActingStacks) {
    this.#emulator = emulator;
    emulator.reset();
    if (switches === "flipped") emulator.configure({ switches: allSwitchesFlipped });
    this.#github = new GitHubNow(emulator);
    this.#promised = new Promised(this.#github, new Others(emulator, this.#github));
    this.#hands = new Hands(emulator, this.#github, this.#promised);
    this.#hands.prepare();
    this.#editor = new Editor(this.#promised.wishes);
    this.#stacks = stacks;
    this.#held = new Held(stacks, this.#github);
    this.#programs = new Programs(this.#promised, this.#github, this.#held);
  }

  async play(commands: readonly Command[]): Promise<string[]> {
    for (const [index, command] of commands.entries()) {
      this.#now = `${index}. ${JSON.stringify(command)}`;
      await this.#do(command);
      this.#hands.forgetLists();
      if (this.#broken.length > 0) return this.#broken;
    }
    this.#now = "at the end";
    await this.#finish();
    return [...this.#broken, ...this.#emulator.violations];
  }

  #break(...found: string[]): void {
    this.#broken.push(...found.map((what) => `${this.#now}: ${what}`));
  }

  async #do(command: Command): Promise<void> {
    if (isEdit(command)) {
      this.#editor.edit(command);
      return;
    }
    switch (command.do) {
      case "up":
        return this.#up(command.stack, command);
      case "refresh":
        return this.#refresh(command.stack, command.fault);
      case "preview":
        await this.#preview(command.stack);
        return;
      case "destroy":
        return this.#destroy(command.stack, command.fault);
      case "taint":
        for (const { name } of this.#held.of(new Set([command.slot]))) {
          await this.#stacks[slots[command.slot].stack].taint(name);
        }
        return;
      case "by hand":
        if (this.#hands.change(command, this.#held.all)) this.#mustRefresh();
        return;
      case "repository":
        if (this.#hands.repository(command)) this.#mustRefresh();
        return;
      case "rotate keys":
        this.#hands.rotateKeys();
        return;
      case "clock":
        for (const stack of this.#stacks) stack.setClock?.(command.seconds * 1000);
        return;
      case "wait":
        this.#emulator.advance(command.seconds * 1000);
        if (command.seconds > IDLE) this.#mustRefresh();
        return;
      case "lag":
        this.#lag = command.seconds * 1000;
        this.#emulator.configure({ readLagMs: this.#lag });
        return;
    }
  }

  async #up(at: 0 | 1, how: Omit<Extract<Command, { do: "up" }>, "do" | "stack">): Promise<void> {
    await this.#refreshIfNeeded(at);
    if (this.#broken.length > 0) return;
    this.#programs.decideWhatIsKept(at);
    const program = this.#programs.of(at);
    const entriesOf = (names: ReadonlySet<SlotName>) => this.#held.of(names);
    const within = { wishes: this.#promised.wishes, program, entriesOf };
    const options = { ...(how.part && optionsOf(how.part, within)), refresh: how.refresh === true };
    if (this.#needsReplace.delete(at)) options.replace = heldIn(program, this.#stacks[at].entries);
    const declared = slotsIn(program, at, this.#promised.wishes);
    const applied = { at, program };
    this.#editor.applied(at);
    if (options.refresh) this.#promised.others.show(at);
    await this.#operate(at, { declared, applied }, how.fault, (stack) =>
      stack.up(program, options),
    );
    this.#promised.others.settle(applied);
  }

  async #destroy(at: 0 | 1, fault: PlannedFault | undefined): Promise<void> {
    const failed = await this.#operate(at, { declared: new Set() }, fault, (stack) =>
      stack.destroy(),
    );
    if (failed === undefined && this.#stacks[at].entries.length > 0)
      this.#break("a destroy left entries");
  }

  async #refresh(at: 0 | 1, fault: PlannedFault | undefined): Promise<void> {
    const allowed = { declared: new Set<SlotName>(), only: "ask" as const };
    this.#promised.others.show(at);
    await this.#operate(at, allowed, fault, (stack) => stack.refresh());
  }

  async #preview(at: 0 | 1): Promise<string[]> {
    const program = this.#programs.of(at);
    const allowed = { declared: new Set<SlotName>(), only: "nothing" as const };
    let found: string[] = [];
    await this.#operate(at, allowed, undefined, async (stack) => {
      found = await stack.preview(program);
      return undefined;
    });
    return found;
  }

  /** One operation of a stack, and whether it kept the promise. */
  async #operate(
    at: 0 | 1,
    { declared, only, applied }: Omit<Allowed, "held">,
    planned: PlannedFault | undefined,
    work: (stack: ActingStack) => Promise<string | undefined>,
  ): Promise<string | undefined> {
    const stack = this.#stacks[at];
    // The writes of a process before this one may not be shown yet: what that may cost is in the reference.
    if (only === undefined) this.#emulator.advance(this.#lag + APART);
    const held = this.#held.slotsAt(at);
    // What is only asked takes nothing away.
    const leaving = only === undefined ? { declared, held } : { declared: held, held };
    const staying = this.#promised.staying(leaving);
    const left = this.#promised.left();
    const kept = this.#promised.keptOf(declared);
    this.#emulator.clearRequests();
    const fault = planned && this.#emulator.fail(faultOf(planned));
    const saidBefore = stack.said.length;
    const failed = await work(stack);
    fault?.remove();
    const requests = [...this.#emulator.requests];
    this.#isMoved ||= movesList(requests) || this.#held.slotsAt(at).size < this.#held.at(at).length;
    const allowed = { declared, held, ...(only && { only }), ...(applied && { applied }) };
    this.#break(...this.#promised.brokenBy(requests, allowed));
    this.#broken.push(...this.#promised.lost(staying), ...this.#promised.overwritten(left));
    const asked = askedFor(stack.said.slice(saidBefore));
    if (asked.refresh) this.#needsRefresh.add(at);
    if (asked.replacement) this.#needsReplace.add(at);
    if (this.#promised.keptOf(declared) !== kept) this.#break(`it is kept and changed: ${kept}`);
    if (failed !== undefined) {
      const isTroubled = this.#github.isInTrouble && only === undefined;
      const mayFail = fault !== undefined || asked.replacement || isTroubled;
      if (!mayFail) this.#break(`failed: ${failed}`);
      else if (!NAMED.test(failed)) this.#break(`its error names no resource: ${failed}`);
      if (requests.some(({ method }) => method === "DELETE")) this.#needsRefresh.add(at);
    }
    if (failed?.includes(MAYBE_MADE)) this.#hands.deleteUnknown(this.#held.all);
    if (only === undefined) {
      this.#promised.after({
        declared,
        before: held,
        now: this.#held.slotsAt(at),
        failed: failed !== undefined,
      });
    }
    return failed;
  }

  async #refreshIfNeeded(at: 0 | 1): Promise<void> {
    if (!this.#needsRefresh.has(at)) return;
    this.#emulator.advance(LATER);
    await this.#refresh(at, undefined);
    this.#needsRefresh.delete(at);
  }

  /** What is in the people's hands is put right; then one `up` does the rest. */
  async #finish(): Promise<void> {
    await this.#do({ do: "lag", seconds: 0 });
    if (this.#hands.putRight()) this.#mustRefresh();
    this.#emulator.advance(LATER);
    this.#hands.useCodespaces();
    await this.#upBoth();
    // A set knows what it lacks once it is there, and was refreshed since.
    const areSeenLater = setsThatSay("delete", this.#programs.all).size > 0;
    if (areSeenLater) this.#mustRefresh();
    // What one resource adds to another's list, or takes back, moves that one's stamp: so the reference says.
    if (areSeenLater || this.#isMoved || this.#needsReplace.size > 0) await this.#upBoth();
    if (this.#broken.length > 0) return;
    this.#break(...this.#promised.brokenAt(this.#emulator, this.#programs.all));
    for (const at of [0, 1] as const) {
      const found = await this.#preview(at);
      if (found.length > 0) this.#break(`the next preview says ${found.join(", ")}`);
      this.#emulator.advance(LATER);
      const changed: string[] = [];
      const failed = await this.#stacks[at].refresh(changed);
      if (failed !== undefined) this.#break(`the last refresh failed: ${failed}`);
      const reported = this.#promised.others.reportedTo(this.#programs.of(at));
      if (changed.sort().join() !== reported.sort().join())
        this.#break(`the last refresh finds ${changed.join()} changed, not ${reported.join()}`);
    }
    for (const canary of tracesIn(this.#stacks)) {
      this.#break(`${canary} is in what was said or is in the state`);
    }
  }

  async #upBoth(): Promise<void> {
    if (this.#isMoved) this.#mustRefresh();
    this.#isMoved = false;
    for (const at of [0, 1] as const) await this.#up(at, { fault: undefined, part: undefined });
  }

  #mustRefresh(): void {
    this.#needsRefresh.add(0).add(1);
  }
}
