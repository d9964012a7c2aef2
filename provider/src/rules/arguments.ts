import type { Field, Rule } from "./fields";
import { isOfDigits, login, repository, secretName } from "./names";
import { shown } from "../texts";

/** A text of this form. */
const matching =
  (form: RegExp, otherwise: string): Rule =>
  (value) =>
    typeof value === "string" && form.test(value)
      ? { ok: value }
      : { wrong: `${shown(value)} ${otherwise}` };

const text = matching(/\S/, "must be a non-empty string");

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
  /** As GitHub gave it. */
  codespace: {
    required: true,
    check: matching(
      /^[a-z\d][a-z\d-]{0,99}$/i,
      "is not the name of a codespace (A-Z, 0-9 and hyphens)",
    ),
  },
  exportId: { check: matching(/^[\w-]{1,100}$/, "is not an id (A-Z, 0-9, _ and hyphens)") },
  /** Without its owner. */
  repositoryName: {
    check: matching(
      /^(?!\.{1,2}$)[\w.-]{1,100}$/,
      "is not the name of a repository (A-Z, 0-9, -, _ and .)",
    ),
  },
  text: { required: true, check: text },
  textIfAny: { check: text },
  flag: { check: flag },
} satisfies Record<string, Field>;
