import type { Flags, Given } from "./flags";
import type { Shell } from "./place";

/** How a command ends, for pipelines. */
export const EXIT = { fine: 0, failed: 1, wrongUse: 2, found: 3 } as const;

/** A group of flags in the help. */
export interface FlagGroup {
  heading: string;
  flags: Flags;
}

/** What `pulumi-github-codespaces` can be asked to do. */
export interface Command {
  name: string;
  /** For the list of commands. */
  summary: string;
  /** For its own help; each element is a paragraph. */
  about: readonly string[];
  /** Its most usual flags, as the help's first line shows them. */
  usage: string;
  groups: readonly FlagGroup[];
  examples: readonly string[];
  /** What exit code 3 means for this command. The other codes mean the same everywhere. */
  found?: string;
  run(given: Given, place: Shell): Promise<number>;
}

export function flagsOf({ groups }: Command): Flags {
  return Object.assign({}, ...groups.map(({ flags }) => flags)) as Flags;
}
