export { type Clock, manualClock, realClock } from "./clock";
export { Emulator, type ScopeName, startEmulator } from "./emulator";
export type { GitStatus } from "./model/codespace";
export type { CodespaceDrift, NewCodespace } from "./model/codespace-drift";
export type { CodespaceState } from "./model/codespace-timeline";
export type { CodespaceView } from "./model/codespace-view";
export type { Drift, SecretDrift } from "./model/drift";
export type { Guard } from "./model/guards";
export type { SecretVisibility } from "./model/secret-scope";
export type { AccessView, SecretView, StateView } from "./model/views";
export type { Behaviour, EmulatorOptions, Limits } from "./options";
export type {
  AccessVisibility,
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
} from "./seed/seed";
export { defaultSeed, seedWith, type SeedSizes, tokens } from "./seed/seed-with";
export type { Answer } from "./calls/answer";
export type { Fault, FaultHandle } from "./server/faults";
export type { RequestLogEntry } from "./server/request-log";
export { allSwitchesFlipped, defaultSwitches, type Switches } from "./switches";
