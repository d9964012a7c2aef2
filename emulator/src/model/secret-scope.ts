import { invalid, notFound } from "../errors";
import { KeyRing } from "./key-ring";
import { Versioned } from "./versioned";

export type SecretVisibility = "all" | "private" | "selected";

export interface SecretRecord {
  readonly name: string;
  readonly plain: Uint8Array;
  /** Undefined for a repository's secret. */
  readonly visibility: SecretVisibility | undefined;
  readonly repositoryIds: readonly number[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** What a PUT of a secret asks for. Undefined properties stay as they are. */
export interface SecretChange {
  name: string;
  plain?: Uint8Array | undefined;
  visibility?: SecretVisibility | undefined;
  repositoryIds?: readonly number[] | undefined;
}

/** The secrets and the key of one organization, repository or user. Names are stored in upper case. */
export class SecretScope {
  readonly keys: KeyRing;
  #secrets = new Versioned<ReadonlyMap<string, SecretRecord>>(new Map());

  constructor(readonly id: string) {
    this.keys = new KeyRing(id);
  }

  find(name: string): SecretRecord | undefined {
    return this.#secrets.current.get(name.toUpperCase());
  }

  /** Sorted by name, as they were at that time. */
  listAsOf(time: number): SecretRecord[] {
    return [...this.#secrets.asOf(time).values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  getAsOf(name: string, time: number): SecretRecord {
    const secret = this.#secrets.asOf(time).get(name.toUpperCase());
    if (!secret) throw notFound();
    return secret;
  }

  put(change: SecretChange, now: number, maxSecrets: number): "created" | "updated" {
    const old = this.find(change.name);
    if (!old) checkRoom(this.#secrets.current.size, maxSecrets);
    const plain = change.plain ?? old?.plain;
    if (!plain) throw invalid("encrypted_value and key_id are needed to create a secret.");
    this.#store(
      {
        name: change.name.toUpperCase(),
        plain,
        visibility: change.visibility ?? old?.visibility,
        repositoryIds: change.repositoryIds ?? old?.repositoryIds ?? [],
        createdAt: old?.createdAt ?? now,
        updatedAt: now,
      },
      now,
    );
    return old ? "updated" : "created";
  }

  setRepositories(
    name: string,
    repositoryIds: readonly number[],
    { now, moveStamp }: { now: number; moveStamp: boolean },
  ): void {
    const old = this.find(name);
    if (!old) throw notFound();
    this.#store({ ...old, repositoryIds, updatedAt: moveStamp ? now : old.updatedAt }, now);
  }

  delete(name: string, now: number): void {
    const secrets = new Map(this.#secrets.current);
    if (!secrets.delete(name.toUpperCase())) throw notFound();
    this.#secrets.write(secrets, now);
  }

  /** A deleted repository is removed from every list; GitHub changes no timestamp for it. */
  forgetRepository(id: number, now: number): void {
    const secrets = [...this.#secrets.current].map(([name, secret]) => {
      const repositoryIds = secret.repositoryIds.filter((other) => other !== id);
      return [name, { ...secret, repositoryIds }] as const;
    });
    this.#secrets.write(new Map(secrets), now);
  }

  #store(secret: SecretRecord, now: number): void {
    const secrets = new Map(this.#secrets.current).set(secret.name, secret);
    this.#secrets.write(secrets, now);
  }
}

function checkRoom(size: number, maxSecrets: number): void {
  if (size >= maxSecrets) {
    throw invalid(`Secret count limit reached: at most ${maxSecrets} secrets are allowed.`);
  }
}

/** GitHub's rules for a new secret's name, in GitHub's words. */
export function checkSecretName(name: string): void {
  if (/^GITHUB_/i.test(name)) throw invalid("Secret names must not start with GITHUB_.");
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    throw invalid(
      "Secret names can only contain alphanumeric characters ([a-z], [A-Z], [0-9]) or " +
        "underscores (_). Spaces are not allowed. Must start with a letter ([a-z], [A-Z]) or " +
        "underscores (_).",
    );
  }
}
