import { once } from "node:events";
import sodium from "libsodium-wrappers";
import type { FastifyInstance } from "fastify";
import { readDescription } from "./description/description";
import { Validator } from "./description/validator";
import { Drift } from "./model/drift";
import { type CodespaceView, codespaceView } from "./model/codespace-view";
import type { SecretScope } from "./model/secret-scope";
import {
  type AccessView,
  accessView,
  type SecretView,
  secretView,
  secretViews,
  type StateView,
  stateView,
} from "./model/views";
import { World } from "./model/world";
import type { Behaviour, EmulatorOptions } from "./options";
import { Urls } from "./responses/urls";
import { defaultSeed } from "./seed/seed-with";
import type { Seed, SeedApp } from "./seed/seed";
import { type Fault, type FaultHandle, Faults } from "./server/faults";
import { Limiter } from "./calls/limiter";
import { RequestLog, type RequestLogEntry } from "./server/request-log";
import { buildServer, portOf } from "./server/server";
import { Settings } from "./server/settings";

/** The owner of secrets, or of a key. */
export type ScopeName = { org: string } | { repository: string } | { user: string };

const HOST = "127.0.0.1";

/** Starts GitHub's Codespaces API on a loopback port, with the seed's world and no secrets. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = new Emulator(options);
  await emulator.listen();
  return emulator;
}

/** A running emulator. Its methods are for what tests and demos do outside of the API's requests. */
export class Emulator {
  /** Changes that somebody makes by hand. */
  readonly drift = new Drift(() => this.#world);
  /** How answers, or the emulator itself, violated GitHub's description. If not empty, the emulator has a bug. */
  readonly violations: string[] = [];
  readonly seed: Seed;
  readonly #settings: Settings;
  readonly #faults = new Faults();
  readonly #log = new RequestLog();
  readonly #limiter: Limiter;
  readonly #server: FastifyInstance;
  #port = 0;
  #world: World;

  /** It has no address before `listen`; `startEmulator` does both. */
  constructor(options: EmulatorOptions) {
    this.seed = options.seed ?? defaultSeed;
    this.#settings = new Settings(options);
    this.#world = new World(this.seed, this.#settings.conditions);
    this.#limiter = new Limiter(this.#settings.conditions.clock, () => this.#settings.limits);
    const description = readDescription();
    this.#server = buildServer(description.operations, {
      world: () => this.#world,
      validator: new Validator(description),
      limiter: this.#limiter,
      urls: new Urls(() => this.url),
      violations: options.validateResponses === false ? undefined : this.violations,
      settings: this.#settings,
      faults: this.#faults,
      log: this.#log,
    });
  }

  async listen(): Promise<void> {
    await sodium.ready;
    await this.#server.listen({ host: HOST, port: this.#settings.options.port ?? 0 });
    this.#port = portOf(this.#server);
  }

  /** Closes all connections, and refuses others until `comeBack`. */
  leave(): void {
    const { server } = this.#server;
    server.close();
    server.closeAllConnections();
  }

  /** Listens at its address again. */
  async comeBack(): Promise<void> {
    const { server } = this.#server;
    if (!server.listening) await once(server.listen(this.#port, HOST), "listening");
  }

  /** Without a trailing slash. REST is at the root, GraphQL at /graphql. */
  get url(): string {
    return `http://${HOST}:${this.#port}`;
  }

  /** The seed's first token. */
  get token(): string {
    const [first] = this.seed.tokens;
    if (!first) throw new Error("the seed has no token");
    return first.token;
  }

  /** In the order of arrival. It is always the same array. */
  get requests(): readonly RequestLogEntry[] {
    return this.#log.entries;
  }

  clearRequests(): void {
    this.#log.clear();
  }

  get state(): StateView {
    return stateView(this.#world);
  }

  orgSecret(org: string, name: string): SecretView | undefined {
    return this.#secret({ org }, name);
  }

  repoSecret(repository: string, name: string): SecretView | undefined {
    return this.#secret({ repository }, name);
  }

  userSecret(user: string, name: string): SecretView | undefined {
    return this.#secret({ user }, name);
  }

  orgSecrets(org: string): SecretView[] {
    return secretViews(this.#world, this.#scope({ org }));
  }

  repoSecrets(repository: string): SecretView[] {
    return secretViews(this.#world, this.#scope({ repository }));
  }

  userSecrets(user: string): SecretView[] {
    return secretViews(this.#world, this.#scope({ user }));
  }

  /** A user's codespaces in the order of creation, without deleted ones. */
  codespaces(login: string): CodespaceView[] {
    const { login: owner } = this.#world.accounts.user(login);
    return this.#world.codespaces.ofUser(owner).map((each) => codespaceView(this.#world, each));
  }

  /** By its name; undefined once it is gone. */
  codespace(name: string): CodespaceView | undefined {
    const codespace = this.#world.codespaces.find(name);
    return codespace && codespaceView(this.#world, codespace);
  }

  access(org: string): AccessView {
    return accessView(this.#world, org);
  }

  /** Undefined if no repository has this name (any more). */
  repositoryId(fullName: string): number | undefined {
    return this.#world.repositories.byName(fullName)?.id;
  }

  fail(fault: Fault): FaultHandle {
    return this.#faults.plant(fault);
  }

  /** Planted faults that no request has triggered. */
  unusedFaults(): Fault[] {
    return this.#faults.unused();
  }

  /** A new key pair and id. What was sealed with the old one is refused from now on. */
  rotateKey(scope: ScopeName): void {
    this.#scope(scope).keys.rotate();
  }

  /** The PEM that an app signs its JWT with. */
  appPrivateKey(appId: number): string {
    return this.#world.credentials.privateKey(this.#app(appId));
  }

  /** A new key pair for an app: what is signed with the old key is refused from now on. Returns the new PEM. */
  rotateAppKey(appId: number): string {
    this.#world.credentials.rotate(this.#app(appId));
    return this.appPrivateKey(appId);
  }

  advance(ms: number): void {
    this.#settings.conditions.clock.advance(ms);
  }

  now(): Date {
    return new Date(this.#settings.conditions.clock.now());
  }

  /** Changes the behaviour from now on. Switches are merged, limits are replaced. */
  configure(behaviour: Partial<Behaviour>): void {
    this.#settings.change(behaviour);
  }

  /** Back to the seed and the options. Faults, log and limits are forgotten, violations are not. */
  reset(): void {
    this.#settings.reset();
    this.#world = new World(this.seed, this.#settings.conditions);
    this.#faults.clear();
    this.#log.clear();
    this.#limiter.reset();
  }

  async close(): Promise<void> {
    await this.#server.close();
  }

  #app(appId: number): SeedApp {
    const app = this.#world.credentials.app(String(appId));
    if (!app) throw new Error(`the emulator has no app ${appId}`);
    return app;
  }

  #secret(scope: ScopeName, name: string): SecretView | undefined {
    const secret = this.#scope(scope).find(name);
    return secret && secretView(this.#world, secret);
  }

  #scope(name: ScopeName): SecretScope {
    const world = this.#world;
    if ("org" in name) return world.orgScope(world.accounts.organization(name.org));
    if ("user" in name) return world.userScope(world.accounts.user(name.user));
    const repository = world.repositories.byName(name.repository);
    if (!repository) throw new Error(`the emulator has no repository ${name.repository}`);
    return world.repoScope(repository);
  }
}
