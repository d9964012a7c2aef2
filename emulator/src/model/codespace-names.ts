import { createHash } from "node:crypto";

const adjectives = [
  "literate",
  "bookish",
  "curly",
  "fluffy",
  "fuzzy",
  "glowing",
  "jubilant",
  "orange",
  "scaling",
  "shiny",
  "silver",
  "special",
  "stunning",
  "super",
  "turbo",
  "upgraded",
] as const;
const things = ["space", "disco", "fortnight", "garbanzo", "happiness", "train", "waffle", "yodel"];
const animals = [
  "parakeet",
  "pancake",
  "barnacle",
  "carnival",
  "goggles",
  "guide",
  "meme",
  "orbit",
];

/** Looks as random as GitHub's, but is the same for the same number, so that a test run can be repeated exactly. */
export function codespaceNames(owner: string, number: number) {
  const digest = createHash("sha256").update(`codespace ${number}`).digest();
  const [a = 0, b = 0, c = 0] = digest;
  const words = [pick(adjectives, a), pick(things, b), pick(animals, c)];
  const end = `${number.toString(36)}${digest.toString("hex", 3, 9)}`.slice(0, 10);
  return {
    name: `${owner.toLowerCase()}-${words.join("-")}-${end}`,
    displayName: words.join(" "),
    environmentId: uuid(digest.toString("hex", 16)),
  };
}

/** 40 hexadecimal digits, the same for the same text. */
export function commitSha(text: string): string {
  return createHash("sha1").update(text).digest("hex");
}

function uuid(hex: string): string {
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
  ];
  return [...parts, hex.slice(20, 32)].join("-");
}

function pick(from: readonly string[], byte: number): string {
  return from[byte % from.length] ?? "";
}
