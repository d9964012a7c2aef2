import { shown } from "../../texts";
import { WrongUse } from "../flags";
import type { AuditedSecret, Report } from "./report";
import { days } from "./words";

/** Something that the caller doesn't want to find. */
export interface Rule {
  /** As the caller wrote it. */
  name: string;
  /** What a rule needs to be known. */
  needs?: "stacks" | "preview";
  /** What is wrong with a secret; undefined if nothing is. */
  finds(secret: AuditedSecret): string | undefined;
}

export interface Finding {
  rule: string;
  className: string;
  id: string;
  says: string;
}

/** What `--fail-on` takes, for the help and for errors. */
export const RULES = "undeclared, older-than=180d, visibility=all, overwritten";

/** Reads the values of `--fail-on`, each with one or more rules. */
export function rulesIn(texts: readonly string[]): Rule[] {
  const names = texts.flatMap((text) => text.split(",")).map((name) => name.trim());
  return names.filter(Boolean).map(ruleOf);
}

function ruleOf(name: string): Rule {
  const [, least] = /^older-than=(\d{1,5})d$/.exec(name) ?? [];
  if (least !== undefined) {
    return { name, finds: ({ age }) => (age > Number(least) ? `${days(age)} old` : undefined) };
  }
  const [, visibility] = /^visibility=(all|private|selected)$/.exec(name) ?? [];
  if (visibility !== undefined) {
    const says = `visibility ${visibility}`;
    return { name, finds: (secret) => (secret.visibility === visibility ? says : undefined) };
  }
  if (name === "undeclared") {
    const finds = ({ declaredBy }: AuditedSecret) =>
      declaredBy?.length === 0 ? "declared by no stack" : undefined;
    return { name, needs: "stacks", finds };
  }
  if (name === "overwritten") {
    const finds = ({ preview, age }: AuditedSecret) =>
      preview === "overwritten" ? `its value, ${days(age)} old, would be overwritten` : undefined;
    return { name, needs: "preview", finds };
  }
  throw new WrongUse(`--fail-on takes ${RULES}, not ${shown(name)}`);
}

export function findingsOf({ secrets }: Report, rules: readonly Rule[]): Finding[] {
  return rules.flatMap((rule) =>
    secrets.flatMap((secret) => {
      const says = rule.finds(secret);
      const { className, id } = secret;
      return says === undefined ? [] : [{ rule: rule.name, className, id, says }];
    }),
  );
}
