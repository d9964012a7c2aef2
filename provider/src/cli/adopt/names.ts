/** Hands out names, each only once, whatever it is made from. */
export class FreeNames {
  readonly #taken = new Set<string>();

  /** The name, followed by the first number that makes it unique if it is taken. Case is ignored. */
  take(name: string, separator = ""): string {
    for (let number = 1; ; number++) {
      const one = number === 1 ? name : `${name}${separator}${number}`;
      if (this.#taken.has(one.toLowerCase())) continue;
      this.#taken.add(one.toLowerCase());
      return one;
    }
  }
}

/** `acme/NPM_TOKEN` as a key of the configuration: `acmeNpmToken`. */
export function configKeyOf(id: string): string {
  const [first = "secret", ...more] = wordsIn(id).map((word) => word.toLowerCase());
  return [first, ...more.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join("");
}

/**
 * `acme/NPM_TOKEN` as an environment variable: `CODESPACES_ACME_NPM_TOKEN`. What it begins with keeps a secret
 * that is called PATH or NODE_OPTIONS from being filled by what every machine has under that name.
 */
export function variableOf(id: string): string {
  return ["CODESPACES", ...wordsIn(id).map((word) => word.toUpperCase())].join("_");
}

function wordsIn(id: string): string[] {
  return id.split(/[^A-Za-z\d]+/).filter(Boolean);
}
