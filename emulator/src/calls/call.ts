import type { SeedApp } from "../seed/seed";
import type { Credential } from "../model/credentials";
import type { World } from "../model/world";
import type { Urls } from "../responses/urls";
import { notFound } from "../errors";
import type { Answer } from "./answer";
import type { Limiter } from "./limiter";
import { type Page, pageOf } from "./paging";
import type { Need } from "./needs";

/** Who calls: a token's credential, or an app with its own JWT. */
export type Caller = { credential: Credential } | { app: SeedApp };

export interface CallRequest {
  method: string;
  path: string;
  params: Record<string, string>;
  query: Record<string, string>;
  body: unknown;
}

/** A request that passed the first checks; a route makes its answer from it. */
export class Call {
  readonly urls: Urls;
  readonly limiter: Limiter;

  constructor(
    readonly world: World,
    readonly caller: Caller,
    readonly request: CallRequest,
    { urls, limiter }: { urls: Urls; limiter: Limiter },
  ) {
    this.urls = urls;
    this.limiter = limiter;
  }

  /** A parameter of the path. If it is missing, the route is wrong. */
  param(name: string): string {
    const value = this.request.params[name];
    if (value === undefined) throw new Error(`the route has no parameter ${name}`);
    return value;
  }

  /** Valid by the description, so a route may treat it as the described type. */
  get body(): unknown {
    return this.request.body;
  }

  get credential(): Credential {
    if (!("credential" in this.caller)) throw notFound();
    return this.caller.credential;
  }

  get app(): SeedApp {
    if (!("app" in this.caller)) throw notFound();
    return this.caller.app;
  }

  /** The account whose limits its requests count against: all tokens of a user share them. */
  get who(): string {
    return whoOf(this.caller);
  }

  page<T>(all: readonly T[]): Page<T> {
    const { path, query } = this.request;
    return pageOf(all, { url: this.urls.api(path), query });
  }
}

export function whoOf(caller: Caller | undefined): string {
  if (!caller) return "nobody";
  if ("app" in caller) return `app ${caller.app.id}`;
  const { login, installationId } = caller.credential;
  return login ? `user ${login}` : `installation ${installationId ?? 0}`;
}

/** How one operation is answered, and what it requires of a token. */
export interface Route {
  needs: Need;
  answer(call: Call): Answer | Promise<Answer>;
}

/** By the description's operation id. */
export type Routes = Record<string, Route>;
