import type { CodespacePolicy } from "../seed/seed";
import { invalid } from "../errors";
import type { Repository } from "./repositories";

export interface Machine {
  readonly name: string;
  readonly cpus: number;
  readonly memoryGb: number;
  readonly storageGb: number;
}

/** Smallest first: the first that is allowed is the default. */
export const machines: readonly Machine[] = [
  { name: "basicLinux32gb", cpus: 2, memoryGb: 8, storageGb: 32 },
  { name: "standardLinux32gb", cpus: 4, memoryGb: 16, storageGb: 32 },
  { name: "premiumLinux", cpus: 8, memoryGb: 32, storageGb: 64 },
  { name: "largePremiumLinux", cpus: 16, memoryGb: 64, storageGb: 128 },
  { name: "xLargePremiumLinux", cpus: 32, memoryGb: 128, storageGb: 128 },
];

/** The machines of the catalogue that a repository's configuration and its payer's policy allow. */
export function allowedMachines(repository: Repository, policy: CodespacePolicy = {}): Machine[] {
  const isIn = (names: readonly string[] | undefined, name: string) =>
    names?.includes(name) ?? true;
  return machines.filter(
    ({ name }) => isIn(repository.machines, name) && isIn(policy.machines, name),
  );
}

/** The machines that a codespace can change to: never one with less storage. */
export function successors(current: Machine, allowed: readonly Machine[]): Machine[] {
  return allowed.filter(({ storageGb }) => storageGb >= current.storageGb);
}

export function chosenMachine(name: string | undefined, choice: readonly Machine[]): Machine {
  const [smallest] = choice;
  const found = name === undefined ? smallest : choice.find((machine) => machine.name === name);
  if (found) return found;
  const names = choice.map((machine) => machine.name).join(", ");
  throw invalid(`The machine type ${name ?? ""} isn't available. Available: ${names || "none"}.`, {
    resource: "Codespace",
    field: "machine",
    code: "invalid",
  });
}

export function machineNamed(name: string): Machine {
  const machine = machines.find((each) => each.name === name);
  if (!machine) throw new Error(`the emulator has no machine ${name}`);
  return machine;
}
