import { userAgent } from "../github/user-agent";
import { reasonOf, sayable, shown } from "../texts";
import { adopt } from "./adopt/adopt";
import { audit } from "./audit/audit";
import { EXIT, flagsOf, type Command } from "./command";
import { doctor } from "./doctor/doctor";
import { read, WrongUse } from "./flags";
import { helpOf, NAME, overview } from "./help";
import type { Shell } from "./place";

export const commands: readonly Command[] = [adopt, doctor, audit];

/** Does what the arguments say, and returns the exit code. */
export async function run(args: readonly string[], place: Shell): Promise<number> {
  const [name, ...rest] = args;
  const command = commands.find((one) => one.name === name);
  try {
    if (command === undefined) return withoutCommand(name, place);
    if (rest.includes("--help") || rest.includes("-h")) {
      place.out(helpOf(command));
      return EXIT.fine;
    }
    return await command.run(read(flagsOf(command), rest), place);
  } catch (error) {
    const isUse = error instanceof WrongUse;
    const help = isUse ? `\nRun ${NAME} ${command ? `${command.name} ` : ""}--help for usage.` : "";
    place.err.write(`${sayable(`${NAME}: ${reasonOf(error)}${help}`)}\n`);
    return isUse ? EXIT.wrongUse : EXIT.failed;
  }
}

function withoutCommand(name: string | undefined, place: Shell): number {
  if (name === "--version") {
    place.out(`${userAgent.split("/")[1] ?? "unknown"}\n`);
    return EXIT.fine;
  }
  if (name === "--help" || name === "-h" || name === "help") {
    place.out(overview(commands));
    return EXIT.fine;
  }
  const names = commands.map((one) => one.name).join(", ");
  const what = name === undefined ? "no command given" : `${shown(name)} is not a command`;
  throw new WrongUse(`${what}; the commands are ${names}`);
}
