/** What a run said beside its steps: the lines of Pulumi's diagnostics, each once. */
export function diagnosticsOf(output: string): string[] {
  const [, after = ""] = output.split(/^Diagnostics:$/m);
  const [said = ""] = after.split(/^(?:Resources|Outputs):$/m);
  const lines = said.split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "" && !/^pulumi:pulumi:Stack \(.*\):$/.test(line));
}
