import { tokens, type Emulator } from "github-codespaces-emulator";
import { newRun } from "./lifecycles";
import { Stack } from "./stack";

type StackOptions = ConstructorParameters<typeof Stack>[1] & { token?: string };

/**
 * A stack on the stand-in for the engine, in the emulator's time: waiting moves its clock.
 * @param ahead by how many milliseconds the machine's own clock is wrong
 */
export function emulatedStack(
  emulator: Emulator,
  { token = tokens.classic, ...options }: StackOptions = {},
  ahead: () => number = () => 0,
): Stack {
  const { url } = emulator;
  const time = {
    now: () => emulator.now().getTime() + ahead(),
    onWait: (ms: number) => {
      emulator.advance(ms);
    },
  };
  return new Stack(({ notes }) => newRun({ url, token, notes, ...time }), options);
}
