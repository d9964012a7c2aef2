/** Where lines for the person at the terminal go. They are never masked: no value, no token. */
export interface Say {
  info(line: string): void;
  warn(line: string): void;
}

/** Pulumi shows the host's console among the diagnostics of the stack. */
export const sayOnConsole: Say = {
  info: (line) => {
    console.log(line);
  },
  warn: (line) => {
    console.warn(`warning: ${line}`);
  },
};
