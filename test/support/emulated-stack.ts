import { tokens, type Emulator } from "github-codespaces-emulator";
import { newRun } from "./lifecycles";
import { Stack } from "./stack";

type StackOptions = ConstructorParameters<typeof Stack>[1] & { token?: string };

/** A stack on the stand-in for the engine, in the emulator's time: waiting moves its clock. */
export function emulatedStack(
  emulator: Emulator,
  { token = tokens.classic, ...options }: StackOptions = {},
): Stack {
  const { url } = emulator;
  const time = {
    now: () => emulator.now().getTime(),
    onWait: (ms: number) => {
      emulator.advance(ms);
    },
  };
  return new Stack(({ notes }) => newRun({ url, token, notes, ...time }), options);
}
