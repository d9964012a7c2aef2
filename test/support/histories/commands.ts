import fc from "fast-check";
import { REPOSITORIES, SLOT_NAMES, type Repository, type SlotName } from "./slots";

/** What goes wrong during an operation. */
export interface PlannedFault {
  /** Which of all faults. */
  which: number;
  method: "GET" | "PUT" | "DELETE" | "POST" | undefined;
  after: number;
  times: number;
}

/** What happens in a history; what makes no sense at its moment is passed by. */
export type Command =
  | {
      do: "declare";
      slot: SlotName;
      value: number;
      visibility: number;
      list: number | undefined;
      form: number;
    }
  | { do: "drop"; slot: SlotName }
  | { do: "rename"; slot: SlotName; alias: boolean }
  | { do: "exchange names"; slots: readonly [SlotName, SlotName] }
  | { do: "host"; slot: SlotName; provider: string }
  | { do: "create first"; slot: SlotName }
  | {
      do: "up";
      stack: 0 | 1;
      fault: PlannedFault | undefined;
      part: { slot: SlotName; how: "target" | "exclude" | "replace" } | undefined;
    }
  | { do: "refresh"; stack: 0 | 1; fault: PlannedFault | undefined }
  | { do: "preview"; stack: 0 | 1 }
  | { do: "destroy"; stack: 0 | 1; fault: PlannedFault | undefined }
  | { do: "taint"; slot: SlotName }
  | { do: "by hand"; slot: SlotName; how: ByHand; value: number; repository: Repository }
  | { do: "repository"; repository: (typeof REPOSITORIES)[number]; how: ToRepository }
  | { do: "rotate keys" }
  | { do: "wait"; seconds: number }
  | { do: "lag"; seconds: number };

export type ByHand = "create" | "value" | "visibility" | "add" | "remove" | "delete";
export type ToRepository = "rename" | "rename back" | "archive" | "delete" | "make anew";

export interface History {
  /** How GitHub answers where its documents leave it open. */
  switches: "default" | "flipped";
  parallel: boolean;
  commands: Command[];
}

const slot = fc.constantFrom(...SLOT_NAMES);
const stack = fc.constantFrom(0 as const, 0 as const, 1 as const);
const few = fc.nat({ max: 2 });

const fault: fc.Arbitrary<PlannedFault> = fc.record({
  which: fc.nat({ max: 99 }),
  method: fc.constantFrom(
    undefined,
    "PUT" as const,
    "DELETE" as const,
    "GET" as const,
    "POST" as const,
  ),
  after: fc.nat({ max: 4 }),
  times: fc.constantFrom(1, 1, 3, 1_000_000),
});
/** Once in so many times. */
const onceIn = <T>(times: number, what: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof(
    { weight: times - 1, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: what },
  );
const maybeFault = onceIn(3, fault);

const declare: fc.Arbitrary<Command> = fc.record({
  do: fc.constant("declare" as const),
  slot,
  value: few,
  visibility: fc.constantFrom(0, 0, 0, 1, 2),
  list: onceIn(2, fc.nat({ max: 7 })),
  form: fc.nat({ max: 3 }),
});

const up: fc.Arbitrary<Command> = fc.record({
  do: fc.constant("up" as const),
  stack,
  fault: maybeFault,
  part: onceIn(
    5,
    fc.record({
      slot,
      how: fc.constantFrom("target" as const, "exclude" as const, "replace" as const),
    }),
  ),
});

const of = <T extends string>(name: T) => fc.constant(name);

const rest: fc.WeightedArbitrary<Command>[] = [
  { weight: 3, arbitrary: fc.record({ do: of("drop"), slot }) },
  { weight: 3, arbitrary: fc.record({ do: of("rename"), slot, alias: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: of("exchange names"), slots: fc.tuple(slot, slot) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: of("host"), slot, provider: fc.constantFrom("", "second") }),
  },
  { weight: 1, arbitrary: fc.record({ do: of("create first"), slot }) },
  { weight: 3, arbitrary: fc.record({ do: of("refresh"), stack, fault: maybeFault }) },
  { weight: 2, arbitrary: fc.record({ do: of("preview"), stack }) },
  { weight: 1, arbitrary: fc.record({ do: of("destroy"), stack, fault: maybeFault }) },
  { weight: 2, arbitrary: fc.record({ do: of("taint"), slot }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: of("by hand"),
      slot,
      how: fc.constantFrom<ByHand[]>("create", "value", "visibility", "add", "remove", "delete"),
      value: few,
      repository: fc.constantFrom<Repository[]>(
        "acme/api",
        "acme/web",
        "acme/docs",
        "octocat/dotfiles",
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: of("repository"),
      repository: fc.constantFrom(...REPOSITORIES),
      how: fc.constantFrom<ToRepository[]>(
        "rename",
        "rename back",
        "archive",
        "delete",
        "make anew",
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: of("rotate keys") }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: of("wait"), seconds: fc.constantFrom(1, 10, 70, 4000) }),
  },
  { weight: 1, arbitrary: fc.record({ do: of("lag"), seconds: fc.constantFrom(0, 3, 20) }) },
];

const command = fc.oneof({ weight: 7, arbitrary: declare }, { weight: 10, arbitrary: up }, ...rest);

/** Some resources, and what becomes of them. */
export const histories: fc.Arbitrary<History> = fc
  .record({
    switches: fc.constantFrom("default" as const, "flipped" as const),
    parallel: fc.boolean(),
    first: fc.array(declare, { minLength: 1, maxLength: 4 }),
    then: fc.array(command, { minLength: 3, maxLength: 8 }),
  })
  .map(({ switches, parallel, first, then }) => ({
    switches,
    parallel,
    commands: [...first, ...then],
  }));
