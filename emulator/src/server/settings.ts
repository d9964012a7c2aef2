import { type Clock, realClock } from "../clock";
import type { Conditions } from "../model/world";
import type { Behaviour, EmulatorOptions, Limits } from "../options";
import { defaultSwitches, type Switches } from "../switches";

/** The behaviour in force: the options, and what `configure` changed since. */
export class Settings implements Conditions {
  readonly clock: Clock;
  switches: Switches = defaultSwitches;
  limits: Limits = {};
  maxSecrets = 100;
  latencyMs = 0;
  readLagMs = 0;
  maxCodespaces = 100;
  maxRunningCodespaces = Infinity;
  codespaceStepMs = 1000;

  constructor(readonly options: EmulatorOptions) {
    this.clock = options.clock ?? realClock();
    this.change(options);
  }

  /** Switches are merged with those in force; limits are replaced as a whole. */
  change(behaviour: Partial<Behaviour>): void {
    this.switches = { ...this.switches, ...behaviour.switches };
    this.limits = behaviour.limits ?? this.limits;
    this.maxSecrets = behaviour.maxSecrets ?? this.maxSecrets;
    this.latencyMs = behaviour.latencyMs ?? this.latencyMs;
    this.readLagMs = behaviour.readLagMs ?? this.readLagMs;
    this.maxCodespaces = behaviour.maxCodespaces ?? this.maxCodespaces;
    this.maxRunningCodespaces = behaviour.maxRunningCodespaces ?? this.maxRunningCodespaces;
    this.codespaceStepMs = behaviour.codespaceStepMs ?? this.codespaceStepMs;
  }

  reset(): void {
    // The clock goes on.
    const { clock } = this;
    Object.assign(this, new Settings(this.options), { clock });
  }
}
