import { sayable } from "./texts";

/** Where lines for the person at the terminal go. They are never masked, so they contain no value and no token. */
export interface Say {
  info(line: string): void;
  warn(line: string): void;
}

/** For Pulumi's host. Pulumi shows its lines among the stack's diagnostics. */
export const sayInHost: Say = {
  info: (line) => {
    console.log(sayable(line));
  },
  warn: (line) => {
    console.warn(`warning: ${sayable(line)}`);
  },
};

/** For programs and scripts, on standard error: another program may read their standard output. */
export const sayInProgram: Say = {
  info: (line) => {
    console.error(sayable(line));
  },
  warn: (line) => {
    console.error(`warning: ${sayable(line)}`);
  },
};
