import { EXIT, type Command } from "../command";

export const audit: Command = {
  name: "audit",
  summary: "",
  about: [],
  usage: "",
  groups: [],
  examples: [],
  run: () => Promise.resolve(EXIT.fine),
};
