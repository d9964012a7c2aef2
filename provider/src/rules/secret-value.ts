import { listed, shown, shownId } from "../texts";
import { OTHERS_UNSET } from "./hints";
import { failure, type CheckFailure, type Rule } from "./fields";
import { unknown, type Plain, type Props } from "./plain";

/** GitHub's limit for one value, in bytes of UTF-8. */
export const MAX_VALUE_BYTES = 49_152;

/** The sealed box of an empty value: a key of 32 bytes and an authentication code of 16. */
const SMALLEST_BOX = 48;
/** Encoding would turn it into another character, and the secret's value would differ from the program's. */
const LONE_SURROGATE = /\p{Surrogate}/u;
const BASE64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/;

export const value: Rule<string> = (text, inputs) => {
  if (typeof text !== "string") return { wrong: "must be a string" };
  if (text === "") return { wrong: `is empty: is the variable set?${othersIn(inputs)}` };
  if (LONE_SURROGATE.test(text)) {
    return { wrong: "contains half of a character (a lone surrogate), which UTF-8 can't encode" };
  }
  const bytes = Buffer.byteLength(text, "utf8");
  if (bytes <= MAX_VALUE_BYTES) return { ok: text };
  return { wrong: `is ${bytes} bytes of UTF-8; GitHub allows ${MAX_VALUE_BYTES}` };
};

/** Pulumi ends at the first failure: what else would fail in the same way. */
function othersIn(news: Props): string {
  const others = news[OTHERS_UNSET];
  if (!Array.isArray(others)) return "";
  const names = others.filter((name) => typeof name === "string");
  return `. The values of these are not set either: ${listed(names.map(shownId))}`;
}

/** The same after the failures of a set, which names its own ones itself. */
export function othersUnsetFailures(news: Props): CheckFailure[] {
  const told = othersIn(news).replace(/^\. /, "");
  return told === "" ? [] : [{ property: "secrets", reason: told }];
}

/** A token may be all of these, a box by no chance that counts; nor is it a text that somebody only encoded. */
const HEXADECIMAL = /^(?=.*\d)(?:[\da-f]+|[\dA-F]+)$/;
const NO_TEXT = /[^\P{Cc}\t\n\r]|\ufffd/u;
const SEAL_IT = "seal the value with the scope's public key, or give it as value";

export const encryptedValue: Rule<string> = (text) => {
  if (typeof text !== "string" || !BASE64.test(text)) {
    return { wrong: "is not base64: give the output of libsodium's sealed box, encoded" };
  }
  const bytes = Buffer.from(text, "base64");
  if (bytes.length < SMALLEST_BOX) {
    return { wrong: "is too short for a sealed box: seal the value with the scope's public key" };
  }
  if (HEXADECIMAL.test(text)) return { wrong: `is hexadecimal, not base64: ${SEAL_IT}` };
  if (!NO_TEXT.test(bytes.toString("utf8"))) {
    return { wrong: `is a text in base64, not a sealed box: ${SEAL_IT}` };
  }
  return { ok: text };
};

export const keyId: Rule<string> = (text) =>
  typeof text === "string" && text !== ""
    ? { ok: text }
    : {
        wrong: "must be the id of the public key that encryptedValue was sealed with, as a string",
      };

export const keepValue: Rule<boolean> = (given) =>
  typeof given === "boolean" ? { ok: given } : { wrong: `${shown(given)} must be true or false` };

/** Whether the secret keeps the value that it has at GitHub. */
export function keepsValue({ keepValue: given }: { keepValue?: Plain }): boolean {
  return given === true;
}

const VALUE_FORMS = ["value", "encryptedValue", "keyId"] as const;

/**
 * Requires exactly one of `value`, `encryptedValue` with `keyId`, and `keepValue: true`. Unknown inputs count as
 * given; whether a value is kept may also turn out not to be so.
 */
export function checkValueIsGivenOnce(news: Props): CheckFailure[] {
  const given = (name: string) => news[name] !== undefined && news[name] !== null;
  const fail = (property: string, why: string) => [failure(property, why)];
  if (news.keepValue === unknown) return [];
  if (keepsValue(news)) {
    const beside = VALUE_FORMS.filter(given);
    return beside.length === 0
      ? []
      : fail("keepValue", `is given together with ${beside.join(" and ")}: leave one of them out`);
  }
  if (given("value") && (given("encryptedValue") || given("keyId"))) {
    return fail(
      "value",
      "is given together with encryptedValue and keyId: keep one of the two forms",
    );
  }
  if (given("value")) return [];
  if (given("encryptedValue") && !given("keyId")) {
    return fail("keyId", "is missing: name the public key that encryptedValue was sealed with");
  }
  if (given("keyId") && !given("encryptedValue")) {
    return fail("encryptedValue", "is missing, although keyId is given");
  }
  if (given("encryptedValue")) return [];
  return fail(
    "value",
    `is missing: give value (is its variable set?), or encryptedValue with keyId, or keepValue: true${othersIn(news)}`,
  );
}
