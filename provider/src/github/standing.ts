import { isRecord, messageOf, type Outcome, type Refused } from "./answer";
import type { Clock } from "../clock";
import type { Credential } from "./credentials/credential";
import { GitHubRefused, originOf } from "./errors";
import { isLockedOut } from "./forbidden";

/** How long a refused token is not tried again, in milliseconds. */
interface RefusalMemory {
  clock: Pick<Clock, "now">;
  livesFor: number;
}

/**
 * Whether GitHub accepts a credential. GitHub locks a login after several invalid attempts, so the first
 * request goes alone until it is answered, and a refused token is not sent again.
 */
export class Standing {
  readonly #credential: Credential;
  readonly #memory: RefusalMemory;
  #isTaken = false;
  #first: Promise<void> | undefined;
  /** The token is undefined if the credential itself could not be got. */
  #ended: { token: string | undefined; error: Error; at: number } | undefined;

  constructor(credential: Credential, memory: RefusalMemory) {
    this.#credential = credential;
    this.#memory = memory;
  }

  /**
   * Resolves when a request may be sent. The returned function must be called with its outcome, or undefined if
   * it was not sent.
   */
  async enter(): Promise<(received?: Outcome) => void> {
    this.#forgetOld();
    while (this.#isUnknown() && this.#first !== undefined) await this.#first;
    if (!this.#isUnknown()) return () => undefined;
    let wake = (): void => undefined;
    this.#first = new Promise((resolve) => (wake = resolve));
    return (received) => {
      this.#first = undefined;
      // A request that could not be sent for another reason proves nothing, but holds nobody up.
      this.#isTaken = !(received && isNotTaken(received));
      wake();
    };
  }

  /** The credential's token. Throws the error that ended it. */
  async token(): Promise<string> {
    if (this.#ended && this.#ended.token === undefined) throw this.#ended.error;
    const token = await this.#get();
    if (this.#ended?.token === token) throw this.#ended.error;
    return token;
  }

  /** Ends the token if this refusal is about it. A token issued moments ago may just be unknown yet. */
  learn(token: string, received: Outcome, errorOf: (refused: Refused) => Error): void {
    if (!isNotTaken(received)) return;
    const isUnknownYet = received.status === 401 && this.#credential.isFresh?.();
    if (!isUnknownYet) this.#end(token, errorOf(received));
  }

  #isUnknown(): boolean {
    return !this.#isTaken && this.#ended === undefined;
  }

  #forgetOld(): void {
    const { livesFor, clock } = this.#memory;
    if (this.#ended && clock.now() - this.#ended.at > livesFor) this.#ended = undefined;
  }

  async #get(): Promise<string> {
    try {
      return await this.#credential.token();
    } catch (error) {
      const told = originOf(error);
      const isOfIt =
        told instanceof GitHubRefused && (told.status === 401 || isLockedOut(told.refusal));
      if (isOfIt) this.#end(undefined, error as Error);
      throw error;
    }
  }

  #end(token: string | undefined, error: Error): void {
    this.#isTaken = false;
    this.#ended = { token, error, at: this.#memory.clock.now() };
  }
}

/** A 401 is also GitHub's answer to a devcontainer whose permissions nobody has accepted. */
function isNotTaken(received: Outcome): received is Refused {
  if (received.kind !== "refused") return false;
  const { status, data } = received;
  if (status === 401) return !(isRecord(data) && "allow_permissions_url" in data);
  return isLockedOut({ status, message: messageOf(data) });
}
