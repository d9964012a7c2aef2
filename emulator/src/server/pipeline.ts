import { authenticate } from "../auth/authenticate";
import { authorize, permissionHeaders } from "../auth/authorize";
import type { Operation } from "../description/description";
import type { Validator } from "../description/validator";
import { invalid, notFound, Refusal } from "../errors";
import type { World } from "../model/world";
import type { Urls } from "../responses/urls";
import { answerGraphql } from "../routes/graphql";
import { routeOf } from "../routes/routes";
import { anyone } from "../calls/needs";
import { type Answer, errorAnswer, refusalAnswer } from "../calls/answer";
import { Call, type Caller, type Route, whoOf } from "../calls/call";
import { checkDoor, type ParsedBody } from "./door";
import { withEtag } from "./etag";
import type { LimitedRequest, Limiter } from "../calls/limiter";

export interface Incoming {
  method: string;
  path: string;
  params: Record<string, string>;
  query: Record<string, string>;
  body: ParsedBody;
  headers: Record<string, string>;
  concurrent: number;
  /** The operation at this address; undefined if there is none. */
  operation?: Operation | "graphql";
}

export interface Parts {
  world: () => World;
  validator: Validator;
  limiter: Limiter;
  urls: Urls;
  /** Undefined if answers aren't checked. */
  violations: string[] | undefined;
}

/** What is known so far about a request on its way. */
interface Visit {
  incoming: Incoming;
  caller?: Caller;
  counted?: LimitedRequest;
  route?: Route;
}

const graphqlRoute: Route = { needs: anyone, answer: answerGraphql };

/** A request's way through the emulator, from the first checks to the checked answer. */
export async function answerTo(incoming: Incoming, parts: Parts): Promise<Answer> {
  const visit: Visit = { incoming };
  const given = await refusalsAnswered(visit, parts);
  const isRead = incoming.method === "GET" || incoming.method === "HEAD";
  const answer = isRead ? withEtag(given, incoming.headers["if-none-match"]) : given;
  if (isRead && answer.status === 304 && visit.counted) parts.limiter.giveBack(visit.counted);
  const checked = checkedAnswer(answer, incoming, parts);
  return { ...checked, headers: { ...accountHeaders(visit, parts), ...checked.headers } };
}

async function refusalsAnswered(visit: Visit, parts: Parts): Promise<Answer> {
  const { operation } = visit.incoming;
  try {
    return await answered(visit, parts);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return refusalAnswer(error, typeof operation === "object" ? operation.docs : undefined);
  }
}

async function answered(visit: Visit, parts: Parts): Promise<Answer> {
  const { incoming } = visit;
  const world = parts.world();
  checkDoor(incoming.headers);
  visit.caller = authenticate(incoming.headers.authorization, world.credentials);
  admit(visit, visit.caller, parts.limiter);
  const { operation } = incoming;
  if (!operation) throw notFound();
  const route = operation === "graphql" ? graphqlRoute : routeOf(operation);
  visit.route = route;
  const body = "value" in incoming.body ? incoming.body.value : undefined;
  const { caller } = visit;
  const call = new Call(world, caller, { ...incoming, body }, parts);
  authorize(call, route.needs);
  if ("fault" in incoming.body) throw new Refusal(400, incoming.body.fault);
  if (operation !== "graphql") checkRequest(operation, call, parts.validator);
  return route.answer(call);
}

function admit(visit: Visit, caller: Caller, limiter: Limiter): void {
  const { method, operation, concurrent } = visit.incoming;
  if (typeof operation === "object" && operation.id === "rate-limit/get") return;
  const isGraphql = operation === "graphql";
  const request: LimitedRequest = {
    who: whoOf(caller),
    resource: isGraphql ? "graphql" : "core",
    isWrite: !isGraphql && method !== "GET" && method !== "HEAD",
    concurrent,
  };
  limiter.admit(request);
  visit.counted = request;
}

function checkRequest(operation: Operation, call: Call, validator: Validator): void {
  const { params, query, body } = call.request;
  // GitHub has no page for an id that isn't a number: 404, not 422.
  if (validator.parameterFault(operation, "path", params)) throw notFound();
  const fault =
    validator.parameterFault(operation, "query", query) ?? validator.bodyFault(operation, body);
  if (fault) throw invalid(`Invalid request.\n\n${fault}`);
}

/** The answer, or a 500 that says how it violates GitHub's description. */
function checkedAnswer(answer: Answer, { operation }: Incoming, parts: Parts): Answer {
  if (!parts.violations || typeof operation !== "object") return answer;
  const violation = parts.validator.answerFault(operation, answer.status, answer.body);
  if (!violation) return answer;
  parts.violations.push(violation);
  return errorAnswer(500, `The emulator violates GitHub's description: ${violation}`);
}

/** The primary limit, on every answer, and what the token has and would need. */
function accountHeaders({ incoming, caller, route }: Visit, { limiter }: Parts) {
  const resource = incoming.operation === "graphql" ? "graphql" : "core";
  const { limit, remaining, used, reset } = limiter.primary({ who: whoOf(caller), resource });
  const credential = caller && "credential" in caller ? caller.credential : undefined;
  return {
    "x-ratelimit-limit": String(limit),
    "x-ratelimit-remaining": String(remaining),
    "x-ratelimit-used": String(used),
    "x-ratelimit-reset": String(reset),
    "x-ratelimit-resource": resource,
    ...(credential && route && permissionHeaders(credential, route.needs)),
    ...(typeof incoming.operation === "object" && deprecationHeaders(incoming.operation)),
  };
}

/** The access operations are deprecated; octokit warns on the console for these headers. */
function deprecationHeaders({ deprecated, docs }: Operation): Record<string, string> {
  if (!deprecated) return {};
  return {
    deprecation: "Fri, 10 Mar 2023 00:00:00 GMT",
    sunset: "Tue, 10 Mar 2026 00:00:00 GMT",
    link: `<${docs}>; rel="deprecation"; type="text/html"`,
  };
}
