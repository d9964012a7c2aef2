import { shown } from "../../texts";
import { WrongUse } from "../flags";
import type { Declared } from "../pulumi/resources";
import type { AuditedSecret, Report } from "./report";
import { days, resourcesInWords } from "./words";

/** Something that the caller doesn't want to find. */
export interface AuditRule {
  /** As the caller wrote it. */
  name: string;
  /** What a rule needs to be known. */
  needs?: "stacks" | "preview";
  /** What is wrong with a secret; undefined if nothing is. */
  finds(secret: AuditedSecret): string | undefined;
  /** What is wrong with resources of the preview that aren't secrets at GitHub. */
  beside?(report: Report): { one: Declared; says: string }[];
}

export interface Finding {
  rule: string;
  className: string;
  id: string;
  says: string;
}

/** What `--fail-on` takes, for the help and for errors. */
export const RULES = "undeclared, older-than=180d, visibility=all, overwritten, deleted";

/** Reads the values of `--fail-on`, each with one or more rules. */
export function rulesIn(texts: readonly string[]): AuditRule[] {
  const names = texts.flatMap((text) => text.split(",")).map((name) => name.trim());
  return names.filter(Boolean).map(ruleOf);
}

function ruleOf(name: string): AuditRule {
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
    return { name, needs: "stacks", finds: undeclared };
  }
  if (name === "overwritten") return overwritten;
  if (name === "deleted") return deleted;
  throw new WrongUse(`--fail-on takes ${RULES}, not ${shown(name)}`);
}

/** A secret that may or may not be declared is found too: only certainty is an all-clear. */
function undeclared({ declaredBy, mayBeDeclaredBy }: AuditedSecret): string | undefined {
  if (declaredBy?.length !== 0) return undefined;
  return mayBeDeclaredBy.length === 0
    ? "declared by no stack"
    : `not known whether ${resourcesInWords(mayBeDeclaredBy)} declares it`;
}

/** A resource whose secret's name is hidden may be about any secret, so it is no all-clear. */
const unknownOf = ({ unknown }: Report, how: Declared["toExisting"]) =>
  unknown.filter(({ toExisting }) => toExisting === how);

const overwritten: AuditRule = {
  name: "overwritten",
  needs: "preview",
  finds: ({ preview, age }) =>
    preview === "overwritten" ? `its value, ${days(age)} old, would be overwritten` : undefined,
  beside: (report) =>
    unknownOf(report, "overwritten").map((one) => ({
      one,
      says: "its name is secret or not known yet, so it may overwrite a value",
    })),
};

const deleted: AuditRule = {
  name: "deleted",
  needs: "preview",
  finds: ({ preview, age }) =>
    preview === "deleted"
      ? `would be deleted, and its value, ${days(age)} old, with it`
      : undefined,
  beside: (report) => [
    ...report.deletes.map((one) => ({ one, says: "would be deleted" })),
    ...unknownOf(report, "deleted").map((one) => ({
      one,
      says: "would be deleted; the names of its secrets are secret",
    })),
  ],
};

export function findingsOf(report: Report, rules: readonly AuditRule[]): Finding[] {
  return rules.flatMap((rule) => [
    ...report.secrets.flatMap((secret) => {
      const says = rule.finds(secret);
      const { className, id } = secret;
      return says === undefined ? [] : [{ rule: rule.name, className, id, says }];
    }),
    ...(rule.beside?.(report) ?? []).map(({ one, says }) => {
      const { className, id, resource } = one;
      return { rule: rule.name, className, id: id ?? resource, says };
    }),
  ]);
}
