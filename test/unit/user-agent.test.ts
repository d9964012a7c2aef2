import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { transformSync } from "@swc/core";
import { userAgent } from "../../provider/src/github/user-agent";
import { PROVIDER } from "./source-files";

const folder = mkdtempSync(join(tmpdir(), "bundle-"));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** As a bundler does: the code lies in a folder where another package's manifest may be. */
function bundled(manifest: object | undefined): string {
  const place = mkdtempSync(join(folder, "app-"));
  const dist = join(place, "dist", "lib");
  mkdirSync(dist, { recursive: true });
  const source = readFileSync(join(PROVIDER, "github/user-agent.ts"), "utf8");
  const { code } = transformSync(source, {
    jsc: { parser: { syntax: "typescript" }, target: "es2022" },
    module: { type: "commonjs" },
  });
  const file = join(dist, "bundle.cjs");
  writeFileSync(file, code);
  if (manifest) writeFileSync(join(place, "package.json"), JSON.stringify(manifest));
  return jest.requireActual<{ userAgent: string }>(file).userAgent;
}

test("requests name this package and its version", () => {
  expect(userAgent).toMatch(/^pulumi-github-codespaces\/\d+\.\d+\.\d+/);
});

test.each([
  ["another package's manifest", { name: "their-action", version: "9.9.9" }],
  ["no manifest", undefined],
  ["one that says nothing", {}],
])("in a bundle beside %s they name this package alone", (_, manifest) => {
  expect(bundled(manifest)).toBe("pulumi-github-codespaces");
});
