import { configurationKeys } from "../../provider/src/settings/given";

test("a misspelt setting is told with those that there are, and without its value", () => {
  const misspelt = () => configurationKeys({ tokn: "canary", baseUrl: "https://api.acme.ghe.com" });
  expect(misspelt).toThrow(/^tokn: is not a setting; the settings are token, tokenEnv, /);
  expect(misspelt).not.toThrow(/canary/);
});

test("the hint that a credential is given goes with the keys, also with one that is undefined", () => {
  const own = { "github-codespaces:ownCredential": "true" };
  expect(configurationKeys({ token: undefined }).hints).toEqual(own);
  expect(configurationKeys({ privateKeyEnv: "PEM" }).hints).toEqual(own);
  expect(configurationKeys({ userToken: "u", retries: 1 })).toEqual({
    hints: {},
    keys: [
      ["github-codespaces:userToken", "userToken", "u"],
      ["github-codespaces:retries", "retries", 1],
    ],
  });
});
