import { readSettings } from "../../provider/src/settings/reading";

const GITHUB = "https://api.github.com";
const ACME = "https://api.acme.ghe.com";

/** The address of the API, or why there is none. */
function read(baseUrl: string): string {
  try {
    const config: Record<string, string> = { "github-codespaces:baseUrl": baseUrl };
    return readSettings((key) => config[key], {}).baseUrl;
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
}

test.each([
  "https://github.com",
  "https://www.github.com/",
  "https://api.github.com",
  "https://api.github.com//",
  "https://api.github.com/graphql",
  "https://api.github.com/api/v3",
  "https://api.github.com/api/v3/",
  "https://api.github.com/api/graphql",
  "HTTPS://API.GitHub.COM/API/V3",
  "https://api.github.com:443",
  "https://api.github.com.",
])("%s is GitHub.com", (text) => {
  expect(read(text)).toBe(GITHUB);
});

test.each([
  "https://acme.ghe.com",
  "https://ACME.GHE.com/",
  "https://acme.ghe.com/api/v3",
  "https://acme.ghe.com/graphql",
  "https://api.acme.ghe.com/api/v3/",
  "https://api.acme.ghe.com/graphql/",
  "https://www.acme.ghe.com",
])("%s is acme's with data residency", (text) => {
  expect(read(text)).toBe(ACME);
});

test.each([
  ["https://github.com/acme", GITHUB],
  ["https://github.com/orgs/acme/settings", GITHUB],
  ["https://api.github.com/orgs/acme", GITHUB],
  ["https://api.github.com?per_page=1", GITHUB],
  ["https://github.com:8443", GITHUB],
  ["https://acme.ghe.com/enterprises/acme", ACME],
  ["github.com", GITHUB],
  ["api.github.com/", GITHUB],
  ["acme.ghe.com", ACME],
])("%s is refused with the right one", (text, right) => {
  expect(read(text)).toMatch(/^the configuration github-codespaces:baseUrl is /);
  expect(read(text)).toContain(right);
});

test.each([
  "https://ghe.com",
  "https://api.ghe.com",
  "https://uploads.github.com",
  "https://a.b.ghe.com",
])("%s is refused with both forms", (text) => {
  expect(read(text)).toContain("https://api.github.com or https://api.SUBDOMAIN.ghe.com");
});

test.each([
  "https://git.corp.example/api/v3",
  "https://git.corp.example/API/V3/",
  "https://git.corp.example/api/graphql",
])("%s is a GitHub Enterprise Server", (text) => {
  expect(read(text)).toContain("GitHub Enterprise Server, which has no Codespaces");
});

test.each([
  ["https://gateway.corp.example/github/", "https://gateway.corp.example/github"],
  ["https://gateway.corp.example/graphql", "https://gateway.corp.example"],
  ["https://api.github.com.evil.example", "https://api.github.com.evil.example"],
  ["http://localhost:4010/", "http://localhost:4010"],
])("%s is somebody's own, %s", (text, kept) => {
  expect(read(text)).toBe(kept);
});

test("an address with a query is none", () => {
  expect(read("https://gateway.corp.example/?to=github")).toContain(
    "must have no query and no fragment",
  );
});
