/** The type of a dynamic resource of this package, and of one of its plugin. */
const TYPE = /(?:^|\/)github-codespaces:(?:index:)?(\w+)$/;

/** The class that a type of Pulumi's names; undefined if the type is of another package. */
export function classNameOf(type: unknown): string | undefined {
  return TYPE.exec(String(type))?.[1];
}
