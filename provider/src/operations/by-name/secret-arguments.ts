import { CodespacesError, WrongArguments } from "./call";

/** The error of a call with a secret argument, which makes all of them secret: it shows none of them. */
export function withoutArguments(error: CodespacesError, given: object): CodespacesError {
  if (!(error instanceof WrongArguments)) {
    return new CodespacesError(withoutGiven(error.message, Object.values(given)), error.status);
  }
  return new CodespacesError(
    `${error.properties.join(", ")}: is wrong; an argument is secret, so no value is shown`,
  );
}

/** GitHub ignores the case of names, and shows them in its own. */
function withoutGiven(message: string, given: readonly unknown[]): string {
  const texts = given.filter((one) => typeof one === "string" && one !== "") as string[];
  if (texts.length === 0) return message;
  const patterns = texts.flatMap((text) => [text, ...text.split("/")]).filter(Boolean);
  const longestFirst = patterns.sort((a, b) => b.length - a.length);
  const literal = longestFirst.map((text) => text.replace(/[^\w\s]/g, "\\$&"));
  return message.replace(new RegExp(literal.join("|"), "gi"), "[secret]");
}
