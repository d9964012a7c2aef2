import type { CheckFailure } from "../rules/fields";
import { wireSize } from "../texts";
import { isObject, type Plain, type Props } from "../rules/plain";

export interface Checked {
  inputs: Props;
  failures: CheckFailure[];
}

export interface Known {
  id: string;
  inputs: Props;
  outputs: Props;
  /** It is the program's `get`: the inputs are what the program gave, not these. */
  onlyRead?: true;
}

/** What every kind of resource does, in plain values. It doesn't depend on Pulumi. */
export interface Lifecycle {
  /** Called before a check, which it makes faster. */
  ahead?(news: Props): Promise<void>;
  /** Validates and normalises. Sends no requests. */
  check(olds: Props, news: Props): Checked;
  /** The properties whose change needs a replacement. */
  replaces(olds: Props, news: Props): string[];
  create(inputs: Props): Promise<{ id: string; outputs: Props }>;
  /** What is at GitHub, or undefined if it is certainly gone. */
  read(id: string, outputs: Props): Promise<Known | undefined>;
  update(id: string, olds: Props, news: Props): Promise<Props>;
  delete(id: string, outputs: Props): Promise<void>;
  /** What was read of a thing that no state knows yet, as a program would declare it without changing it. */
  imported(known: Known): Known;
}

/** How much of the outputs, and of one of them, an error may carry, in bytes: errors travel in gRPC trailers. */
const MOST_CARRIED = 16_384;
const MOST_OF_ONE = 4_096;

interface Reached {
  id: string;
  outputs: object;
  reason: string;
  /** What the outputs say in addition if the large ones had to be left out. */
  ifCut?: object | undefined;
  /** They have been made small enough already. */
  isSmall?: true;
}

/** A write took effect only in part. What was reached is kept in the state, and the next run finishes it. */
export class PartlyDone extends Error {
  readonly id: string;
  readonly properties: Props;
  readonly reasons: string[];

  constructor({ id, outputs, reason, ifCut = {}, isSmall }: Reached) {
    super(reason);
    this.id = id;
    const isLarge = !isSmall && wireSize(outputs) > MOST_CARRIED;
    const props = outputs as Props;
    this.properties = isLarge ? { ...withoutLarge(props), ...ifCut } : props;
    this.reasons = [reason];
  }
}

/** The next run takes what is missing as not reached yet. */
function withoutLarge(props: Props): Props {
  const small = Object.entries(props).filter(([, value]) => wireSize(value) <= MOST_OF_ONE);
  const parts = Object.entries(props).filter(([, value]) => wireSize(value) > MOST_OF_ONE);
  const cut = parts.flatMap(([name, value]): [string, Plain][] =>
    isObject(value) && name === "declared" ? [[name, withoutLarge(value)]] : [],
  );
  return Object.fromEntries([...small, ...cut]);
}
