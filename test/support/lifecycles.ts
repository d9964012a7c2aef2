import { lifecycles } from "../../provider/src/hosts/classes";
import { systemClock } from "../../provider/src/clock";
import type { Others } from "../../provider/src/session/declared";
import type { Lifecycle } from "../../provider/src/lifecycle/lifecycle";
import type { Props } from "../../provider/src/rules/plain";
import { ProcessSession } from "../../provider/src/session/process-session";
import { readSettings } from "../../provider/src/settings/reading";
import { asSets, AsSingle, setKinds, type SingleKind } from "./as-sets";
import type { GetSession } from "../../provider/src/session/session";
import { impatientClock } from "./impatient-clock";
import { pluginLifecycles } from "./plugin-lifecycle";
import { HOST } from "./project-file";

export interface ProviderRun {
  orgSecret: Lifecycle;
  userSecret: Lifecycle;
  repoSecret: Lifecycle;
  orgSecrets: Lifecycle;
  userSecrets: Lifecycle;
  repoSecrets: Lifecycle;
  orgSecretRepository: Lifecycle;
  userSecretRepository: Lifecycle;
  access: Lifecycle;
  codespace: Lifecycle;
  /** What was said to the person at the terminal. */
  lines: string[];
  /** How long it would have waited in all, in milliseconds; the run's clock doesn't really wait. */
  waited: () => number;
}

export interface RunSettings {
  url: string;
  token?: string | undefined;
  env?: Record<string, string>;
  config?: Record<string, string>;
  /** Waits are real: for a GitHub that is. */
  realTime?: boolean;
  /** What the other processes of the operation tell of the program. */
  notes?: Others | undefined;
  /** Throws where nobody waits for a write any more. */
  beforeWriting?: () => Promise<void>;
  /** Called with each wait, in milliseconds: an emulator's clock may go along. */
  onWait?: (ms: number) => void;
  /** The time, if it goes along; default: the machine's, and what was waited. */
  now?: () => number;
}

/** What one `pulumi up` is to the provider: a process with a memory of its own. */
export function newRun({
  url,
  token,
  env,
  config = {},
  realTime,
  notes,
  beforeWriting,
  onWait,
  now,
}: RunSettings): ProviderRun {
  const settings = readSettings((key) => config[key], {
    GITHUB_API_URL: url,
    GITHUB_TOKEN: token,
    ...env,
  });
  const lines: string[] = [];
  const note = (line: string) => void lines.push(line);
  const say = { info: note, warn: note };
  const { clock, waited } = impatientClock(onWait, now);
  const session = new ProcessSession(settings, say, {
    clock: realTime ? systemClock : clock,
    notes,
    beforeWriting,
  });
  const hosted = HOST === "plugin" ? pluginLifecycles(() => session) : lifecyclesOf(() => session);
  return {
    orgSecret: single("orgSecret", hosted.OrgCodespacesSecrets, hosted.OrgCodespacesSecret),
    userSecret: single("userSecret", hosted.UserCodespacesSecrets, hosted.UserCodespacesSecret),
    repoSecret: single("repoSecret", hosted.RepoCodespacesSecrets, hosted.RepoCodespacesSecret),
    orgSecrets: hosted.OrgCodespacesSecrets,
    userSecrets: hosted.UserCodespacesSecrets,
    repoSecrets: hosted.RepoCodespacesSecrets,
    orgSecretRepository: hosted.OrgCodespacesSecretRepository,
    userSecretRepository: hosted.UserCodespacesSecretRepository,
    access: hosted.OrgCodespacesAccess,
    codespace: hosted.Codespace,
    lines,
    waited,
  };
}

function lifecyclesOf(session: GetSession): Record<keyof typeof lifecycles, Lifecycle> {
  const made = Object.entries(lifecycles).map(([name, make]) => [name, make(session)]);
  return Object.fromEntries(made) as Record<keyof typeof lifecycles, Lifecycle>;
}

function single(kind: SingleKind, set: Lifecycle, one: Lifecycle): Lifecycle {
  return asSets ? new AsSingle(setKinds[kind], set, one) : one;
}

/** What `check` makes of the inputs; throws where it finds failures. */
export function checked(lifecycle: Lifecycle, news: Props, olds: Props = {}): Props {
  const { inputs, failures } = lifecycle.check(olds, news);
  if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
  return inputs;
}

/** Check and create, as the engine does. */
export function create(lifecycle: Lifecycle, news: Props) {
  return lifecycle.create(checked(lifecycle, news));
}

/** Check and update, as the engine does; the olds are the outputs, which hold the inputs. */
export function update(lifecycle: Lifecycle, id: string, olds: Props, news: Props) {
  const { declared = olds } = olds;
  return lifecycle.update(id, olds, checked(lifecycle, news, declared as Props));
}
