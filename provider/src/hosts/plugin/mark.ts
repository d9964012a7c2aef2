import type { Table } from "../../kinds/table";
import { DECLARATION } from "../../rules/hints";
import type { Props } from "../../rules/plain";
import { hashed } from "../../session/identity";

/** The mark of the resource being checked. It tells two resources that declare one thing from one that is checked twice. */
export function resourceMark(urn: string): string {
  return hashed(urn);
}

/**
 * The state of a set has the mark that its URN had when it was made. Another set may have that URN since, and the same place:
 * what one has reached must not be taken for the other's.
 */
export function withOwnMark(table: Table, urn: string, recorded: Props): Props {
  return "valueVersions" in table ? { ...recorded, [DECLARATION]: resourceMark(urn) } : recorded;
}
