import type { OpenSession } from "../../operations/by-name/call";
import { lookups } from "../../operations/by-name/lookups";
import type { CodespaceResult } from "../../operations/answers/codespace";
import { allOf } from "../all-of";
import { classNames, compared, inventoryOf, type HeldSecret } from "../inventory";
import type { Progress } from "../progress";
import type { Declared } from "../pulumi/resources";
import type { Stack } from "../pulumi/sources";
import type { Preview } from "../pulumi/steps";
import { unique, type Scope } from "../scopes";
import { declaringOf, isThe, type Declaring } from "./declaring";

/** A secret with what an audit knows of it. */
export interface AuditedSecret extends HeldSecret, Declaring {
  /** Whole days since its value or its list was last written. */
  age: number;
  /** What the preview's `up` does to it; undefined if that leaves its value alone. */
  preview: Declared["toExisting"] | undefined;
}

/** What an audit found. */
export interface Report {
  /** When, in milliseconds. */
  at: number;
  scopes: readonly Scope[];
  stacks: readonly string[];
  secrets: AuditedSecret[];
  /** False if secrets weren't asked for. */
  hasSecrets: boolean;
  /** Sorted by owner; undefined if they weren't asked for. */
  codespaces: CodespaceResult[] | undefined;
  /** How many secrets the preview creates that GitHub doesn't have; undefined without a preview. */
  creates: number | undefined;
  /** What else the preview deletes. */
  deletes: readonly Declared[];
  /** Resources of the preview whose secrets couldn't be compared, since their names are secret or not known yet. */
  unknown: readonly Declared[];
}

export const DAY = 86_400_000;

export interface AuditWish {
  scopes: readonly Scope[];
  /** Only the secrets of its scopes are wanted. */
  preview: Preview | undefined;
  stacks: readonly Stack[];
  only: "all" | "secrets" | "codespaces";
}

interface Means {
  open: OpenSession;
  progress: Progress;
  now: () => number;
  /** The login of the token's user. */
  login: () => Promise<string>;
}

export async function reportOf(
  asked: AuditWish,
  { open, progress, now, login }: Means,
): Promise<Report> {
  const { stacks, only } = asked;
  // Where GitHub isn't asked for secrets, nothing is known of their values.
  const preview = only === "codespaces" ? undefined : asked.preview;
  const changed = [...(preview?.written ?? []), ...(preview?.deleted ?? [])];
  const scopes = unique([...asked.scopes, ...scopesOf(changed)]);
  const ofSecrets = only === "codespaces" ? [] : scopes;
  const ofCodespaces = only === "secrets" ? [] : asked.scopes;
  const [secrets, codespaces] = await Promise.all([
    inventoryOf(ofSecrets, open, progress),
    codespacesOf(ofCodespaces, open),
  ]).finally(() => {
    progress.end();
  });
  const hasUsers = stacks.length > 0 && secrets.some(({ scope }) => scope.kind === "user");
  const user = hasUsers ? (await login()).toLowerCase() : undefined;
  const at = now();
  return {
    at,
    scopes,
    stacks: stacks.map(({ name }) => name),
    hasSecrets: only !== "codespaces",
    secrets: secrets.map((secret) => ({
      ...secret,
      age: Math.max(0, Math.floor((at - Date.parse(secret.updatedAt)) / DAY)),
      ...declaringOf(secret, stacks, user),
      preview: changed.find((one) => isThe(secret, one))?.toExisting,
    })),
    codespaces: ofCodespaces.some(({ kind }) => kind !== "repo") ? codespaces : undefined,
    ...effectsOf(preview, secrets),
  };
}

/** What a preview does beyond changes of secrets that GitHub has. */
function effectsOf(
  preview: Preview | undefined,
  secrets: readonly HeldSecret[],
): Pick<Report, "creates" | "deletes" | "unknown"> {
  const { written = [], deleted = [] } = preview ?? {};
  const isSecret = ({ secret }: Declared) => secret !== undefined;
  const isAt = (one: Declared) => secrets.some((secret) => isThe(secret, one));
  const creates = written.filter((one) => isSecret(one) && !isAt(one)).length;
  return {
    creates: preview && creates,
    deletes: deleted.filter((one) => !isSecret(one) && !one.isUnknown),
    unknown: [...written, ...deleted].filter(({ isUnknown }) => isUnknown),
  };
}

/** Whose secrets they are. */
function scopesOf(resources: readonly Declared[]): Scope[] {
  return resources.flatMap(({ className, org, repository, secret }): Scope[] => {
    if (secret === undefined) return [];
    if (className === classNames.user) return [{ kind: "user" }];
    if (repository !== undefined) return [{ kind: "repo", repository }];
    return org === undefined ? [] : [{ kind: "org", org }];
  });
}

async function codespacesOf(
  scopes: readonly Scope[],
  open: OpenSession,
): Promise<CodespaceResult[]> {
  const lists = await allOf(
    scopes.map(async (scope) => {
      if (scope.kind === "repo") return [];
      if (scope.kind === "user") return (await lookups.getCodespaces.ask({}, open)).codespaces;
      return (await lookups.getOrgCodespaces.ask({ org: scope.org }, open)).codespaces;
    }),
  );
  const each = new Map(lists.flat().map((codespace) => [codespace.name, codespace]));
  return [...each.values()].sort(
    (one, other) => compared(one.owner, other.owner) || compared(one.name, other.name),
  );
}
