import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from "fastify";
import type { Operation } from "../description/description";
import type { Settings } from "./settings";
import { type Answer, errorAnswer } from "../calls/answer";
import { parseBody } from "./door";
import type { Fault, Faults } from "./faults";
import { pagingNotes } from "../calls/paging";
import { answerTo, type Incoming, type Parts } from "./pipeline";
import { maskedHeaders, type RequestLog, type RequestLogEntry } from "./request-log";

export interface ServerParts extends Parts {
  settings: Settings;
  faults: Faults;
  log: RequestLog;
}

/** The address of every operation of the description, and of /graphql. */
export function buildServer(operations: readonly Operation[], parts: ServerParts): FastifyInstance {
  const server = fastify({
    forceCloseConnections: true,
    frameworkErrors: (error, _request, reply) => {
      void refuseUnread(error, reply, parts);
    },
    rewriteUrl: ({ url = "/" }) => withoutRepositoryId(url, parts),
    routerOptions: {
      maxParamLength: 1000,
      querystringParser: (text) => Object.fromEntries(new URLSearchParams(text)),
    },
  });
  // Parsed by ourselves: for any content type, and with GitHub's message if it isn't JSON.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => {
    done(null, body);
  });
  const handler =
    (operation?: Incoming["operation"]) => (request: FastifyRequest, reply: FastifyReply) =>
      handle(request, reply, { operation, parts });
  for (const operation of operations) {
    const url = operation.path.replace(/\{(\w+)\}/g, ":$1");
    server.route({ method: operation.method, url, handler: handler(operation) });
  }
  server.post("/graphql", handler("graphql"));
  server.setNotFoundHandler(handler());
  server.setErrorHandler((error, _request, reply) => refuseUnread(error, reply, parts));
  return server;
}

export function portOf(server: FastifyInstance): number {
  return (server.server.address() as AddressInfo).port;
}

/** GitHub also has each repository under /repositories/{id}, with everything below it. */
function withoutRepositoryId(url: string, parts: ServerParts): string {
  const [, id, rest = ""] = /^\/repositories\/(\d+)(?=[/?]|$)(.*)$/.exec(url) ?? [];
  const repository = id ? parts.world().repositories.byId(Number(id)) : undefined;
  return repository ? `/repos/${repository.fullName}${rest}` : url;
}

async function handle(
  request: FastifyRequest,
  reply: FastifyReply,
  { operation, parts }: { operation: Incoming["operation"]; parts: ServerParts },
): Promise<FastifyReply> {
  const body = parseBody(typeof request.body === "string" ? request.body : "");
  const entry = logged(request, {
    operation,
    body: "value" in body ? body.value : undefined,
    parts,
  });
  const started = performance.now();
  const { method, path, query, concurrent } = entry;
  const incoming: Incoming = {
    method,
    path,
    query,
    concurrent,
    body,
    params: (request.params ?? {}) as Record<string, string>,
    headers: request.headers as Record<string, string>,
    ...(operation && { operation }),
  };
  const answer = await withFaults(incoming, parts);
  parts.log.end(entry, answer?.status ?? 0, performance.now() - started);
  if (answer) return send(reply, answer, parts);
  reply.hijack();
  request.raw.socket.destroy();
  return reply;
}

/** For what the framework can't read, such as a path that isn't UTF-8: GitHub's shape, no log entry. */
function refuseUnread(error: unknown, reply: FastifyReply, parts: ServerParts): FastifyReply {
  const { statusCode = 400, message = "Bad Request" } = error as Partial<FastifyError>;
  return send(reply, errorAnswer(statusCode, message), parts);
}

/** Undefined means that the connection is to be destroyed. */
async function withFaults(incoming: Incoming, parts: ServerParts): Promise<Answer | undefined> {
  const fault: Fault =
    parts.faults.take({ ...incoming, operationId: idOf(incoming.operation) }) ?? {};
  const wait = (fault.delayMs ?? 0) + parts.settings.conditions.latencyMs;
  if (wait > 0) await sleep(wait, undefined, { ref: false });
  if (fault.drop === "before") return undefined;
  if (fault.status !== undefined && !fault.afterEffect) return faultAnswer(fault, fault.status);
  const answer = await answerSafely(incoming, parts);
  if (fault.drop === "after") return undefined;
  if (fault.edit) return fault.edit(answer);
  return fault.status === undefined ? answer : faultAnswer(fault, fault.status);
}

function faultAnswer({ body, text, stream, headers = {} }: Fault, status: number): Answer {
  if (stream !== undefined) return { status, stream: stream(), headers };
  if (text !== undefined) return { status, text, headers };
  const isEmpty = status === 204 || status === 304;
  const plain = isEmpty ? { status } : errorAnswer(status, `Planted fault ${status}`);
  return { ...plain, ...(body !== undefined && { body }), headers };
}

/** A crash of the emulator is a violation too: it must not look like GitHub's 500. */
async function answerSafely(incoming: Incoming, parts: ServerParts): Promise<Answer> {
  try {
    return await answerTo(incoming, parts);
  } catch (error) {
    const message = `The emulator crashed: ${String(error)}`;
    parts.violations?.push(message);
    return errorAnswer(500, message);
  }
}

function logged(
  request: FastifyRequest,
  {
    operation,
    body,
    parts,
  }: { operation: Incoming["operation"]; body: unknown; parts: ServerParts },
): RequestLogEntry {
  const [rawPath = "/"] = request.originalUrl.split("?");
  const query = request.query as Record<string, string>;
  const operationId = idOf(operation);
  const entry = parts.log.start({
    method: request.method,
    path: decoded(rawPath),
    query,
    body,
    headers: maskedHeaders(request.headers),
    startedAt: new Date(parts.settings.conditions.clock.now()),
    ...(operationId && { operationId }),
  });
  entry.notes.push(...pagingNotes(query));
  return entry;
}

function idOf(operation: Incoming["operation"]): string | undefined {
  return typeof operation === "object" ? operation.id : operation;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function send(reply: FastifyReply, answer: Answer, { settings, log }: ServerParts): FastifyReply {
  const number = log.total.toString(16).toUpperCase().padStart(6, "0");
  const headers = {
    date: new Date(settings.conditions.clock.now()).toUTCString(),
    "x-github-request-id": `EMU0:${number.slice(0, 2)}:${number.slice(2)}`,
    "x-github-media-type": "github.v3; format=json",
    ...answer.headers,
  };
  void reply.code(answer.status).headers(headers);
  if (answer.stream !== undefined) return reply.send(answer.stream);
  if (answer.text !== undefined) {
    if (!("content-type" in headers)) void reply.type("text/html; charset=utf-8");
    return reply.send(answer.text);
  }
  if (answer.body === undefined) return reply.send();
  return reply.type("application/json; charset=utf-8").send(JSON.stringify(answer.body));
}
