import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import type { Emulator, Fault, RequestLogEntry } from "github-codespaces-emulator";

/** One thing that goes wrong. */
export interface NamedFault {
  name: string;
  /** It ends by the request's time limit, which is of real time. */
  lastsUntilTimeOut?: true;
  /** It ends when the emulator comes back. */
  leaves?: true;
  /** What of it depends on the GitHub that answers, and on the request. */
  fault: (github: Reached, request: RequestLogEntry) => Fault;
}

export type Reached = Pick<Emulator, "url" | "leave">;

const HTML = "<html><body><h1>Please sign in to the portal</h1></body></html>";
const NOBODY = "http://127.0.0.1:9";
const JSON_TYPE = { "content-type": "application/json" };
const SECONDARY = "You have exceeded a secondary rate limit. Please wait a few minutes.";
const SSO = { "x-github-sso": "required; url=https://github.com/orgs/acme/sso?authorization=1" };
const message = (text: string) => ({ message: text });

const answered = (status: number, more: Fault = {}): Fault => ({
  status,
  ...more,
});

/** A success, with a text that GitHub never answers. */
const saying = (text: string, headers: Record<string, string> = JSON_TYPE): Fault =>
  answered(200, { text, headers });

/** Refusals, strange answers and lost connections before a request has its effect. */
const withoutEffect: Record<string, Fault> = {
  "500": answered(500),
  "502 with HTML": answered(502, { text: HTML }),
  "503": answered(503),
  "429": answered(429),
  "429 with retry-after": answered(429, { headers: { "retry-after": "2" } }),
  "403 of a secondary limit": answered(403, { body: message(SECONDARY) }),
  "403 of a right": answered(403, {
    body: message("Resource not accessible by personal access token"),
  }),
  "403 of single sign-on": answered(403, { headers: SSO }),
  "401": answered(401, { body: message("Bad credentials") }),
  "404": answered(404),
  "409": answered(409),
  "410": answered(410),
  "422": answered(422),
  "dropped before its effect": { drop: "before" },
  "200 with HTML": answered(200, { text: HTML }),
  "200 with {}": saying("{}"),
  "200 with null": saying("null"),
  "200 with nothing": saying(""),
  "200 of another operation": saying('{"login":"octocat","id":1,"type":"User"}'),
  "redirected to another host": answered(307, { headers: { location: `${NOBODY}/elsewhere` } }),
};

/** The request has its effect, and the answer to it doesn't tell. */
const afterEffect: Record<string, Fault> = {
  "dropped after its effect": { drop: "after" },
  "500 after its effect": answered(500, { afterEffect: true }),
  "502 after its effect": answered(502, { afterEffect: true, text: HTML }),
  "200 with HTML after its effect": answered(200, { afterEffect: true, text: HTML }),
  "{} after its effect": { ...saying("{}"), afterEffect: true },
};

const cutShort: NamedFault = {
  name: "answer cut short",
  fault: () => ({
    edit: ({ status, body, headers }) => ({
      status,
      text: JSON.stringify(body ?? { a: 1 }).slice(0, -1),
      headers: { ...headers, ...JSON_TYPE },
    }),
  }),
};

/** To where it was sent: GitHub's own redirects lead elsewhere within it. */
const redirected: NamedFault = {
  name: "redirected to itself",
  fault: ({ url }, { path, query }) => {
    const search = new URLSearchParams(query).toString();
    const location = `${url}${path}${search && `?${search}`}`;
    return answered(307, { headers: { location } });
  },
};

/** A login page of a gateway that stands before all of a host, or a path that nothing answers. */
const redirectedElsewhere: NamedFault = {
  name: "redirected to another path of its host",
  fault: ({ url }) => answered(307, { headers: { location: `${url}/portal/login` } }),
};

/** The request gets no answer, and the next ones no connection. */
const refused: NamedFault = {
  name: "connection refused",
  leaves: true,
  fault: (github) => ({
    status: 503,
    stream: () => {
      github.leave();
      return Readable.from([]);
    },
  }),
};

const SLICE = 16;

async function* inSlices(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += SLICE) {
    yield text.slice(at, at + SLICE);
    await sleep(1);
  }
}

/** It comes in time, but in many pieces. An answer without a body has none. */
const slowBytes: NamedFault = {
  name: "answered slowly, piece by piece",
  fault: () => ({
    edit: ({ body, ...answer }) =>
      body === undefined
        ? answer
        : {
            ...answer,
            stream: Readable.from(inSlices(JSON.stringify(body))),
            headers: { ...answer.headers, ...JSON_TYPE },
          },
  }),
};

/** A stream that never ends; the connection does, once the request's time is over. */
function silence(first = ""): Readable {
  const stream = new Readable({ read: () => undefined });
  if (first !== "") stream.push(first);
  return stream;
}

const silent = (afterEffect: boolean): NamedFault => ({
  name: `no answer in time, ${afterEffect ? "after" : "before"} its effect`,
  lastsUntilTimeOut: true,
  fault: () => answered(200, { stream: () => silence(), afterEffect }),
});

const silentMidway: NamedFault = {
  name: "an answer that doesn't end in time",
  lastsUntilTimeOut: true,
  fault: () => ({
    edit: ({ headers = {} }) => ({
      status: 200,
      stream: silence("{"),
      headers: { ...headers, ...JSON_TYPE },
    }),
  }),
};

const named = (faults: Record<string, Fault>): NamedFault[] =>
  Object.entries(faults).map(([name, fault]) => ({ name, fault: () => fault }));

const reads = [...named(withoutEffect), cutShort, redirected];
const writes = [...reads, ...named(afterEffect)];

const later = [redirectedElsewhere, slowBytes, silent(false), silentMidway];

/** All that may go wrong with a request; a read has no effect that could be lost. */
export function faultsOf({ method, path }: RequestLogEntry): NamedFault[] {
  const isRead = method === "GET" || path === "/graphql";
  const more = isRead ? [] : [silent(true)];
  return [...(isRead ? reads : writes), ...later, ...more, refused];
}

/** `npm run test:soak` meets each request with each fault; `npm test` with every second or so, and the next one with others. */
const IS_WHOLE = process.env.SOAK_MINUTES !== undefined;

export function someFaultsOf(request: RequestLogEntry, turn: number, every = 2): NamedFault[] {
  return faultsOf(request).filter((_, index) => IS_WHOLE || (turn + index) % every === 0);
}

/** What concerns more than the request that meets it: all of the run waits, or its token is refused. */
const OF_THE_RUN = new Set([
  "401",
  "429",
  "429 with retry-after",
  "403 of a secondary limit",
  refused.name,
]);

export function concernsTheRun({ name }: NamedFault): boolean {
  return OF_THE_RUN.has(name);
}

/** What of a read's faults is tried to the end of a run too: one of each way in which it ends. */
const LASTING = new Set([
  "429",
  "403 of a right",
  "404",
  "200 with {}",
  "dropped before its effect",
]);

/** Whether a fault is also tried from a request on to the end of the run, and not only once. */
export function lasts({ method }: RequestLogEntry, fault: NamedFault): boolean {
  if (fault.leaves) return true;
  if (fault.lastsUntilTimeOut) return method !== "GET" && fault.name === silent(false).name;
  return method !== "GET" || LASTING.has(fault.name);
}

/** One of all faults that need not know the request that they meet; of those that come after the effect, if wanted. */
export function anyFault(
  which: number,
  { method, isLate }: { method: string; isLate: boolean },
): Fault {
  const all = isLate ? named(afterEffect) : method === "GET" ? reads : writes;
  const possible = all.filter((fault) => fault !== redirected);
  const chosen = possible[which % possible.length] ?? cutShort;
  return chosen.fault({ url: NOBODY, leave: () => undefined }, {
    path: "",
    query: {},
  } as RequestLogEntry);
}
