import { realClock } from "../clock";
import {
  defaultAmounts,
  type Behaviour,
  type Conditions,
  type EmulatorOptions,
  type Limits,
} from "../options";
import { defaultSwitches } from "../switches";

/** The behaviour in force: the options, and what `configure` has changed since. */
export class Settings {
  limits: Limits = {};
  /** Changed in place: the world reads it with each request. */
  readonly conditions: { -readonly [Name in keyof Conditions]: Conditions[Name] };

  constructor(readonly options: EmulatorOptions) {
    const clock = options.clock ?? realClock();
    this.conditions = { ...defaultAmounts, switches: defaultSwitches, clock };
    this.change(options);
  }

  /** Switches are merged with those in force. Limits are replaced as a whole. */
  change({ switches, limits = this.limits, ...behaviour }: Partial<Behaviour>): void {
    this.limits = limits;
    // A JavaScript program may give undefined values.
    const amounts: [string, number | undefined][] = Object.entries(behaviour);
    const given = amounts.filter(
      ([name, value]) => Object.hasOwn(defaultAmounts, name) && value !== undefined,
    );
    const changed = { switches: { ...this.conditions.switches, ...switches } };
    Object.assign(this.conditions, changed, Object.fromEntries(given));
  }

  /** The clock isn't reset. */
  reset(): void {
    this.limits = {};
    Object.assign(this.conditions, { ...defaultAmounts, switches: defaultSwitches });
    this.change(this.options);
  }
}
