import { createHash } from "node:crypto";
import type { Answer } from "../calls/answer";

/** Adds the ETag to a 200, or turns it into a 304 for a caller that has it already. */
export function withEtag(answer: Answer, ifNoneMatch: string | undefined): Answer {
  if (answer.status !== 200) return answer;
  const hash = createHash("sha256").update(JSON.stringify(answer.body)).digest("hex");
  const etag = `W/"${hash}"`;
  const known = (ifNoneMatch ?? "").split(",").map((each) => each.trim().replace(/^W\//, ""));
  const isKnown = known.includes(`"${hash}"`);
  const headers = { ...answer.headers, etag };
  return isKnown ? { status: 304, headers } : { ...answer, headers };
}
