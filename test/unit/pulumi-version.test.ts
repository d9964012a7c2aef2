import { isTooOld, requirePulumi } from "../../provider/src/program/registration/pulumi-version";

test.each(["3.216.0", "3.216.1", "3.259.0", "4.0.0", "3.260.0-alpha.1", "10.0.0"])(
  "@pulumi/pulumi %s will do",
  (version) => {
    expect(isTooOld(version)).toBe(false);
  },
);

test.each(["3.215.9", "3.68.0", "2.300.0", "3.99.0", "3.215.0-beta+1"])(
  "@pulumi/pulumi %s is too old",
  (version) => {
    expect(isTooOld(version)).toBe(true);
  },
);

test("a program with an old @pulumi/pulumi is told what it has, what it needs and how to get it", () => {
  expect(() => {
    requirePulumi("3.100.0");
  }).toThrow(
    "pulumi-github-codespaces needs @pulumi/pulumi 3.216.0 or newer, and this program has 3.100.0: " +
      "run `npm install @pulumi/pulumi@latest`.",
  );
});
