import { PassThrough } from "node:stream";
import { passWholeLines } from "../support/whole-lines";

test("two streams never break each other's lines", async () => {
  const [one, other] = [new PassThrough(), new PassThrough()];
  let output = "";
  for (const stream of [one, other]) passWholeLines(stream, (text) => (output += text));
  one.write("first ha");
  other.write("a warning\nand");
  one.write("lf\nsecond\n");
  await new Promise(setImmediate);
  one.end("end");
  other.end(" more");
  await new Promise(setImmediate);
  expect(output.split("\n").sort()).toEqual(
    ["a warning", "endand more", "first half", "second"].sort(),
  );
});
