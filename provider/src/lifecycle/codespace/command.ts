import { isOneTooMany } from "../../github/codespace-advice";
import { isRefused } from "../../github/errors";
import type { CodespaceState } from "../../operations/answers/codespace";
import type { KnownCodespace, UserCodespaces } from "../../session/user-codespaces";
import { TAKES_EFFECT_WITHIN } from "../../operations/waiting";
import type { Session } from "../../session/session";

/** How long GitHub may refuse a command for a reason that it doesn't show, in milliseconds. */
const REFUSED_FOR = 30_000;

interface Commanding {
  codespaces: UserCodespaces;
  known: KnownCodespace;
  goal: "running" | "stopped";
}

/** Starts or stops a codespace, until the command has taken effect. */
export class Command {
  readonly #commanding: Commanding;
  readonly #session: Session;
  readonly #verb: "start" | "stop";
  #takenAt: number | undefined;
  #refusedSince: number | undefined;

  constructor(commanding: Commanding, session: Session) {
    this.#commanding = commanding;
    this.#session = session;
    this.#verb = commanding.goal === "running" ? "start" : "stop";
  }

  /** Called at each look that shows the codespace at rest in another state than the wanted one. */
  async give(state: CodespaceState): Promise<void> {
    const { clock, say } = this.#session;
    const { codespaces, known } = this.#commanding;
    const takenAt = this.#takenAt;
    if (takenAt !== undefined && clock.now() - takenAt < TAKES_EFFECT_WITHIN) return;
    if (takenAt !== undefined) {
      say.info(
        `Codespace ${known.name}: still ${state}, although ` +
          `GitHub accepted the ${this.#verb}; trying again.`,
      );
    }
    try {
      await codespaces.command(known.name, this.#verb);
      this.#takenAt = clock.now();
      this.#refusedSince = undefined;
    } catch (error) {
      if (!this.#mayPass(error)) throw error;
    }
  }

  /**
   * Whether the refusal may pass, because the codespace is busy. One that doesn't pass is told in GitHub's
   * words.
   */
  #mayPass(error: unknown): boolean {
    if (!isRefused(error, 409, 422) || isOneTooMany(error.refusal)) return false;
    const now = this.#session.clock.now();
    this.#refusedSince ??= now;
    return now - this.#refusedSince < REFUSED_FOR;
  }
}
