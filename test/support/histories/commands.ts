import fc from "fast-check";
import { lostWrites, maybeFault, onceIn, type PlannedFault } from "./planned-faults";
import { COMPONENTS, IGNORABLE, REPOSITORIES, SLOT_NAMES, slots, UNDECLARED } from "./slots";
import type { Ignorable, Repository, SlotName, Undeclared } from "./slots";

/** What of a program an `up` is about. */
export interface Part {
  slot: SlotName;
  how: "target" | "exclude" | "replace";
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
      /** Its value is left to others, where there is one. */
      keep?: boolean;
    }
  | { do: "drop"; slot: SlotName }
  | { do: "rename"; slot: SlotName; alias: boolean }
  | { do: "exchange names"; slots: readonly [SlotName, SlotName] }
  | { do: "host"; slot: SlotName; provider: string }
  | { do: "create first"; slot: SlotName }
  /** Into a component of the program, or out of it. */
  | { do: "component"; slot: SlotName; component: string; alias: boolean }
  | {
      do: "gather";
      slot: SlotName;
      set: string;
      withRest: boolean;
      /** What the set does about secrets that it lacks. */
      undeclared?: Undeclared;
    }
  | { do: "ignore"; slot: SlotName; input: Ignorable }
  | { do: "take back"; stack: 0 | 1 }
  | {
      do: "up";
      stack: 0 | 1;
      fault: PlannedFault | undefined;
      part: Part | undefined;
      /** `--refresh` */
      refresh?: boolean;
    }
  | { do: "refresh"; stack: 0 | 1; fault: PlannedFault | undefined }
  | { do: "preview"; stack: 0 | 1 }
  | { do: "destroy"; stack: 0 | 1; fault: PlannedFault | undefined }
  | { do: "taint"; slot: SlotName }
  | { do: "by hand"; slot: SlotName; how: ByHand; value: number; repository: Repository }
  | { do: "repository"; repository: (typeof REPOSITORIES)[number]; how: ToRepository }
  | { do: "rotate keys" }
  /** The machine's own clock differs from GitHub's by so much. */
  | { do: "clock"; seconds: number }
  | { do: "wait"; seconds: number }
  | { do: "lag"; seconds: number };

export type ByHand = "create" | "value" | "visibility" | "add" | "remove" | "delete" | "other";
export type ToRepository = "rename" | "rename back" | "archive" | "delete" | "make anew";

export interface History {
  /** How GitHub answers where its documents leave it open. */
  switches: "default" | "flipped";
  parallel: boolean;
  commands: Command[];
}

/** What a history is about: a rename of what isn't declared is no event. */
export const THEMES = {
  lists: ["orgA", "orgB", "onApi", "onWeb", "orgC", "onC", "onHand"],
  people: ["userA", "userOn", "userOnToo", "access", "access"],
  repositories: ["apiA", "webA", "dotA", "orgA"],
  sets: ["orgA", "orgA", "orgB", "orgC", "userA", "userA", "apiA", "dotA", "onApi", "userOn"],
  codespaces: ["space", "space", "userA"],
  everything: SLOT_NAMES,
} as const satisfies Record<string, readonly SlotName[]>;
export type Theme = keyof typeof THEMES;

const stack = fc.constantFrom(0 as const, 0 as const, 1 as const);
const few = fc.nat({ max: 2 });
const of = <T extends string>(name: T) => fc.constant(name);

function changes(slot: fc.Arbitrary<SlotName>): fc.WeightedArbitrary<Command>[] {
  const how = fc.constantFrom<ByHand[]>("create", "value", "visibility", "add", "remove", "delete");
  const repository = fc.constantFrom<Repository[]>(
    "acme/api",
    "acme/web",
    "acme/docs",
    "octocat/dotfiles",
  );
  const provider = fc.constantFrom("", "second");
  const input = fc.constantFrom(...IGNORABLE);
  const component = fc.constantFrom("", ...COMPONENTS);
  return [
    { weight: 3, arbitrary: fc.record({ do: of("drop"), slot }) },
    { weight: 4, arbitrary: fc.record({ do: of("rename"), slot, alias: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ do: of("exchange names"), slots: fc.tuple(slot, slot) }) },
    { weight: 2, arbitrary: fc.record({ do: of("host"), slot, provider }) },
    { weight: 1, arbitrary: fc.record({ do: of("create first"), slot }) },
    {
      weight: 3,
      arbitrary: fc.record({ do: of("component"), slot, component, alias: fc.boolean() }),
    },
    { weight: 2, arbitrary: fc.record({ do: of("ignore"), slot, input }) },
    { weight: 2, arbitrary: fc.record({ do: of("taint"), slot }) },
    { weight: 5, arbitrary: fc.record({ do: of("by hand"), slot, how, value: few, repository }) },
  ];
}

const toRepository = fc.constantFrom<ToRepository[]>(
  "rename",
  "rename back",
  "archive",
  "delete",
  "make anew",
);

const around: fc.WeightedArbitrary<Command>[] = [
  {
    weight: 3,
    arbitrary: fc.record({
      do: of("repository"),
      repository: fc.constantFrom(...REPOSITORIES),
      how: toRepository,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: of("rotate keys") }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: of("clock"), seconds: fc.constantFrom(-86_400, -90, 90, 86_400) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: of("wait"), seconds: fc.constantFrom(1, 10, 70, 4000) }),
  },
  { weight: 1, arbitrary: fc.record({ do: of("lag"), seconds: fc.constantFrom(0, 3, 20) }) },
];

const otherOperations: fc.WeightedArbitrary<Command>[] = [
  { weight: 3, arbitrary: fc.record({ do: of("refresh"), stack, fault: maybeFault }) },
  { weight: 1, arbitrary: fc.record({ do: of("preview"), stack }) },
  { weight: 1, arbitrary: fc.record({ do: of("destroy"), stack, fault: maybeFault }) },
];

type DeclareCommand = Extract<Command, { do: "declare" }>;

function declaring(slot: fc.Arbitrary<SlotName>): fc.Arbitrary<DeclareCommand> {
  return fc.record({
    do: of("declare"),
    slot,
    value: few,
    visibility: fc.constantFrom(0, 0, 0, 1, 2),
    list: onceIn(2, fc.nat({ max: 7 })),
    form: fc.nat({ max: 3 }),
    keep: fc.constantFrom(false, false, true),
  });
}

/** Into a set, from one to another, or out of it. */
function gathering(slot: fc.Arbitrary<SlotName>): fc.Arbitrary<Command> {
  const set = fc.constantFrom("one", "one", "two", "");
  const undeclared = fc.constantFrom(...UNDECLARED);
  return fc.record({ do: of("gather"), slot, set, withRest: fc.boolean(), undeclared });
}

/** A secret that no program declares, beside sets that say what becomes of it. */
function writingOther(slot: fc.Arbitrary<SlotName>): fc.Arbitrary<Command> {
  const by = { do: of("by hand"), slot, how: of("other"), value: few };
  return fc.record({ ...by, repository: of("acme/api") });
}

function upping(slot: fc.Arbitrary<SlotName>): fc.Arbitrary<Command> {
  const how = fc.constantFrom<Part["how"][]>("target", "exclude", "replace");
  const part = onceIn(4, fc.record({ slot, how }));
  const refresh = fc.constantFrom(false, false, true);
  return fc.record({ do: of("up"), stack, fault: maybeFault, part, refresh });
}

/** A change that may take effect although it fails, and is taken back. */
function losing(declare: fc.Arbitrary<DeclareCommand>): fc.Arbitrary<Command[]> {
  return fc.tuple(declare, lostWrites).map(([change, fault]) => {
    const { stack: at } = slots[change.slot];
    return [
      change,
      { do: "up", stack: at, fault, part: undefined },
      { do: "take back", stack: at },
    ];
  });
}

/** What a set lacks is seen, and maybe written before the next `up`. */
function seeing(slot: fc.Arbitrary<SlotName>): fc.Arbitrary<Command[]> {
  return fc.tuple(writingOther(slot), fc.boolean()).map(([other, isWritten]) => {
    const at = "slot" in other ? slots[other.slot].stack : 0;
    const [refresh, up] = (["refresh", "up"] as const).map((verb): Command => ({
      do: verb,
      stack: at,
      fault: undefined,
      part: undefined,
    }));
    return [refresh, isWritten ? other : undefined, up].filter((one) => one !== undefined);
  });
}

/** Some resources, and what becomes of them. */
export function histories(theme: Theme): fc.Arbitrary<History> {
  const slot = fc.constantFrom<SlotName[]>(...THEMES[theme]);
  const declare = declaring(slot);
  const gather = gathering(slot);
  const own =
    theme === "sets"
      ? [
          { weight: 8, arbitrary: gather },
          { weight: 3, arbitrary: writingOther(slot) },
        ]
      : [];
  const event = fc.oneof({ weight: 8, arbitrary: declare }, ...own, ...changes(slot), ...around);
  const operation = fc.oneof({ weight: 14, arbitrary: upping(slot) }, ...otherOperations);
  const takenBack = onceIn(4, fc.record({ do: of("take back"), stack }));
  const step = fc
    .tuple(fc.array(event, { minLength: 1, maxLength: 3 }), operation, takenBack)
    .map(([events, then, last]) => [...events, then, ...(last ? [last] : [])]);
  const steps = fc.oneof(
    { weight: 4, arbitrary: step },
    { weight: 1, arbitrary: losing(declare) },
    ...(theme === "sets" ? [{ weight: 2, arbitrary: seeing(slot) }] : []),
  );
  return fc
    .record({
      switches: fc.constantFrom("default" as const, "flipped" as const),
      parallel: fc.boolean(),
      first: fc.array(declare, { minLength: 2, maxLength: 5 }),
      gathered: theme === "sets" ? fc.array(gather, { maxLength: 5 }) : fc.constant([]),
      isApplied: fc.boolean(),
      then: fc.array(steps, { minLength: 1, maxLength: 3 }),
    })
    .map(({ switches, parallel, first, gathered, isApplied, then }) => ({
      switches,
      parallel,
      commands: [
        ...first,
        ...gatheredOf(first, gathered),
        ...(isApplied ? FIRST_UPS : []),
        ...then.flat(),
      ],
    }));
}

/** What is declared, since one that isn't can't be in a set. */
function gatheredOf(first: readonly DeclareCommand[], gathered: readonly Command[]): Command[] {
  const at = (index: number) => first[index % first.length]?.slot;
  return gathered.map((one, index) => ({ ...one, slot: at(index) }) as Command);
}

const FIRST_UPS: readonly Command[] = ([0, 1] as const).map((at) => ({
  do: "up",
  stack: at,
  fault: undefined,
  part: undefined,
}));
