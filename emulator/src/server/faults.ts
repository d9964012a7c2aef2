import type { Answer } from "../calls/answer";
import type { Readable } from "node:stream";

/** Something that goes wrong for some requests. */
export interface Fault {
  /** Default: every method. */
  method?: string;
  /** The whole decoded path without its query, or a pattern for it. Default: every path. */
  path?: string | RegExp;
  /** GitHub's id of the operation, such as `codespaces/get-org-secret`; `graphql`. Default: every one. */
  operationId?: string;
  /** How many matching requests it hits. Default 1. */
  times?: number;
  /** How many matching requests pass unharmed first. Default 0. */
  after?: number;
  /** Answered without any effect, unless `afterEffect` is set. */
  status?: number;
  /** Default: GitHub's error body with a message for the status. */
  body?: unknown;
  /**
   * Sent unchanged instead of `body`, as `text/html` unless `headers` say otherwise: a gateway's page, JSON
   * that was cut.
   */
  text?: string;
  /** Sent instead of `body`, as far as the client reads it: bytes that are compressed, or never end. */
  stream?: () => Readable;
  headers?: Record<string, string>;
  /** The request takes effect, and its answer is changed by this: for example one header or one row less. */
  edit?: (answer: Answer) => Answer;
  /** The request takes effect first, then `status` is answered. */
  afterEffect?: boolean;
  /** The connection is destroyed before, or after, the request takes effect. */
  drop?: "before" | "after";
  /** How long to wait before anything happens, in real milliseconds. */
  delayMs?: number;
}

export interface FaultHandle {
  readonly fault: Fault;
  readonly hits: number;
  remove(): void;
}

interface PlantedFault extends FaultHandle {
  seen: number;
  hits: number;
}

export class Faults {
  #planted: PlantedFault[] = [];

  plant(fault: Fault): FaultHandle {
    const planted: PlantedFault = {
      fault,
      seen: 0,
      hits: 0,
      remove: () => {
        this.#planted = this.#planted.filter((other) => other !== planted);
      },
    };
    this.#planted.push(planted);
    return planted;
  }

  /** The first fault that applies to this request. */
  take(request: Matched): Fault | undefined {
    for (const planted of this.#planted) {
      if (matches(planted.fault, request) && isDue(planted)) {
        planted.hits += 1;
        return planted.fault;
      }
    }
    return undefined;
  }

  unused(): Fault[] {
    return this.#planted.filter(({ hits }) => hits === 0).map(({ fault }) => fault);
  }

  clear(): void {
    this.#planted = [];
  }
}

interface Matched {
  method: string;
  path: string;
  operationId: string | undefined;
}

function matches(fault: Fault, { method, path, operationId }: Matched): boolean {
  if (fault.operationId !== undefined && fault.operationId !== operationId) return false;
  if (fault.method && fault.method.toUpperCase() !== method) return false;
  if (fault.path === undefined) return true;
  return typeof fault.path === "string" ? fault.path === path : path.search(fault.path) >= 0;
}

function isDue(planted: PlantedFault): boolean {
  const { after = 0, times = 1 } = planted.fault;
  planted.seen += 1;
  return planted.seen > after && planted.hits < times;
}
