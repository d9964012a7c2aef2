import { createServer, request } from "node:http";

/**
 * The peer takes any host that isn't GitHub's own for a GitHub Enterprise Server, whose API is below
 * /api/v3. This server on the loopback address removes that prefix and forwards everything.
 * @param {string} url of the emulator
 * @returns {Promise<{ url: string, close(): void }>}
 */
export function forwardTo(url) {
  const target = new URL(url);
  const server = createServer((incoming, answer) => {
    const path = (incoming.url ?? "/")
      .replace(/^\/api\/v3(?=\/)/, "")
      .replace(/^\/api\/graphql/, "/graphql");
    const { method = "GET", headers } = incoming;
    const { hostname: host, port } = target;
    const onward = request({ host, port, path, method, headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(answer);
    });
    onward.on("error", () => answer.destroy());
    incoming.pipe(onward);
  });
  return new Promise((ready) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      ready({
        url: `http://127.0.0.1:${port}/`,
        close: () => {
          server.close();
          server.closeAllConnections();
        },
      });
    });
  });
}
