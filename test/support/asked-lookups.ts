import { InvokeRequest } from "@pulumi/pulumi/proto/provider_pb";
import { seedWith, startEmulator, type Emulator } from "github-codespaces-emulator";
import { CodespacesClient } from "../../provider/src/client";
import { invoke } from "../../provider/src/hosts/plugin/functions";
import { PluginProvider } from "../../provider/src/hosts/plugin/provider";
import { fromStruct, toStruct } from "../../provider/src/hosts/plugin/values";
import type { LookupName } from "../../provider/src/operations/by-name/lookups";
import type { Props } from "../../provider/src/rules/plain";
import { makeCodespace } from "./codespaces";
import { clientOf } from "./emulator-client";
import { impatientClock } from "./impatient-clock";
import { emulated, useEnvironment } from "./program-environment";

/** An emulator with something for each lookup to find. */
interface AskedWorld {
  readonly emulator: Emulator;
  /** The name of its codespace. */
  readonly name: string;
}

/** Such an emulator for the tests of a file, whose programs it is GitHub for. */
export function useAskedWorld(): AskedWorld {
  let world: AskedWorld;
  beforeAll(async () => {
    world = await startWithAll();
  });
  afterAll(() => world.emulator.close());
  useEnvironment(() => emulated(world.emulator));
  // Without an engine the plugin's lines go there.
  beforeEach(() => void jest.spyOn(console, "error").mockImplementation(() => undefined));
  afterEach(() => {
    jest.restoreAllMocks();
  });
  return {
    get emulator() {
      return world.emulator;
    },
    get name() {
      return world.name;
    },
  };
}

async function startWithAll(): Promise<AskedWorld> {
  const emulator = await startEmulator({ seed: seedWith({ access: "all_members" }) });
  emulator.drift.orgSecret("acme", "X", { value: "v", selectedRepositories: ["acme/api"] });
  emulator.drift.userSecret("octocat", "X", { value: "v", selectedRepositories: ["acme/api"] });
  emulator.drift.repoSecret("octocat/hello-world", "X", { value: "v" });
  const send = clientOf(emulator);
  const name = await makeCodespace(send);
  emulator.advance(60_000);
  emulator.drift.codespaces.changeGit(name, { hasUncommittedChanges: true });
  await send("POST", `/user/codespaces/${name}/exports`);
  emulator.advance(60_000);
  return { emulator, name };
}

const org = { org: "acme" };
const repo = { repository: "octocat/hello-world" };
const secretName = "X";

/** What each lookup is asked with; `name` is a codespace's. */
export const argsOf = (name: string): Record<LookupName, Props> => ({
  getOrgCodespacesSecrets: org,
  getOrgCodespacesSecret: { ...org, secretName },
  getOrgCodespacesSecretRepositories: { ...org, secretName },
  getOrgCodespacesPublicKey: org,
  getRepoCodespacesSecrets: repo,
  getRepoCodespacesSecret: { ...repo, secretName },
  getRepoCodespacesPublicKey: repo,
  getUserCodespacesSecrets: {},
  getUserCodespacesSecret: { secretName },
  getUserCodespacesSecretRepositories: { secretName },
  getUserCodespacesPublicKey: {},
  getCodespaces: {},
  getRepoCodespaces: repo,
  getOrgCodespaces: org,
  getOrgMemberCodespaces: { ...org, username: "octocat" },
  getCodespace: { name },
  getCodespaceExport: { name },
  getRepoCodespaceMachines: repo,
  getCodespaceMachines: { name },
  getRepoDevcontainers: repo,
  getRepoCodespaceDefaults: repo,
  getRepoCodespacePermissions: {
    ...repo,
    ref: "main",
    devcontainerPath: ".devcontainer/devcontainer.json",
  },
});

export const lookupNames = Object.keys(argsOf("")) as LookupName[];

/** Who asks: a script, or a function of the plugin. */
export type Asker = "a script" | "the plugin";

export interface Asking {
  lookup: LookupName;
  args: Props;
  /** Default: that of the settings. */
  requestTimeoutSeconds?: number;
}

/** The answer as text; throws the error. What is waited for is the emulator's time. */
export function ask(emulator: Emulator, by: Asker, asking: Asking): Promise<string> {
  const { clock } = impatientClock((ms) => {
    emulator.advance(ms);
  });
  return by === "a script" ? askAsScript(asking, clock) : askPlugin(asking, clock);
}

type Clock = ReturnType<typeof impatientClock>["clock"];

async function askAsScript({ lookup, args, ...settings }: Asking, clock: Clock): Promise<string> {
  const say = { info: () => undefined, warn: () => undefined };
  const client = new CodespacesClient(settings, { say, clock });
  const calls = client as unknown as Record<string, (args: Props) => unknown>;
  const name = lookup in client ? lookup : lookup.replace(/^get/, "list");
  const asked = calls[name]?.call(client, args);
  return JSON.stringify(isList(asked) ? await wholeOf(asked) : await asked);
}

/** An error that the engine shows as a crash of the plugin is thrown as it is. */
async function askPlugin({ lookup, args, requestTimeoutSeconds }: Asking, clock: Clock) {
  const plugin = new PluginProvider(clock);
  plugin.configure((key) =>
    key.endsWith(":requestTimeoutSeconds") ? requestTimeoutSeconds?.toString() : undefined,
  );
  const request = new InvokeRequest();
  request.setTok(`github-codespaces:index:${lookup}`);
  request.setArgs(toStruct(args, new Set()));
  const answer = await invoke(plugin, request);
  const [failure] = answer.getFailuresList();
  if (failure !== undefined) throw new Error(failure.getReason());
  return JSON.stringify(fromStruct(answer.getReturn()).props);
}

function isList(asked: unknown): asked is AsyncIterable<unknown> {
  return typeof asked === "object" && asked !== null && Symbol.asyncIterator in asked;
}

async function wholeOf(list: AsyncIterable<unknown>): Promise<unknown[]> {
  const whole: unknown[] = [];
  for await (const item of list) whole.push(item);
  return whole;
}
