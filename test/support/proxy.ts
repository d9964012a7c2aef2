import {
  createServer,
  request,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
} from "node:http";
import { createServer as createTlsServer } from "node:https";
import { connect, type AddressInfo, type Socket } from "node:net";
import { generate } from "selfsigned";

export interface Relay {
  url: string;
  /** What came in: `CONNECT localhost:1234`, `GET http://127.0.0.1:1234/user`. */
  lines: string[];
  /** All headers that came in, as text. */
  headers: string;
  close(): Promise<void>;
}

/** A forward proxy on loopback: it tunnels CONNECT and passes on what names a whole URL. */
export async function startProxy(): Promise<Relay> {
  const noted = { lines: [] as string[], headers: "" };
  const server = createServer((incoming, answer) => {
    note(noted, incoming);
    const { method, headers, url = "" } = incoming;
    const onward = request(url, { method, headers }, (received) => {
      answer.writeHead(received.statusCode ?? 502, received.headers);
      received.pipe(answer);
    });
    onward.on("error", () => answer.destroy());
    incoming.pipe(onward);
  });
  server.on("connect", (incoming: IncomingMessage, socket, head) => {
    note(noted, incoming);
    const { hostname, port } = new URL(`http://${incoming.url ?? ""}`);
    const onward = connect(Number(port), hostname, () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    onward.on("error", () => socket.destroy());
    socket.on("error", () => onward.destroy());
  });
  return relayOf(server, noted, "http://127.0.0.1");
}

/** A proxy that notes whom it is asked to reach, and reaches nobody. */
export async function startClosedProxy(): Promise<Relay> {
  const noted = { lines: [] as string[], headers: "" };
  const server = createServer();
  server.on("connect", (incoming: IncomingMessage, socket) => {
    note(noted, incoming);
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  return relayOf(server, noted, "http://127.0.0.1");
}

/** `https://localhost` before another server, with a certificate that nobody knows. */
export async function startTlsFront(target: string): Promise<Relay & { certificate: string }> {
  const noted = { lines: [] as string[], headers: "" };
  const extensions = [
    { name: "basicConstraints" as const, cA: true },
    { name: "subjectAltName" as const, altNames: [{ type: 2 as const, value: "localhost" }] },
  ];
  const { cert, private: key } = await generate([{ name: "commonName", value: "localhost" }], {
    extensions,
  });
  const server = createTlsServer({ cert, key }, (incoming, answer) => {
    note(noted, incoming);
    const { method, headers, url = "" } = incoming;
    const onward = request(target + url, { method, headers }, (received) => {
      answer.writeHead(received.statusCode ?? 502, received.headers);
      received.pipe(answer);
    });
    incoming.pipe(onward);
  });
  return { ...(await relayOf(server, noted, "https://localhost")), certificate: cert };
}

/** A gateway that keeps what it was answered, unless it is asked for what is there now. */
export async function startCaching(target: string): Promise<Relay> {
  const noted = { lines: [] as string[], headers: "" };
  const kept = new Map<string, { status: number; headers: IncomingHttpHeaders; body: Buffer }>();
  const server = createServer((incoming, answer) => {
    note(noted, incoming);
    const { method, headers, url = "" } = incoming;
    const key = `${method ?? ""} ${url}`;
    const last = headers["cache-control"] === "no-cache" ? undefined : kept.get(key);
    if (last !== undefined) {
      answer.writeHead(last.status, { ...last.headers, age: "30" }).end(last.body);
      return;
    }
    const onward = request(target + url, { method, headers }, (received) => {
      const parts: Buffer[] = [];
      received.on("data", (part: Buffer) => parts.push(part));
      received.on("end", () => {
        const { statusCode: status = 502, headers: said } = received;
        const body = Buffer.concat(parts);
        if (method === "GET") kept.set(key, { status, headers: said, body });
        answer.writeHead(status, said).end(body);
      });
    });
    incoming.pipe(onward);
  });
  return relayOf(server, noted, "http://127.0.0.1");
}

/** Answers everything by a redirect, or by a success without a word. */
export async function startAnswering(status: number, location?: () => string): Promise<Relay> {
  const noted = { lines: [] as string[], headers: "" };
  const server = createServer((incoming, answer) => {
    note(noted, incoming);
    const target = location && location() + (incoming.url ?? "");
    answer.writeHead(status, {
      "content-type": "application/json",
      ...(target && { location: target }),
    });
    answer.end("{}");
  });
  return relayOf(server, noted, "http://127.0.0.1");
}

interface Noted {
  lines: string[];
  headers: string;
}

function note(noted: Noted, { method, url, rawHeaders }: IncomingMessage): void {
  noted.lines.push(`${method ?? ""} ${url ?? ""}`);
  noted.headers += `${rawHeaders.join("\n")}\n`;
}

async function relayOf(server: Server, noted: Noted, origin: string): Promise<Relay> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((closed) => {
      server.close(() => {
        closed();
      });
      // A tunnel's socket is none of the HTTP server's connections any more.
      for (const socket of sockets) socket.destroy();
    });
  return {
    url: `${origin}:${port}`,
    lines: noted.lines,
    get headers() {
      return noted.headers;
    },
    close,
  };
}
