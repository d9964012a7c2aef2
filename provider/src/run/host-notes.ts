import { OperationNotes } from "./notes";

/** Where this process tells and hears what the program declares, if Pulumi's engine has started it. */
export function hostNotes(argv: readonly string[] = process.argv): OperationNotes | undefined {
  // `node …/dynamic-provider ADDRESS`: the address of the engine.
  const engine = argv.slice(2).find((argument) => /^[\w.[\]:-]+:\d+$/.test(argument));
  return engine === undefined ? undefined : OperationNotes.open(engine);
}
