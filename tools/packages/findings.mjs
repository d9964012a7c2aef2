import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { manifestOf, ROOT } from "./tarballs.mjs";

/** What else is made of the sources, by the build or by `npm run docs:schema`. */
const MADE = { provider: ["schema.json"], emulator: ["dist/description.json"] };

/**
 * All that is wrong with a package as it would be published: for publint, for "are the types wrong?", and about its files.
 * @param {"provider" | "emulator"} folder
 * @param {string} tarball
 * @returns {Promise<string[]>}
 */
export async function findingsOf(folder, tarball) {
  const bytes = readFileSync(tarball);
  const types = createPackageFromTarballData(new Uint8Array(bytes));
  const files = types
    .listFiles()
    .map((file) => file.replace(`/node_modules/${types.packageName}/`, ""));
  return [
    ...(await ofPublint(folder, bytes)),
    ...(await ofTypes(types)),
    ...ofFiles(files, filesOf(folder)),
  ];
}

/**
 * @param {string} folder
 * @param {Buffer} bytes
 */
async function ofPublint(folder, bytes) {
  const tarball = new Uint8Array(bytes).buffer;
  const { messages } = await publint({ pack: { tarball }, strict: true });
  const manifest = manifestOf(folder);
  return messages.map(
    (one) => `publint: ${formatMessage(one, manifest, { color: false }) ?? one.code}`,
  );
}

/** @param {import("@arethetypeswrong/core").Package} types */
async function ofTypes(types) {
  const result = await checkPackage(types);
  if (!("problems" in result)) return ["types: there are none"];
  return result.problems.map((problem) => `types: ${JSON.stringify(problem)}`);
}

/**
 * @param {readonly string[]} found
 * @param {readonly string[]} expected
 */
export function ofFiles(found, expected) {
  return [
    ...found
      .filter((file) => !expected.includes(file))
      .map((file) => `${file} doesn't belong in it`),
    ...expected.filter((file) => !found.includes(file)).map((file) => `${file} is missing in it`),
  ];
}

/**
 * What a package has to have, and nothing else: what npm always adds, the command, and two files for each source.
 * @param {"provider" | "emulator"} folder
 */
export function filesOf(folder) {
  const sources = readdirSync(join(ROOT, folder, "src"), { recursive: true, encoding: "utf8" });
  const built = sources
    .filter((file) => file.endsWith(".ts"))
    .map((file) => `dist/${file.replaceAll("\\", "/").slice(0, -".ts".length)}`);
  const commands = Object.values(manifestOf(folder).bin ?? {}).map((bin) => bin.replace("./", ""));
  return [
    ...["LICENSE", "README.md", "package.json"],
    ...commands,
    ...built.flatMap((path) => [`${path}.d.ts`, `${path}.js`]),
    ...MADE[folder],
  ];
}
