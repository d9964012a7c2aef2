/** Base64 hides a text at any of three offsets. */
function disguises(canary: string): string[] {
  const encoded = ["", "x", "xx"].map((before, index) =>
    Buffer.from(before + canary, "utf8")
      .toString("base64")
      .slice(index === 0 ? 0 : 4, -4),
  );
  return [canary, ...encoded, Buffer.from(canary).toString("hex")];
}

/** Fails where one of the canaries is found, in clear, in base64 or in hex. */
export function expectNowhere(text: string, canaries: readonly string[]): void {
  for (const disguise of canaries.flatMap(disguises)) expect(text).not.toContain(disguise);
}

/** Those of the canaries that are found, in clear, in base64 or in hex. */
export function canariesIn(text: string, canaries: readonly string[]): string[] {
  return canaries.filter((canary) => disguises(canary).some((disguise) => text.includes(disguise)));
}
