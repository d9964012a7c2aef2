import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { isObject, type Plain } from "../../rules/plain";
import { saidByAnother, shownId } from "../../texts";
import type { FlagGroup } from "../command";
import type { Given } from "../flags";
import type { Shell } from "../place";
import { ownResources, type Declared } from "./resources";
import { previewOf, type Preview } from "./steps";

/** Flags that name Pulumi's own documents. */
export const documents: FlagGroup = {
  heading: "What Pulumi declares",
  flags: {
    stack: {
      takes: "NAME",
      many: true,
      says: "A stack, read by `pulumi stack export`; may be given several times.",
    },
    state: {
      takes: "FILE",
      many: true,
      says:
        "A file with the output of `pulumi stack export`, for a stack that can't be reached " +
        "from here.",
    },
    preview: {
      takes: "FILE",
      says:
        "A file with the output of `pulumi preview --json`, from before an `up`; - is " +
        "standard input.",
    },
  },
};

/** A stack, and what it declares. */
export interface Stack {
  name: string;
  resources: Declared[];
}

/** The stacks that the flags name. */
export async function stacksOf(given: Given, place: Shell): Promise<Stack[]> {
  const exported = given
    .all("stack")
    .map(async (name) => stackIn(name, await printedFor(name, ["stack", "export"], place)));
  const files = given.all("state").map(async (file) => stackIn(file, await textOf(file, place)));
  return Promise.all([...exported, ...files]);
}

/** What the preview that the flags name would do; undefined if they name none. */
export async function previewedBy(given: Given, place: Shell): Promise<Preview | undefined> {
  const file = given.text("preview");
  if (file === undefined) return undefined;
  const { steps, diagnostics } = parsed(await textOf(file, place), file);
  if (!Array.isArray(steps)) {
    throw new Error(
      `${shownId(file)} isn't what \`pulumi preview --json\` prints: it has no steps.`,
    );
  }
  const said = Array.isArray(diagnostics) ? diagnostics.filter(isObject) : [];
  return previewOf(steps.filter(isObject), said);
}

function stackIn(name: string, text: string): Stack {
  const { deployment } = parsed(text, name);
  if (!isObject(deployment)) {
    throw new Error(`${shownId(name)} isn't what \`pulumi stack export\` prints: no deployment.`);
  }
  const { resources } = deployment;
  const all = Array.isArray(resources) ? resources.filter(isObject) : [];
  return { name, resources: ownResources(all) };
}

async function textOf(file: string, place: Shell): Promise<string> {
  if (file === "-") return place.input();
  try {
    return await readFile(resolve(place.folder, file), "utf8");
  } catch (error) {
    const { code = "unreadable" } = error as NodeJS.ErrnoException;
    throw new Error(`${shownId(file)} could not be read (${code}).`);
  }
}

/** A document may hold secrets, so errors quote nothing of it. */
function parsed(text: string, name: string): Record<string, Plain> {
  try {
    const data = JSON.parse(text) as Plain;
    if (isObject(data)) return data;
  } catch {
    // The error below says it.
  }
  throw new Error(`${shownId(name)} isn't JSON.`);
}

/** What a command of Pulumi's prints for a stack. */
export async function printedFor(
  stack: string,
  command: readonly string[],
  place: Shell,
): Promise<string> {
  try {
    return await place.pulumi([...command, "--stack", stack, "--non-interactive"]);
  } catch (error) {
    const what = `\`pulumi ${command.join(" ")}\` of the stack ${shownId(stack)} failed`;
    const reason = reasonOf(error);
    if (OUTSIDE.test(reason)) throw new NoProject(`${what}: ${NO_PROJECT}`);
    throw new Error(`${what}: ${reason}`);
  }
}

/** Pulumi was called outside of a project. */
export class NoProject extends Error {}

/** Pulumi's own words, which don't say which folder to go to. */
const OUTSIDE = /no Pulumi\.yaml project file found|pass the fully qualified name/;
const NO_PROJECT =
  "there is no Pulumi project in this folder. Run it in the project's folder, or name the stack in " +
  "full, as in organization/project/dev.";

/** What Pulumi says, without the command line that Node puts before it. */
function reasonOf(error: unknown): string {
  const { stderr, code, message } = error as { stderr?: string; code?: unknown; message?: string };
  if (code === "ENOENT") return "the command `pulumi` was not found.";
  return saidByAnother((stderr ?? "").trim() || (message ?? "unknown reason"));
}
