import type { Figure } from "./figures";

/** A promise in a sentence, and the suites that hold it, below `test/` without their ending. */
export interface Promised {
  sentence: string;
  suites: readonly string[];
  /** Where `npm run test:soak` has all of what `npm test` has a slice of. */
  soak?: readonly string[];
  /** What its suites count is of another promise. */
  isCountedElsewhere?: true;
}

/** `npm test` meets each request with every second fault. */
const FAULTS = [
  "contract/faults/org-secrets",
  "contract/faults/secrets",
  "contract/faults/kept-values",
  "contract/faults/secret-repositories",
  "contract/faults/access",
  "contract/faults/codespace",
  "contract/faults/sets",
];

/** Of what fails, what ends in the middle, and what nobody foresaw. */
export const promises: Record<string, readonly Promised[]> = {
  "When a request fails": [
    {
      sentence:
        "Whatever happens to one request of any verb of any resource, once or to the end of the run: GitHub is exactly as declared, or an error names the resource and the next `up` makes it so. Then a preview is empty and a refresh finds nothing.",
      suites: [...FAULTS, "contract/faults/no-answer"],
      soak: FAULTS,
    },
    {
      sentence: "The same with Pulumi's engine, for `up`, `refresh` and `destroy`.",
      suites: ["e2e/fault-matrix", "e2e/faults-of-the-run", "e2e/faults"],
      soak: ["soak/engine-faults", "soak/engine-faults-of-the-run"],
    },
    {
      sentence:
        "A lookup or a call of a script gives what GitHub has, or an error that names what could not be read.",
      suites: ["contract/faults/lookups", "contract/client/client-faults", "e2e/lookup-faults"],
      soak: ["contract/faults/lookups"],
    },
    {
      sentence:
        "A page of a proxy, JSON that was cut, or an answer to something else never counts as success.",
      suites: [
        "contract/wire/strange-answers",
        "contract/wire/answers-of-others",
        "contract/hostile/answers",
        "contract/hostile/lookups",
      ],
    },
    {
      sentence: "A request that makes a codespace is never sent twice by one run.",
      suites: ["contract/codespace/codespace-lost", "contract/codespace/codespace-faults"],
    },
    {
      sentence: "No error, message or state has a value or a token, whatever fails.",
      suites: [
        "e2e/secrecy",
        "e2e/app-secrecy",
        "contract/hostile/echoes",
        "contract/cli/secrecy",
        "contract/plugin/secrecy",
        "e2e/fault-matrix",
      ],
      isCountedElsewhere: true,
    },
  ],
  "When a run ends in the middle": [
    {
      sentence:
        "Killed before or after any of its requests, with the state of each step or of none (`PULUMI_SKIP_CHECKPOINTS`), an operation is finished by the next one: nothing is lost, left over or with an old value.",
      suites: ["contract/interruptions/killed"],
      soak: ["soak/interruptions"],
    },
    {
      sentence:
        "The same with Pulumi's engine: the engine killed, its hosts killed, one and two SIGINTs, a state that can't be saved.",
      suites: ["e2e/interruptions"],
      soak: ["soak/engine-interruptions"],
    },
    {
      sentence: "A host whose engine is gone sends no write any more.",
      suites: ["contract/wire/engine-gone"],
    },
    {
      sentence:
        "Two stacks of one organization that are applied at the same time keep to their own.",
      suites: ["e2e/interruptions", "e2e/shared-secret", "contract/secret/several-processes"],
      isCountedElsewhere: true,
    },
  ],
  "Whatever happens": [
    {
      sentence: "What the program declares is never deleted.",
      suites: [
        "e2e/never-deleted",
        "e2e/never-deleted-moves",
        "e2e/never-deleted-replaced",
        "contract/secret/declared-meanwhile",
        "contract/secret/appeared-meanwhile",
      ],
    },
    {
      sentence:
        "Random histories of programs, changes by hand, faults and time keep all of these promises.",
      suites: [
        "contract/histories/everything",
        "contract/histories/lists",
        "contract/histories/people",
        "contract/histories/repositories",
        "contract/histories/sets",
        "contract/histories/codespaces",
        "contract/histories/kept",
      ],
      soak: ["soak/histories", "soak/engine-histories"],
    },
    {
      sentence:
        "Many secrets of several organizations are exact after an `up` in which one request in a hundred fails, and at most one more.",
      suites: ["e2e/load"],
      soak: ["soak/load"],
    },
    {
      sentence: "An answer older than our own write changes nothing, for as long as reads may lag.",
      suites: ["contract/secret/read-lag", "contract/secret/lost-writes"],
    },
  ],
};

/** The table of a part of the document. `known` has what the last run did, by the sentence, if a suite did not run. */
export function tableOf(
  part: readonly Promised[],
  figures: readonly Figure[],
  known: ReadonlyMap<string, string>,
): string {
  const rows = part.map((promised) => {
    const { sentence, suites, soak = [], isCountedElsewhere } = promised;
    const done = isCountedElsewhere ? "" : (doneBy(suites, figures) ?? known.get(sentence) ?? "");
    const links = [suites, soak].map((those) => those.map(linkTo).join(", "));
    return `| ${sentence} | ${links.join(" | ")} | ${done} |`;
  });
  return ["| Promise | Tests | Soak | Last run |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

function linkTo(suite: string): string {
  return `[${suite}](../test/${suite}.test.ts)`;
}

function doneBy(suites: readonly string[], figures: readonly Figure[]): string | undefined {
  const sums = new Map<string, number>();
  for (const { suite, what, count } of figures) {
    if (suites.includes(suite)) sums.set(what, (sums.get(what) ?? 0) + count);
  }
  if (sums.size === 0) return undefined;
  return [...sums].map(([what, count]) => `${count.toLocaleString("en-US")} ${what}`).join(", ");
}
