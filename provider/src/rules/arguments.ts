import type { Field, Rule } from "./fields";
import { isOfDigits, login, repository, secretName } from "./names";
import { shown } from "../texts";

const CODESPACE = /^[a-z\d][a-z\d-]{0,99}$/i;
const REPOSITORY_NAME = /^(?!\.{1,2}$)[\w.-]{1,100}$/;

/** Name of a codespace, as GitHub gave it. */
const codespaceName: Rule = (value) =>
  typeof value === "string" && CODESPACE.test(value)
    ? { ok: value }
    : { wrong: `${shown(value)} is not the name of a codespace (A-Z, 0-9 and hyphens)` };

/** Name of a repository, without its owner. */
const repositoryName: Rule = (value) =>
  typeof value === "string" && REPOSITORY_NAME.test(value)
    ? { ok: value }
    : { wrong: `${shown(value)} is not the name of a repository (A-Z, 0-9, -, _ and .)` };

const word: Rule = (value) =>
  typeof value === "string" && /^[\w-]{1,100}$/.test(value)
    ? { ok: value }
    : { wrong: `${shown(value)} is not an id (A-Z, 0-9, _ and hyphens)` };

const text: Rule = (value) =>
  typeof value === "string" && value.trim() !== ""
    ? { ok: value }
    : { wrong: `${shown(value)} must be a non-empty string` };

const flag: Rule = (value) =>
  typeof value === "boolean" ? { ok: value } : { wrong: `${shown(value)} must be true or false` };

const id: Rule = (value) =>
  Number.isSafeInteger(value) && Number(value) > 0
    ? { ok: value }
    : {
        wrong: `${shown(value)} is not the id of a repository${isOfDigits(value) ? ": give it as a number, without quotes" : ""}`,
      };

/** The rule for `repository` in a call that also has `repositoryId`. */
const repositoryBesideId: Rule = (value, inputs) =>
  isOfDigits(value) || typeof value === "number"
    ? { wrong: `${shown(value)} must be "owner/name"; give an id as a number: repositoryId` }
    : repository(value, inputs);

/** The arguments that several calls have. */
export const argument = {
  org: { required: true, check: login },
  username: { required: true, check: login },
  repository: { required: true, check: repository },
  repositoryIfAny: { check: repositoryBesideId },
  repositoryId: { check: id },
  secretName: { required: true, check: secretName },
  codespace: { required: true, check: codespaceName },
  exportId: { check: word },
  repositoryName: { check: repositoryName },
  text: { required: true, check: text },
  textIfAny: { check: text },
  flag: { check: flag },
} satisfies Record<string, Field>;
