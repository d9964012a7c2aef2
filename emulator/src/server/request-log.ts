/** One request as it arrived, and its outcome. */
export interface RequestLogEntry {
  readonly method: string;
  /** Decoded, without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Parsed JSON; undefined if there was none. */
  readonly body: unknown;
  /** Names in lower case. Authorization is reduced to its scheme. */
  readonly headers: Readonly<Record<string, string>>;
  /** From GitHub's description; `graphql` for /graphql. */
  readonly operationId?: string;
  /** By the emulator's clock. */
  readonly startedAt: Date;
  /** Requests under way when this one started, including itself. */
  readonly concurrent: number;
  /** 0 until it is answered, and for a dropped connection. */
  status: number;
  /** Real milliseconds until the answer. */
  ms?: number;
  /** What GitHub silently tolerates, such as a per_page over 100. */
  notes: string[];
}

export class RequestLog {
  readonly entries: RequestLogEntry[] = [];
  /** Requests since the start, including forgotten ones. */
  total = 0;
  #underWay = 0;

  start(request: Omit<RequestLogEntry, "concurrent" | "status" | "notes">): RequestLogEntry {
    this.#underWay += 1;
    this.total += 1;
    const entry = { ...request, concurrent: this.#underWay, status: 0, notes: [] };
    this.entries.push(entry);
    return entry;
  }

  end(entry: RequestLogEntry, status: number, ms: number): void {
    this.#underWay -= 1;
    entry.status = status;
    entry.ms = ms;
  }

  /** Empties the list that callers hold. */
  clear(): void {
    this.entries.length = 0;
  }
}

/** A request's headers without its credential. */
export function maskedHeaders(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  const masked: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue;
    const text = Array.isArray(value) ? value.join(", ") : value;
    masked[name] = name === "authorization" ? `${text.split(" ")[0] ?? ""} ***` : text;
  }
  return masked;
}
