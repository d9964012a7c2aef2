import { once } from "node:events";
import { createServer } from "node:http";

/**
 * What the tests' stacks ask for the key of their secrets, as they would ask HashiCorp's Vault: a passphrase, slow on purpose,
 * costs each command of Pulumi's a fifth of its time. What is done with the key is the same. One for a run of Jest.
 */
const server = createServer((request, response) => {
  request.resume().on("end", () => {
    const plaintext = Buffer.alloc(32, "a key of the tests").toString("base64");
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify({ data: { plaintext } }));
  });
});

export default async function start() {
  // It ends with this process.
  server.listen(0, "127.0.0.1").unref();
  await once(server, "listening");
  const address = server.address();
  if (address !== null && typeof address === "object") {
    process.env.TEST_KEYS_URL = `http://127.0.0.1:${address.port}`;
  }
}
