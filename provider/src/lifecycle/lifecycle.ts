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
}

/** What every kind of resource does, in plain values; it knows no Pulumi. */
export interface Lifecycle {
  /** Validates and normalises. Asks nobody. */
  check(olds: Props, news: Props): Checked;
  /** The properties whose change needs a replacement. */
  replaces(olds: Props, news: Props): string[];
  create(inputs: Props): Promise<{ id: string; outputs: Props }>;
  /** What is at GitHub, or undefined when it is gone for certain. */
  read(id: string, outputs: Props): Promise<Known | undefined>;
  update(id: string, olds: Props, news: Props): Promise<Props>;
  delete(id: string, outputs: Props): Promise<void>;
}

/** What an error may carry of the outputs, and of one of them, in bytes: it travels in trailers. */
const MOST_CARRIED = 16_384;
const MOST_OF_ONE = 4_096;

interface Reached {
  id: string;
  outputs: object;
  reason: string;
  /** What the outputs say besides, where the large ones among them had to be left out. */
  ifCut?: object | undefined;
}

/** A write had its effect, but not all of it: what was reached is kept, the next run finishes. */
export class PartlyDone extends Error {
  readonly id: string;
  readonly properties: Props;
  readonly reasons: string[];

  constructor({ id, outputs, reason, ifCut = {} }: Reached) {
    super(reason);
    this.id = id;
    const isLarge = wireSize(outputs) > MOST_CARRIED;
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
