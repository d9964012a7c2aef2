import { singlesIn } from "../../../provider/src/lifecycle/secrets/singles";
import { without } from "../../../provider/src/rules/plain";
import { isSingle, setKinds, type SingleKind } from "../as-sets";
import type { Declared, Entry } from "../stack";
import { slots, type SlotName, type Undeclared, type Wish } from "./slots";

const SETS = {
  orgSecret: "orgSecrets",
  userSecret: "userSecrets",
  repoSecret: "repoSecrets",
} as const;

function isGathered(slot: SlotName, { set, ignores }: Wish): boolean {
  return set !== "" && ignores.length === 0 && isSingle(slots[slot].kind);
}

/** The name of the resource that declares a slot: its own one, or the set that it is in. */
export function resourceOf(slot: SlotName, wish: Wish): string {
  const { kind, repository = "" } = slots[slot];
  return isGathered(slot, wish)
    ? ["set", wish.set, kind, repository.replace("/", "-"), wish.provider].join("-")
    : wish.name;
}

interface Single {
  slot: SlotName;
  wish: Wish;
  declared: Declared;
}

/**
 * A set that alone declares what is at its place may say what becomes of the rest. At the organization another stack's secrets would
 * be among it.
 */
function undeclaredOf({ slot, wish }: Single, singles: readonly Single[]): Undeclared {
  const { kind, repository } = slots[slot];
  const here = singles.filter(
    (one) => slots[one.slot].kind === kind && slots[one.slot].repository === repository,
  );
  const names = new Set(here.map((one) => resourceOf(one.slot, one.wish)));
  const how = here.map((one) => one.wish.undeclared).find((each) => each !== "ignore");
  if (how === undefined || names.size > 1 || !isGathered(slot, wish)) return "ignore";
  return kind === "orgSecret" ? "report" : how;
}

/** What is in a set as part of it; the rest as it is. */
export function gathered(singles: readonly Single[]): Declared[] {
  const found = new Map<string, Declared>();
  for (const single of singles) {
    const { slot, wish, declared } = single;
    const name = resourceOf(slot, wish);
    const { kind, args, provider = "" } = declared;
    if (!isSingle(kind) || !isGathered(slot, wish)) {
      found.set(`${kind} ${name}`, declared);
      continue;
    }
    const { org, repository, secretName } = args;
    const row = without(args, ["org", "repository", "secretName"]);
    const before = found.get(name)?.args.secrets;
    const secrets = {
      ...(before as object),
      [typeof secretName === "string" ? secretName : ""]: row,
    };
    const place =
      kind === "orgSecret" ? { org } : kind === "repoSecret" ? { repositories: [repository] } : {};
    const undeclared = undeclaredOf(single, singles);
    const rest = undeclared === "ignore" ? {} : { undeclared };
    found.set(name, { name, kind: SETS[kind], args: { ...place, secrets, ...rest }, provider });
  }
  return [...found.values()];
}

/** The entries of a state with each secret of a set as its single class would have it. */
export function singlesOf(entries: readonly Entry[]): Entry[] {
  return entries.flatMap((entry) => {
    const found = (Object.keys(SETS) as SingleKind[]).find((kind) => SETS[kind] === entry.kind);
    if (found === undefined) return [entry];
    const inputs = singlesIn(setKinds[found], entry.inputs);
    return [...singlesIn(setKinds[found], entry.outputs)].map(([key, outputs]) => ({
      ...entry,
      kind: found,
      inputs: inputs.get(key) ?? outputs,
      outputs,
    }));
  });
}
