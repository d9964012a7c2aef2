import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Text } from "./project";

interface Plan {
  folder: string;
  /** Files that are always written. */
  own: readonly Text[];
  /** Files that are written only if they don't exist. */
  around: readonly Text[];
  overwrite: boolean;
}

export interface WrittenFiles {
  written: string[];
  /** Files that existed, and were left alone. */
  kept: string[];
}

/** Writes all, or nothing if that would overwrite a file unasked. */
export async function writeFiles({ folder, own, around, overwrite }: Plan): Promise<WrittenFiles> {
  const isThere = ({ name }: Text) => existsSync(join(folder, name));
  const inTheWay = overwrite ? [] : own.filter(isThere);
  if (inTheWay.length > 0) {
    const names = inTheWay.map(({ name }) => join(folder, name)).join(", ");
    throw new Error(
      `${names} already exists, so nothing was written: choose another folder, or add --overwrite.`,
    );
  }
  const kept = around.filter(isThere).map(({ name }) => name);
  const all = [...own, ...around.filter(({ name }) => !kept.includes(name))];
  await mkdir(folder, { recursive: true });
  for (const { name, text } of all) {
    // A file that has appeared since the check isn't overwritten either.
    await writeFile(join(folder, name), text, {
      flag: overwrite && own.some((one) => one.name === name) ? "w" : "wx",
    });
  }
  return { written: all.map(({ name }) => name), kept };
}
