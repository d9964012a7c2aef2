/**
 * A message without the arguments, if they are secret. GitHub ignores the case of names, and shows them in its own.
 */
export function withoutGiven(message: string, given: readonly unknown[]): string {
  const texts = given.filter((one) => typeof one === "string" && one !== "") as string[];
  if (texts.length === 0) return message;
  const patterns = texts.flatMap((text) => [text, ...text.split("/")]).filter(Boolean);
  const longestFirst = patterns.sort((a, b) => b.length - a.length);
  const literal = longestFirst.map((text) => text.replace(/[^\w\s]/g, "\\$&"));
  return message.replace(new RegExp(literal.join("|"), "gi"), "[secret]");
}
