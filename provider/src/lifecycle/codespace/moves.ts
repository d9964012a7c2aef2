import { declaredInputs } from "./outputs";
import type { CodespaceInputs, CodespaceRecord } from "../../kinds/codespace";
import { isObject, type Props } from "../../rules/plain";
import type { Placed } from "./place";

/** A codespace that the program now declares with a name that may be a new name of its repository. */
export interface Move {
  readonly id: string;
  /** What the state holds. */
  readonly olds: CodespaceRecord;
  /** What the program declares. The engine asks for the creation of a replacement with these inputs. */
  news: Props;
  /** Whether the repository is the same one, so that the codespace stays; undefined until GitHub is asked. */
  stays: boolean | undefined;
}

/**
 * What one run of the program does with its codespaces, as far as `diff` tells. A repository's name is not its
 * identity, and `diff` sends no requests: it says that the codespace is replaced, and `delete` and `create`
 * find out here that it may be the same one.
 */
export class Moves {
  readonly #moves = new Map<string, Move>();
  readonly #untouched = new Set<Move>();
  readonly #checkedOnce = new Set<Move>();
  readonly #held = new Map<string, string>();

  /** Notes that the program keeps this codespace in the place that the state has. Returns whether that is news. */
  hold(olds: CodespaceRecord): boolean {
    const { name: id } = olds;
    if (id === undefined) return false;
    const isNew = !this.#held.has(id);
    this.#held.set(id, placeKey(declaredInputs(olds)));
    return isNew;
  }

  isHeld(id: string): boolean {
    return this.#held.has(id);
  }

  /** Returns nothing if it is known already: the engine may ask before everything is known, and again. */
  note(olds: CodespaceRecord, news: Props): Move | undefined {
    const { name: id } = olds;
    if (id === undefined) return undefined;
    const known = this.#moves.get(id);
    if (known !== undefined) {
      known.news = news;
      this.#checkedOnce.add(known);
      return undefined;
    }
    const move: Move = { id, olds, news, stays: undefined };
    this.#moves.set(id, move);
    this.#untouched.add(move);
    this.#checkedOnce.add(move);
    return move;
  }

  /**
   * The engine checks a replacement once more, without old inputs, and creates what that check returns. If
   * `ignoreChanges` hid something from the first check, the result differs.
   */
  recheck(inputs: Props): void {
    const again = [...this.#checkedOnce].find(({ news }) => placeKey(news) === placeKey(inputs));
    if (again === undefined) return;
    again.news = inputs;
    this.#checkedOnce.delete(again);
  }

  from(id: string): Move | undefined {
    return this.#moves.get(id);
  }

  /** The move that a create with these inputs would carry out. Each is returned once. */
  takeTo(inputs: CodespaceInputs): Move | undefined {
    const key = keyOf(inputs);
    const move = [...this.#untouched].find(({ news }) => keyOf(news) === key);
    if (move !== undefined) this.#untouched.delete(move);
    return move;
  }

  /**
   * Whether the state has this codespace twice, and the program keeps it in another place than these outputs
   * say: an earlier run took it over there, and was cut off before it had removed this entry.
   */
  isHeldElsewhere(id: string, outputs: CodespaceRecord): boolean {
    const held = this.#held.get(id);
    return held !== undefined && held !== placeKey(declaredInputs(outputs));
  }
}

function placeKey({ repository, pullRequest }: Placed): string {
  return JSON.stringify([repository, pullRequest]);
}

function keyOf(inputs: object): string {
  return JSON.stringify(inputs, (_, value: unknown) =>
    isObject(value as Props) ? Object.fromEntries(Object.entries(value as Props).sort()) : value,
  );
}
