import type { Props } from "./plain";

export interface CheckFailure {
  property: string;
  reason: string;
}

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

/** A write had its effect, but not all of it: what was reached is kept, the next run finishes. */
export class PartlyDone extends Error {
  readonly id: string;
  readonly properties: Props;
  readonly reasons: string[];

  constructor(reached: { id: string; outputs: Props; reason: string }) {
    super(reached.reason);
    this.id = reached.id;
    this.properties = reached.outputs;
    this.reasons = [reached.reason];
  }
}
