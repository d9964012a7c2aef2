import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** What `npm publish` sends. */
export interface Publication {
  name: string;
  versions: Record<string, Record<string, unknown>>;
  "dist-tags": Record<string, string>;
}

/** As much of npm's registry, on 127.0.0.1, as `npm view` and `npm publish` ask for. */
export class NpmRegistry {
  readonly published = new Map<string, Publication>();
  /** The names of packages that it takes no version of. */
  readonly refused = new Set<string>();
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      const name = decodeURIComponent((request.url ?? "").slice(1));
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        const isPut = request.method === "PUT";
        const [status, body] = isPut ? this.#put(name, Buffer.concat(parts)) : this.#get(name);
        response.writeHead(status, { "content-type": "application/json" });
        response.end(JSON.stringify(body));
      });
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async listen(): Promise<void> {
    await new Promise<void>((done) => this.#server.listen(0, "127.0.0.1", done));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  #get(name: string): [number, unknown] {
    const found = this.published.get(name);
    return found === undefined ? [404, { error: "Not found" }] : [200, found];
  }

  #put(name: string, body: Buffer): [number, unknown] {
    if (this.refused.has(name)) return [403, { error: "not today" }];
    this.published.set(name, JSON.parse(body.toString("utf8")) as Publication);
    return [201, { ok: true }];
  }
}
