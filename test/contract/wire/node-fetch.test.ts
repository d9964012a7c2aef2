import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTcpServer, type AddressInfo, type Socket } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { boundedFetch } from "../../../provider/src/github/bounded-fetch";
import { nodeFetch, type Sent } from "../../../provider/src/github/node-fetch";

type Answering = (request: IncomingMessage, answer: ServerResponse) => void;

interface Asked {
  method: string | undefined;
  url: string | undefined;
  authorization: string | undefined;
  body: string;
}

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A server that notes what it is asked. */
async function serve(answering: Answering) {
  const asked: Asked[] = [];
  const server = createServer((request, answer) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const { method, url, headers } = request;
      const body = Buffer.concat(parts).toString();
      asked.push({ method, url, authorization: headers.authorization, body });
      answering(request, answer);
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return { asked, url: `http://127.0.0.1:${port}`, server };
}

const fetched = boundedFetch(nodeFetch);
const authorized = { headers: { authorization: "token s3cret" } };
const redirect = (status: number, location: string): Answering =>
  function answer({ url }, response) {
    if (url === "/from") response.writeHead(status, { location }).end();
    else response.end("there");
  };

test.each([
  ["gzip", gzipSync],
  ["deflate", deflateSync],
  ["br", brotliCompressSync],
] as const)("a body in %s is read", async (encoding, compress) => {
  const { url } = await serve((_, answer) => {
    answer.writeHead(200, { "content-encoding": encoding }).end(compress('{"a":1}'));
  });
  expect(await (await fetched(url)).text()).toBe('{"a":1}');
});

test("a compressed body that breaks off is an error", async () => {
  const { url } = await serve((_, answer) => {
    const body = gzipSync("x".repeat(1000)).subarray(0, 20);
    answer.writeHead(200, { "content-encoding": "gzip" }).end(body);
  });
  await expect(fetched(url)).rejects.toThrow("unexpected end of file");
});

test("a body that breaks off is an error", async () => {
  const { url } = await serve((_, answer) => {
    answer.writeHead(200, { "content-length": "100" }).write("half");
    setImmediate(() => answer.destroy());
  });
  await expect(fetched(url)).rejects.toThrow();
});

test("a body of every method is sent with its length", async () => {
  const { url, asked } = await serve((_, answer) => answer.writeHead(204).end());
  for (const method of ["POST", "PUT", "DELETE"]) await fetched(url, { method, body: "ä" });
  expect(asked.map(({ method, body }) => [method, body])).toEqual([
    ["POST", "ä"],
    ["PUT", "ä"],
    ["DELETE", "ä"],
  ]);
});

test("a redirect on the same host is followed with the credential, method and body", async () => {
  const { url, asked } = await serve(redirect(307, "/to"));
  const sent: Sent = { ...authorized, method: "PUT", body: "b" };
  const answer = await fetched(`${url}/from`, sent);
  expect([answer.url, await answer.text()]).toEqual([`${url}/to`, "there"]);
  expect(asked[1]).toEqual({ method: "PUT", url: "/to", authorization: "token s3cret", body: "b" });
});

test("a redirect to another host is followed without the credential", async () => {
  const other = await serve((_, answer) => answer.end("there"));
  const { url } = await serve(redirect(301, `${other.url}/to`));
  await fetched(`${url}/from`, authorized);
  expect(other.asked).toEqual([{ method: "GET", url: "/to", authorization: undefined, body: "" }]);
});

test.each([301, 302, 303])("what was posted is got after a %i", async (status) => {
  const { url, asked } = await serve(redirect(status, "/to"));
  await fetched(`${url}/from`, { method: "POST", body: "b" });
  expect(asked[1]).toMatchObject({ method: "GET", url: "/to", body: "" });
});

test("a redirect that isn't to be followed is the answer", async () => {
  const { url, asked } = await serve(redirect(307, "/to"));
  const answer = await fetched(`${url}/from`, { method: "DELETE", redirect: "manual" });
  expect([answer.status, answer.headers.get("location"), asked.length]).toEqual([307, "/to", 1]);
});

test("redirects in a circle end, and none leads away from HTTP", async () => {
  const { url, asked } = await serve((_, answer) => answer.writeHead(302, { location: "/" }).end());
  await expect(fetched(url)).rejects.toThrow("redirect count exceeded");
  expect(asked).toHaveLength(21);
  const { url: away } = await serve(redirect(302, "file:///etc/passwd"));
  await expect(fetched(`${away}/from`)).rejects.toThrow("away from HTTP");
});

test("a body that takes too long fails by its signal", async () => {
  const { url } = await serve((_, answer) => answer.writeHead(200).write("half"));
  const failed = fetched(url, { signal: AbortSignal.timeout(50) });
  await expect(failed).rejects.toMatchObject({ name: "TimeoutError" });
});

test("connections are used again", async () => {
  const { url, server } = await serve((_, answer) => answer.end("x"));
  let connections = 0;
  server.on("connection", () => (connections += 1));
  for (let request = 0; request < 5; request++) await (await fetched(url)).text();
  expect(connections).toBe(1);
});

/** A server that answers each connection with these bytes, whatever it is asked. */
async function answersWith(text: string, then: (socket: Socket) => void = () => undefined) {
  const server = createTcpServer({ pauseOnConnect: true }, (socket) => {
    socket.on("error", () => undefined).write(text);
    then(socket);
    closing.push(() => socket.destroy());
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  closing.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** More than the machine takes before the other side has read any of it. */
const LARGE = "x".repeat(12_000_000);

// Else the test fails by the error that nobody hears.
test("a server that answers and closes before it has read the body doesn't end the process", async () => {
  let closed: Promise<unknown> | undefined;
  const url = await answersWith("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", (socket) => {
    closed = new Promise((done) => socket.on("close", done));
    setTimeout(() => socket.resetAndDestroy(), 50);
  });
  const sent = { method: "PUT", body: LARGE, signal: AbortSignal.timeout(10_000) };
  expect(await (await fetched(url, sent)).text()).toBe("{}");
  await closed;
  await new Promise((later) => setTimeout(later, 100));
});

test("a change of the protocol is an error, at once", async () => {
  const url = await answersWith(
    "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n",
  );
  await expect(fetched(url)).rejects.toThrow("status 101, a change of protocol");
}, 10_000);
