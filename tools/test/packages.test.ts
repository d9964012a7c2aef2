import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../test/support/markdown";
import { sourceFiles } from "../../test/unit/source-files";

interface Manifest {
  keywords: string[];
  sideEffects: string[];
  publishConfig: Record<string, unknown>;
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
