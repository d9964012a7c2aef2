import { ONE, testVerbs, TWO, type Verb } from "../../support/fault-matrix";
import type { Declared } from "../../support/stack";
import type { Props } from "../../../provider/src/lifecycle/plain";

const user = (args: Props = {}, name = "user"): Declared => ({
  name,
  kind: "userSecret",
  args: { secretName: "X", value: ONE, selectedRepositories: ["octocat/dotfiles"], ...args },
});
const repo = (args: Props = {}, name = "repo"): Declared => ({
  name,
  kind: "repoSecret",
  args: { repository: "acme/api", secretName: "X", value: ONE, ...args },
});

const verbs = [user, repo].flatMap((one): Verb[] => {
  const { name: kind } = one();
  return [
    { name: `${kind}: create`, before: [], after: [one()] },
    { name: `${kind}: change the value`, before: [one()], after: [one({ value: TWO })] },
    { name: `${kind}: replace`, before: [one()], after: [one({ secretName: "Y" })] },
    {
      name: `${kind}: rename in the program`,
      before: [one()],
      after: [one({}, "another")],
      writesAnothers: true,
    },
    { name: `${kind}: delete`, before: [one()], after: [] },
    { name: `${kind}: refresh`, before: [one()], operation: "refresh" },
  ];
});

testVerbs(verbs, { atLeast: 1500 });
