/**
 * The line that Pulumi's stock dynamic-provider host runs to get a class's provider. Every state contains it,
 * so it is a frozen contract, byte for byte. If the package can't be loaded, the error says where it was looked
 * for.
 */
export function loaderLine(className: string): string {
  return (
    `exports.handler=()=>{try{return require("pulumi-github-codespaces/dynamic").provider("${className}")}` +
    'catch(e){e.message="npm install pulumi-github-codespaces in "+process.cwd()+": "+e.message;throw e}}'
  );
}

/** The type token of a class, which every state contains too. */
export function typeToken(className: string): string {
  return `pulumi-nodejs:dynamic/github-codespaces:${className}`;
}

/** Whether a thing declares itself to be of a type, as every Pulumi resource does. */
export function isOfType(thing: unknown, type: string): boolean {
  return (thing as { __pulumiType?: unknown } | null | undefined)?.__pulumiType === type;
}
