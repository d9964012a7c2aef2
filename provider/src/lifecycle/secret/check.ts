import {
  identityOf,
  type SecretKind,
  type SecretInputs,
  type SecretState,
} from "../../kinds/secret-kind";
import { beforeOf, declare } from "../still-declared";
import {
  type CheckFailure,
  checkFields,
  failure,
  inCheckedForm,
  notChecked,
} from "../../rules/fields";
import { isFingerprint } from "../../session/values";
import type { Checked } from "../lifecycle";
import { membersOf, unknown, without, type Plain, type Props } from "../../rules/plain";
import { checkValueIsGivenOnce, keepsValue } from "../../rules/secret-value";
import type { Session } from "../../session/session";
import { LIST_IGNORED, VALUE_IGNORED } from "../../rules/hints";
import { identityIn } from "../../session/identity";
import type { ListDeclared } from "../../session/whole-lists";
import { isGivenBack, noteIgnoredValue } from "./ignored-value";
import { asDeclared, checkKept, sayHandedOver } from "./kept-check";
import { printIdentity, printOf } from "./value-fingerprint";

/** The `valueWritten` of a value that only this stack has written. */
export const BY_THIS_STACK = "by this stack";

/** The `valueWritten` of a value that is left to others from the start. Without `ignoreChanges` it is written. */
const BY_OTHERS = "left to others (ignoreChanges)";

/** Validates a secret's inputs, and replaces its value with a fingerprint. */
export function checkSecret(
  kind: SecretKind,
  { olds, news: given }: { olds: Props; news: Props },
  session: Session,
): Checked {
  const news = asDeclared({ olds, news: given });
  const { inputs, failures } = checkFields(kind.inputFields, news);
  failures.push(...checkValueIsGivenOnce(news), ...checkListFitsVisibility(inputs, news));
  failures.push(...checkKept(kind, { olds, inputs }));
  // Without the inputs, since the plain value is among them.
  if (failures.length > 0) return { inputs: {}, failures };
  const id = idIfKnown(kind, inputs);
  const givenBack = isGivenBack({ olds, news });
  const isIgnored = news[VALUE_IGNORED] === true || givenBack;
  const fedBack = givenBack || isFedBack({ olds, inputs, isIgnored });
  const checking = { kind, session, olds, news, inputs, id, isIgnored, fedBack };
  const unsealed = sealAway(checking);
  if (unsealed !== undefined) return { inputs: {}, failures: [unsealed] };
  if (kind.hasList(inputs)) expectNewNames(checking);
  writeDownValue(checking);
  if (id === undefined) return { inputs, failures: [] };
  const before = beforeOf(kind.inputFields, olds, inputs);
  const name = identityOf(kind, id);
  sayHandedOver(checking, name, before);
  noteIgnoredValue(checking, name, before);
  const wrong = declare(kind, { olds, inputs, news, name }, session);
  if (wrong !== undefined) return { inputs, failures: [failure("secretName", wrong)] };
  const contradiction = session.lists.declare(listDeclared(checking));
  return {
    inputs,
    failures: contradiction ? [failure(contradiction.property, contradiction.why)] : [],
  };
}

/**
 * A secret's checked inputs, brought into that form again if necessary. Pulumi would store a plain value that
 * was set after the check.
 */
export function checkedSecret(kind: SecretKind, changed: Props): SecretInputs {
  const inputs: SecretInputs = inCheckedForm(kind.inputFields, changed);
  if (inputs.value !== undefined && !isFingerprint(inputs.value)) {
    throw notChecked([failure("value", "was given after the check")]);
  }
  if (!keepsValue(inputs)) return inputs;
  const beside = checkValueIsGivenOnce(changed);
  if (beside.length > 0) throw notChecked(beside);
  return without(inputs, ["valueWritten"]);
}

/** A value that isn't a fingerprint never goes into a state, wherever it came from. */
export function withoutPlainValue(recorded: SecretState): SecretState {
  const { value } = recorded;
  const isPlain = value !== undefined && !isFingerprint(value);
  return isPlain ? without(recorded, ["value"]) : recorded;
}

/** The check of one secret, whose other inputs are in order. */
export interface Checking {
  kind: SecretKind;
  session: Session;
  olds: Props;
  news: Props;
  inputs: Props;
  /** Undefined if what identifies it isn't known yet. */
  id: string | undefined;
  /** Its class has seen that `ignoreChanges` names the value. */
  isIgnored: boolean;
  /** Pulumi gave what the state has in the place of the program's value. */
  fedBack: boolean;
}

/** What the program says about the list. If it ignores the list's changes, others manage it. */
function listDeclared({ kind, olds, news, inputs }: Checking): ListDeclared {
  const isIgnored = news[LIST_IGNORED] === true || isGivenBack({ olds, news });
  const { visibility } = inputs;
  const hasNone = typeof visibility === "string" && !kind.hasList(inputs);
  return {
    secret: identityIn(kind, inputs),
    className: kind.className,
    visibility: hasNone ? visibility : undefined,
    members: isIgnored ? undefined : membersOf(inputs, "selectedRepositories"),
  };
}

/** Names whose ids the state can't know yet: the create or update will ask for them. */
function expectNewNames({ kind, session, olds, inputs }: Checking): void {
  const before = new Set(membersOf(olds, "selectedRepositories"));
  const members = membersOf(inputs, "selectedRepositories") ?? [];
  const names = members.filter((member) => member.includes("/") && !before.has(member));
  session.expectRepositories(kind.account, names);
}

/** Replaces the value with a fingerprint and keeps the value in memory. */
function sealAway({ kind, session, olds, inputs, id }: Checking): CheckFailure | undefined {
  const { value } = inputs;
  if (typeof value !== "string" || isFingerprint(value)) return undefined;
  if (id === undefined) {
    // A fingerprint is salted with the identity: until that is known, the fingerprint isn't either.
    inputs.value = unknown;
    return undefined;
  }
  const identity = printIdentity(kind, id);
  const given = { value, recorded: olds.value, identity, name: identityOf(kind, id) };
  const printed = printOf(given, session);
  if ("wrong" in printed) return failure("value", printed.wrong);
  session.values.keep(printed.print, value);
  inputs.value = printed.print;
  return undefined;
}

type Giving = Pick<Checking, "olds" | "inputs" | "isIgnored">;

function isFedBack({ olds, inputs, isIgnored }: Giving): boolean {
  const { value, encryptedValue: box } = inputs;
  if (typeof value === "string") return isFingerprint(value);
  return isIgnored && box !== undefined && box === olds.encryptedValue;
}

/** Who wrote the value, in the inputs: nobody of this stack if it keeps the one at GitHub. */
function writeDownValue(checking: Checking): void {
  const { olds, inputs, fedBack } = checking;
  // The box was sealed with that key, whatever the program names beside it.
  if (fedBack && inputs.encryptedValue !== undefined) inputs.keyId = olds.keyId;
  if (inputs.keepValue === false) delete inputs.keepValue;
  if (keepsValue(inputs)) return;
  inputs.valueWritten = inputs.keepValue === unknown ? unknown : valueWritten(checking);
}

/**
 * `read` writes here that somebody else wrote the value; the change back to the constant triggers the update
 * that writes it again. The note is kept if nothing is to be written: the value is ignored (Pulumi then feeds
 * its old fingerprint in), or changes from outside are not to be overwritten.
 */
function valueWritten({ session, olds, inputs, fedBack, isIgnored }: Checking): Plain {
  const policy = inputs.onExternalChange ?? session.settings.onExternalChange;
  const sameValue = ["value", "encryptedValue", "keyId"].every(
    (name) => olds[name] === inputs[name],
  );
  const keep = fedBack || (policy !== "overwrite" && sameValue);
  const now = isIgnored ? BY_OTHERS : BY_THIS_STACK;
  return keep ? (olds.valueWritten ?? now) : now;
}

function checkListFitsVisibility({ visibility }: Props, news: Props): CheckFailure[] {
  const given = (news.selectedRepositories ?? undefined) !== undefined;
  if (!given || visibility === undefined) return [];
  if (visibility === "selected" || visibility === unknown) return [];
  const why = 'is allowed only with visibility "selected": change visibility, or leave it out';
  return [failure("selectedRepositories", why)];
}

function idIfKnown(kind: SecretKind, props: Props): string | undefined {
  const identity = Object.keys(kind.inputFields).filter((name) => kind.inputFields[name]?.replaces);
  return identity.every((name) => typeof props[name] === "string") ? kind.id(props) : undefined;
}
