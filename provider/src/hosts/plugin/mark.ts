import { hashed } from "../../session/identity";

/** The mark of the resource that a check is about: two resources may declare one thing, and one is checked twice. */
export function resourceMark(urn: string): string {
  return hashed(urn);
}
