import type { Operation, Params } from "./operation";

/** Where a request goes, for messages. Without the host, which may have been given by mistake. */
export function destinationOf(route: string, params: Params): { method: string; path: string } {
  const [method = "", path = ""] = route.split(" ");
  return { method, path: path.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name])) };
}

/** GraphQL is used for lookups of names only, so its POST is a read. */
export function isRead(route: string): boolean {
  return /^(GET|HEAD)\b/.test(route) || route === "POST /graphql";
}

/** Whether sending it twice has the same effect as sending it once. */
export function isRepeatable({ route, repeatable }: Operation): boolean {
  return repeatable === true || !route.startsWith("POST ");
}

/** Texts of a body that are longer than a name: a sealed value, or what was put in its place. */
const LONGEST_NAME = 40;

/** The parts of a request's body that its error must not repeat. */
export function hiddenIn(route: string, params: Params): string[] {
  const inBody = Object.entries(params).filter(([name]) => !route.includes(`{${name}}`));
  return inBody.flatMap(([, value]) => textsIn(value)).filter((text) => text.length > LONGEST_NAME);
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
