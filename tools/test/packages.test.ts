import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ROOT } from "../../test/support/markdown";
import { sourceFiles } from "../../test/unit/source-files";

interface Manifest {
  keywords: string[];
  sideEffects: string[];
  publishConfig: Record<string, unknown>;
}

interface Versioned {
  version?: string;
  dependencies?: Record<string, string>;
  packages?: Record<string, Versioned>;
}

const manifestOf = (folder: string) =>
  JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8")) as Manifest;

describe.each(["provider", "emulator"])("package.json of %s", (folder) => {
  const manifest = manifestOf(folder);

  test("names as having side effects the commands, which are all that has some", () => {
    const bare = sourceFiles(`${folder}/src`, ".ts").filter((file) =>
      /^import "/m.test(readFileSync(join(ROOT, file), "utf8")),
    );
    expect(bare).toEqual([]);
    const [bins, command = ""] = manifest.sideEffects;
    expect(bins).toBe("./bin/*");
    const source = command.replace("./dist/", `${folder}/src/`).replace(/\.js$/, ".ts");
    expect(existsSync(join(ROOT, source))).toBe(true);
  });

  test("publishes for everybody, and with provenance", () => {
    expect(manifest.publishConfig).toEqual({ access: "public", provenance: true });
    expect(manifest.keywords).toContain("github-codespaces");
  });
});

test("a new version is written wherever the old one stands", () => {
  const folder = mkdtempSync(join(tmpdir(), "version-test-"));
  try {
    const files = ["package-lock.json", "provider/package.json", "emulator/package.json"];
    for (const file of [...files, "examples/quickstart/package.json"]) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      cpSync(join(ROOT, file), join(folder, file));
    }
    execFileSync(process.execPath, [join(ROOT, "tools/release/version.mjs"), "9.8.7", folder]);
    const read = (file: string) =>
      JSON.parse(readFileSync(join(folder, file), "utf8")) as Versioned;
    const { packages = {} } = read("package-lock.json");
    for (const name of ["provider", "emulator"]) {
      expect([read(`${name}/package.json`).version, packages[name]?.version]).toEqual([
        "9.8.7",
        "9.8.7",
      ]);
    }
    const example = "examples/quickstart";
    const { dependencies } = read(`${example}/package.json`);
    expect(dependencies?.["pulumi-github-codespaces"]).toBe("9.8.7");
    expect(packages[example]?.dependencies).toEqual(dependencies);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
