import type { Person as Owner } from "../kinds/forms";
import type { Identity } from "./identity";

/** What one process of an operation knows about a declared resource, and tells the other processes. */
export interface Note extends Identity {
  /** The constructor call that declares it. */
  by: string;
  /** A check has seen it: this operation keeps, changes, creates or replaces the resource. */
  checked?: true;
  /** It is new to the state, keeps the value that GitHub has, and has not been looked for there yet. */
  awaited?: boolean;
  /** Set once the engine has answered the registration: the mark of the state's entry for the resource. */
  entry?: string;
  /** Hash of the base URL of the host that it is declared at, after GATEWAY if that is none of GitHub's. The program doesn't know it. */
  host?: string;
  /** The id of the user who owns it, if somebody has asked for it. */
  owner?: number;
  /**
   * The name of its repository, as long as the state isn't known to have it: it may be an old name of a
   * repository, to which GitHub's answer leads. A hash can't be asked for.
   */
  repository?: string | undefined;
}

/** A thing that can be declared under several names was written, or is kept, under one of them. Both are hashes. */
export interface Claim {
  thing: string;
  as: string;
}

/** The other processes of an operation. */
export interface Others {
  /** Throws if the news can't be passed on. */
  tell(news: Note | Claim): void;
  /** Throws if what the others have told may be lost. */
  requireWhole?(): void;
  /** What they have told since the last call. */
  news(): readonly (Note | Claim)[];
}

/** What the state held for the resource that now declares an identity. */
export type Before = "nothing" | "same identity" | "another identity";

/** What a check has found. */
export interface Declaring {
  identity: Identity;
  /** In words, for messages: `OrgCodespacesSecret acme/NPM_TOKEN`. */
  name: string;
  /** The constructor call; undefined if none of our classes declares it. */
  by: string | undefined;
  before: Before;
  /** Its value is the one that GitHub has. */
  keepsValue?: boolean;
  /** The name of its repository. */
  repository?: string | undefined;
}

/** A set that answers for all secrets of a place. */
export interface Alone {
  /** What identifies each of them, but for its name. */
  scope: Identity;
  /** If it deletes what it lacks: what identifies a resource that adds a repository to one of them. */
  deletes?: Identity | undefined;
  /** The constructor call. */
  call: string;
}

/** What the state held of something whose delete was skipped. */
export type Kept = object & { owner?: Owner | undefined };

/** What was written last by an entry of the state, in one text, and when, if GitHub tells. */
export interface Written {
  contents: string;
  at?: string | undefined;
}

/** What is about to be deleted. */
export interface Condemned {
  /** What it may be declared as: under its recorded name, or under its current one. */
  identities: readonly Identity[];
  /** The thing itself, if it can have several names or be declared as part of another resource. */
  things?: readonly string[];
  /** The mark of the state's entry. */
  entry: string | undefined;
  owner: number | undefined;
}
