import { generateKeyPairSync } from "node:crypto";
import type { Clock } from "../clock";
import type { Permissions, Seed, SeedApp, SeedToken } from "../seed/seed";

export interface Installation {
  readonly id: number;
  readonly app: SeedApp;
  readonly account: string;
  readonly permissions: Permissions;
  /** When somebody suspended it, as an ISO time; null if it isn't suspended. */
  readonly suspendedAt: string | null;
}

/** What a token stands for, whether it comes from the seed or was issued later. */
export type Credential = SeedToken;

const hour = 3_600_000;

/** Tokens, apps and their installations. */
export class Credentials {
  readonly #tokens = new Map<string, Credential>();
  readonly #apps: readonly SeedApp[];
  readonly #suspended = new Map<number, string>();
  /** By their name in the seed. */
  readonly #renamed = new Map<string, string>();
  readonly #pairs = new Map<number, { publicKey: string; privateKey: string }>();
  readonly #run: string;
  #given = 0;

  constructor(
    seed: Seed,
    readonly clock: Clock,
  ) {
    this.#apps = seed.apps;
    this.#run = seed.run ?? "";
    for (const token of seed.tokens) this.#tokens.set(token.token, token);
  }

  /** Undefined for an unknown and for an expired token: GitHub makes no difference. */
  find(token: string): Credential | undefined {
    const credential = this.#tokens.get(token);
    const expiry = credential?.expiresAt;
    return expiry && Date.parse(expiry) <= this.clock.now() ? undefined : credential;
  }

  all(): Credential[] {
    return [...this.#tokens.values()];
  }

  revoke(token: string): void {
    this.#tokens.delete(token);
  }

  /** Issues an installation token that expires in an hour. */
  give(installation: Installation, permissions: Permissions): Credential & { expiresAt: string } {
    this.#given += 1;
    const credential = {
      token: `ghs_emulatorInstallation${this.#run}${String(this.#given).padStart(6, "0")}`,
      kind: "installation" as const,
      installationId: installation.id,
      permissions,
      expiresAt: new Date(this.clock.now() + hour).toISOString(),
    };
    this.#tokens.set(credential.token, credential);
    return credential;
  }

  /** By its id or its client id, whichever a JWT's `iss` contains. */
  app(issuer: string): SeedApp | undefined {
    return this.#apps.find(({ id, clientId }) => String(id) === issuer || clientId === issuer);
  }

  installations(app?: SeedApp): Installation[] {
    const apps = app ? [app] : this.#apps;
    return apps.flatMap((each) =>
      each.installations.map((installation) => {
        const suspendedAt = this.#suspended.get(installation.id) ?? null;
        const account = this.#renamed.get(installation.account) ?? installation.account;
        return { ...installation, account, app: each, suspendedAt };
      }),
    );
  }

  renameAccount(from: string, to: string): void {
    for (const { account } of this.#apps.flatMap(({ installations }) => installations)) {
      if ((this.#renamed.get(account) ?? account) === from) this.#renamed.set(account, to);
    }
  }

  suspend(installationId: number): void {
    this.#suspended.set(installationId, new Date(this.clock.now()).toISOString());
  }

  publicKey(app: SeedApp): string {
    return app.publicKey ?? this.#pair(app).publicKey;
  }

  /** PEM. Only for an app without a public key in the seed. */
  privateKey(app: SeedApp): string {
    if (app.publicKey) throw new Error(`the seed keeps the private key of app ${app.id}`);
    return this.#pair(app).privateKey;
  }

  /** A new pair: what the old key signed is refused from now on, but tokens that were issued stay valid. */
  rotate(app: SeedApp): void {
    this.#pairs.set(app.id, makePair());
  }

  #pair(app: SeedApp): { publicKey: string; privateKey: string } {
    const pair = this.#pairs.get(app.id) ?? makePair();
    this.#pairs.set(app.id, pair);
    return pair;
  }
}

function makePair() {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
}
