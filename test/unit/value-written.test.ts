import { unknown, type Props } from "../../provider/src/rules/plain";
import { BY_THIS_STACK, checkSecret } from "../../provider/src/lifecycle/secret/check";
import { orgSecret } from "../../provider/src/kinds/all";
import { offlineSession } from "./offline-session";

const outside = "outside Pulumi, 2026-12-01T10:00:00Z";
const secret: Props = { org: "acme", secretName: "TOKEN", visibility: "all", value: "one" };
const boxOf = (byte: number) => Buffer.alloc(48, byte).toString("base64");

function checked(
  news: Props,
  olds: Props = {},
  onExternalChange: "overwrite" | "ignore" = "overwrite",
) {
  return checkSecret(orgSecret, { olds, news }, offlineSession({ onExternalChange })).inputs;
}

const seenOutside: Props = { ...checked(secret), valueWritten: outside };
const sealed: Props = { ...secret, value: undefined, encryptedValue: boxOf(1), keyId: "1" };

test.each<[string, Props, Props, string]>([
  ["is to be overwritten", secret, seenOutside, BY_THIS_STACK],
  ["is left by the policy warn", { ...secret, onExternalChange: "warn" }, seenOutside, outside],
  ["is left by the policy ignore", { ...secret, onExternalChange: "ignore" }, seenOutside, outside],
  [
    "is left, but declared anew",
    { ...secret, value: "two", onExternalChange: "ignore" },
    seenOutside,
    BY_THIS_STACK,
  ],
  [
    "is left, but declared and unknown",
    { ...secret, value: unknown, onExternalChange: "ignore" },
    seenOutside,
    BY_THIS_STACK,
  ],
  [
    "is not ours to write, its fingerprint being fed back",
    { ...secret, value: seenOutside.value },
    seenOutside,
    outside,
  ],
  [
    "is left in its sealed form",
    { ...sealed, onExternalChange: "warn" },
    { ...checked(sealed), valueWritten: outside },
    outside,
  ],
  [
    "is sealed anew",
    { ...sealed, encryptedValue: boxOf(2), onExternalChange: "warn" },
    { ...checked(sealed), valueWritten: outside },
    BY_THIS_STACK,
  ],
])("after a value was written outside: it %s", (_, news, olds, valueWritten) => {
  expect(checked(news, olds).valueWritten).toBe(valueWritten);
});

test("valueWritten says of a new secret that this stack wrote it", () => {
  expect(checked(secret).valueWritten).toBe(BY_THIS_STACK);
});

test("the policy of the whole program counts where the secret names none", () => {
  expect(checked(secret, seenOutside, "ignore").valueWritten).toBe(outside);
  const named = { ...secret, onExternalChange: "overwrite" };
  expect(checked(named, seenOutside, "ignore").valueWritten).toBe(BY_THIS_STACK);
});

test("what read wrote to valueWritten passes when it is fed in as an input", () => {
  expect(checked({ ...secret, valueWritten: outside }).valueWritten).toBe(BY_THIS_STACK);
});
