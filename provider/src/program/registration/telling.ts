import * as pulumi from "@pulumi/pulumi";
import { DECLARATION } from "../../rules/hints";
import type { Plain } from "../../rules/plain";
import { reasonOf } from "../../texts";

/** Tells what is known of a call's arguments now, and again of each of the others once it is known. */
export function tellAsKnown(
  given: readonly (readonly [string, unknown])[],
  { take, tell }: { take: (name: string, value: unknown) => boolean; tell: () => void },
): void {
  const later = given.filter(([name, value]) => !take(name, value));
  tellNow(tell);
  for (const [name, value] of later) {
    const settled = pulumi.output(value as Plain).apply((plain) => {
      take(name, plain);
      tellLater(tell);
    });
    ignoreFailure(settled);
  }
}

/** Tells which entry of the state the engine has for a resource, once the engine has answered. */
export function tellEntry(resource: pulumi.CustomResource, tell: (entry: string) => void): void {
  const { [DECLARATION]: mark } = resource as unknown as Record<string, pulumi.Output<unknown>>;
  const answered = pulumi.all([resource.id, mark]).apply(([, entry]) => {
    tellLater(() => {
      tell(String(entry));
    });
  });
  ignoreFailure(answered);
}

/** What can't be told might be deleted, so this ends the program before Pulumi deletes anything. */
export function tellNow<T>(tell: () => T): T {
  try {
    return tell();
  } catch (error) {
    throw inWords(error);
  }
}

/** Pulumi prints this error without a stack. */
function inWords(error: unknown): Error {
  return new pulumi.RunError(reasonOf(error));
}

/** The same if nobody waits for it: an unhandled rejection makes Pulumi end the program. */
export function tellLater(tell: () => void): void {
  try {
    tell();
  } catch (error) {
    void Promise.reject(inWords(error));
  }
}

/** A failure is reported at its resource. Without this it would be reported again, as an unhandled rejection. */
export function ignoreFailure(output: unknown): void {
  (output as { promise(): Promise<unknown> }).promise().catch(() => undefined);
}
