import type { Answer } from "github-codespaces-emulator";

const LARGE = "9007199254740993";
const ESCAPES = "\\u001b]0;title\\u0007\\u001b[31m\\u009b2J\\u202e\\r\\n::error::";

/** Rewrites the JSON of GitHub's own answer. */
const rewritten = (of: (json: string) => string) => (answer: Answer) => ({
  ...answer,
  body: undefined,
  text: of(JSON.stringify(answer.body ?? {})),
  headers: { ...answer.headers, "content-type": "application/json" },
});

const numbers = (value: string) => (json: string) =>
  json.replace(/"(id|databaseId|total_count)":\d+/g, `"$1":${value}`);
const texts = (value: string) => (json: string) =>
  json.replace(/"(visibility|state|name|full_name|login|nameWithOwner)":"/g, `$&${value}`);
const stamps = (value: string) => (json: string) =>
  json.replace(/"(\w+_at)":"[^"]*"/g, `"$1":${value}`);
const key = (bytes: Buffer) => (json: string) =>
  json.replace(/"key":"[^"]*"/, `"key":"${bytes.toString("base64")}"`);
/** The point of order eight, and nothing: whoever knows that the key is one of them opens what it seals. */
const OF_ORDER_8 = "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800";

/** Answers of a server that wishes us ill, or has lost its mind: GitHub's own in most, and wrong in one thing. */
export const HOSTILE: Record<string, (answer: Answer) => Answer> = {
  "ids as texts": rewritten(numbers('"7"')),
  "ids beyond 2^53": rewritten(numbers(LARGE)),
  "unknown words": rewritten((json) => json.replace(/"(visibility|state)":"\w+"/g, '"$1":"new"')),
  "words that are numbers": rewritten((json) =>
    json.replace(/"(visibility|state|name)":"[^"]+"/g, '"$1":7'),
  ),
  "escapes before names": rewritten(texts(ESCAPES)),
  "names of a megabyte": rewritten(texts("x".repeat(2 ** 20))),
  "JSON with __proto__": rewritten((json) =>
    json.replace(/\{(?=")/g, '{"__proto__":{"polluted":1,"name":"x","id":7},"constructor":7,'),
  ),
  "null everywhere": rewritten((json) =>
    json.replace(/:("[^"]*"|\d+|true|false)(?=[,}])/g, ":null"),
  ),
  "stamps to come": rewritten(stamps('"9999-12-31T23:59:59Z"')),
  "stamps that are numbers": rewritten(stamps("1e300")),
  "a public key of 31 bytes": rewritten(key(Buffer.alloc(31, 1))),
  "a public key of low order": rewritten(key(Buffer.from(OF_ORDER_8, "hex"))),
};
