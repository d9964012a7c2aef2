import { sayable } from "./texts";

/** Where lines for the person at the terminal go. They are never masked: no value, no token. */
export interface Say {
  info(line: string): void;
  warn(line: string): void;
}

/** For Pulumi's host, whose lines Pulumi shows among the diagnostics of the stack. */
export const sayInHost: Say = {
  info: (line) => {
    console.log(sayable(line));
  },
  warn: (line) => {
    console.warn(`warning: ${sayable(line)}`);
  },
};

/** For programs and scripts: another program may read what they print themselves. */
export const sayInProgram: Say = {
  info: (line) => {
    console.error(sayable(line));
  },
  warn: (line) => {
    console.error(`warning: ${sayable(line)}`);
  },
};
