import { ONE, TWO, useFaultMatrix, type Verb } from "../../support/fault-matrix";
import { all, orgSet, selected } from "../../support/sets";

// Sets with several secrets: one request of many fails. `contract/sets/as-single` has the rest of what may happen.

const matrix = useFaultMatrix();

const before = orgSet({ X: all(ONE), Y: selected(ONE, "api"), GONE: all(ONE) });
const verbs: Verb[] = [
  { name: "create", before: [], after: [before] },
  {
    name: "change, add and delete",
    before: [before],
    after: [orgSet({ X: all(TWO), Y: selected(ONE, "web"), NEW: all(TWO) })],
  },
  { name: "refresh", before: [before], operation: "refresh" },
  { name: "destroy", before: [before], operation: "destroy" },
];

test.each(verbs)("$name, whatever fails", async (verb) => {
  expect(await matrix.broken(verb)).toEqual([]);
});
