export { type Clock, manualClock, realClock } from "./clock.js";
export { Emulator, type ScopeName, startEmulator } from "./emulator.js";
export type { AccessVisibility } from "./model/access.js";
export type { GitStatus } from "./model/codespace.js";
export type { CodespaceDrift, NewCodespace } from "./model/codespace-drift.js";
export type { CodespaceState } from "./model/codespace-timeline.js";
export type { CodespaceView } from "./model/codespace-view.js";
export type { Drift, SecretDrift } from "./model/drift.js";
export type { Guard } from "./model/guards.js";
export type { SecretVisibility } from "./model/secret-scope.js";
export type { AccessView, SecretView, StateView } from "./model/views.js";
export type { Behaviour, EmulatorOptions, Limits } from "./options.js";
export type {
  CodespacePolicy,
  Permission,
  Permissions,
  Seed,
  SeedApp,
  SeedDevcontainer,
  SeedOrganization,
  SeedPullRequest,
  SeedRepository,
  SeedToken,
  SeedUser,
} from "./seed/seed.js";
export { defaultSeed, seedWith, type SeedSizes, tokens } from "./seed/seed-with.js";
export type { Fault, FaultHandle } from "./server/faults.js";
export type { RequestLogEntry } from "./server/request-log.js";
export { allSwitchesFlipped, defaultSwitches, type Switches } from "./switches.js";
