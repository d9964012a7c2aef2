import { proxyFor } from "../../provider/src/github/proxy";

const GITHUB = "https://api.github.com";

function proxy(env: Record<string, string>, address = GITHUB): string | undefined {
  return proxyFor(address, env)?.href;
}

function wordsOf(env: Record<string, string>, address = GITHUB): string {
  try {
    proxyFor(address, env);
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
  return "nothing is wrong";
}

test.each([
  ["proxy.corp.example:8080", "http://proxy.corp.example:8080/"],
  ["http://proxy.corp.example:8080", "http://proxy.corp.example:8080/"],
  ["HTTP://proxy.corp.example:8080/", "http://proxy.corp.example:8080/"],
  ["https://proxy.corp.example:8443", "https://proxy.corp.example:8443/"],
  ["user:p%40ss@proxy.corp.example:8080", "http://user:p%40ss@proxy.corp.example:8080/"],
  ["user:p@ss@proxy.corp.example:8080", "http://user:p%40ss@proxy.corp.example:8080/"],
  ["127.0.0.1:3128", "http://127.0.0.1:3128/"],
  ["[::1]:3128", "http://[::1]:3128/"],
  ["proxy", "http://proxy/"],
  [" proxy.corp.example:8080\n", "http://proxy.corp.example:8080/"],
])("a proxy written %j is %s, in each of the variables", (text, href) => {
  for (const name of ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"]) {
    expect(proxy({ [name]: text })).toBe(href);
  }
});

test("the lower case goes first, what is blank is none, and plain http has its own", () => {
  expect(proxy({ https_proxy: "a:1", HTTPS_PROXY: "b:1" })).toBe("http://a:1/");
  expect(proxy({ https_proxy: " ", HTTPS_PROXY: "b:1" })).toBe("http://b:1/");
  expect(proxy({ https_proxy: "", HTTPS_PROXY: "", http_proxy: "" })).toBeUndefined();
  expect(proxy({ HTTPS_PROXY: "a:1" }, "http://127.0.0.1:80")).toBeUndefined();
  expect(proxy({ HTTP_PROXY: "a:1" }, "http://127.0.0.1:80")).toBe("http://a:1/");
});

test.each([
  "http://user:ca#nary@proxy:8080",
  "http://user:ca/nary@proxy:8080",
  "http://user:%canary@proxy:8080",
  "http//canary:8080",
  "http:canary:8080",
  "http://canary/proxy.pac",
  "http://canary:80800",
  "ftp://canary:21",
  "http://",
  "canary proxy:8080",
  '"http://canary:8080"',
])("%j is none: the variable is named, nothing of it is printed", (text) => {
  for (const name of ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY"]) {
    expect(wordsOf({ [name]: text })).toContain(
      `The environment variable ${name} is not the address of a proxy: use http://HOST:PORT`,
    );
    expect(wordsOf({ [name]: text })).not.toContain("nary");
  }
});

test.each([
  "socks5://user:canary@proxy:1080",
  "socks://proxy:1080",
  "SOCKS5H://proxy",
  "socks4a://p",
])("%s is named as what is not supported", (text) => {
  const words = wordsOf({ https_proxy: text });
  expect(words).toContain("https_proxy names a SOCKS proxy, which is not supported");
  expect(words).not.toContain("canary");
});

describe("NO_PROXY", () => {
  const past = (list: string, address = GITHUB, name = "NO_PROXY") =>
    proxy({ HTTPS_PROXY: "proxy:8080", HTTP_PROXY: "proxy:8080", [name]: list }, address) ===
    undefined;

  test.each([
    "*",
    "api.github.com",
    "github.com",
    ".github.com",
    "*.github.com",
    "*github.com",
    "*:443",
    "API.GitHub.com",
    "api.github.com:443",
    "localhost, 127.0.0.1, .github.com",
    "localhost .github.com",
    "a;b;github.com",
    " ,, github.com ",
    "https://api.github.com",
    "api.github.com.",
  ])("%j goes past it for GitHub", (list) => {
    expect(past(list)).toBe(true);
    expect(past(list, GITHUB, "no_proxy")).toBe(true);
  });

  test.each([
    "",
    "github.com:8443",
    "hub.com",
    "api",
    "com.github",
    "10.0.0.0/8",
    "api.github.com.example",
    "xapi.github.com",
    "github.com/8",
    "*:8443",
    ".",
  ])("%j doesn't", (list) => {
    expect(past(list)).toBe(false);
  });

  test.each([
    ["127.0.0.1", "http://127.0.0.1:4010", true],
    ["127.0.0.0/8", "http://127.0.0.1:4010", true],
    ["10.0.0.0/8,127.0.0.1/32", "http://127.0.0.1:4010", true],
    ["127.0.0.1:4010", "http://127.0.0.1:4010", true],
    ["127.0.0.1:4011", "http://127.0.0.1:4010", false],
    ["128.0.0.0/8", "http://127.0.0.1:4010", false],
    ["127.0.0.0/99", "http://127.0.0.1:4010", false],
    ["0.0.1", "http://127.0.0.1:4010", false],
    ["::1", "http://[::1]:4010", true],
    ["[::1]", "http://[::1]:4010", true],
    ["[::1]:4010", "http://[::1]:4010", true],
    ["::/8", "http://[::1]:4010", true],
    ["localhost", "http://localhost:4010", true],
    ["127.0.0.0/8", "http://localhost:4010", false],
  ])("%s for %s: %s", (list, address, result) => {
    expect(past(list, address)).toBe(result);
  });

  test("what is gone past may be named as it likes", () => {
    const env = { HTTPS_PROXY: "socks5://proxy", NO_PROXY: "github.com" };
    expect(wordsOf(env)).toBe("nothing is wrong");
  });
});
