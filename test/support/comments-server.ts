import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export interface Comment {
  id: number;
  body: string;
  user: { login: string };
}

/** The job's own token, of the app github-actions. */
export const JOB_TOKEN = "ghs_ofThisJobOnly";

const ISSUES = "/repos/acme/infra/issues";

/**
 * The comments of the pull request 7 of acme/infra, by GitHub's "REST API endpoints for issue comments": a list by
 * pages, one more, a changed one. Whatever else is asked gets a 404, and another token a 403.
 */
export class CommentsServer {
  readonly comments: Comment[] = [];
  readonly #server = createServer((request, response) => {
    void this.#answer(request).then(({ status, body }) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });

  listen(): Promise<void> {
    return new Promise((done) => this.#server.listen(0, "127.0.0.1", done));
  }

  close(): Promise<unknown> {
    return new Promise((done) => this.#server.close(done));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Somebody writes one. */
  add(login: string, body: string): Comment {
    const comment = { id: 500 + this.comments.length, body, user: { login } };
    this.comments.push(comment);
    return comment;
  }

  async #answer(request: IncomingMessage): Promise<{ status: number; body: object }> {
    const { method = "", url = "", headers } = request;
    const sent = JSON.parse((await text(request)) || "{}") as { body?: string };
    if (headers.authorization !== `Bearer ${JOB_TOKEN}`) return { status: 403, body: {} };
    const body = this.#carriedOut(`${method} ${url}`, sent.body ?? "");
    return body ? { status: 200, body } : { status: 404, body: {} };
  }

  #carriedOut(request: string, body: string): object | undefined {
    const [list, page] = request.split("?per_page=100&page=");
    if (list === `GET ${ISSUES}/7/comments`) {
      return this.comments.slice((Number(page) - 1) * 100, Number(page) * 100);
    }
    if (request === `POST ${ISSUES}/7/comments`) return this.add("github-actions[bot]", body);
    const found = this.comments.find(({ id }) => request === `PATCH ${ISSUES}/comments/${id}`);
    return found && Object.assign(found, { body });
  }
}
