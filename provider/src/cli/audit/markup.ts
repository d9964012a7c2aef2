/** A part of a page that is safe to put into it. */
export class Markup {
  constructor(readonly text: string) {}
}

type Part = Markup | string | number | false | undefined | readonly Part[];

/** A template for HTML: what is put into it is a text, unless it is Markup itself. */
export function markup(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  const [first = "", ...more] = strings;
  const text = more.reduce((all, string, index) => all + written(parts[index]) + string, first);
  return new Markup(text);
}

function written(part: Part): string {
  if (part === undefined || part === false) return "";
  if (part instanceof Markup) return part.text;
  if (typeof part === "object") return part.map(written).join("");
  return String(part).replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark);
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
