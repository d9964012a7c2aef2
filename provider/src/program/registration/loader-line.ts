/**
 * The line that Pulumi's stock dynamic-provider host runs to get at a class's provider. It lies in
 * every state: a frozen contract, byte for byte. Where the package can't be loaded it says where.
 */
export function loaderLine(className: string): string {
  return (
    `exports.handler=()=>{try{return require("pulumi-github-codespaces/dynamic").provider("${className}")}` +
    'catch(e){e.message="npm install pulumi-github-codespaces in "+process.cwd()+": "+e.message;throw e}}'
  );
}

/** The token of a class's type, which lies in every state too. */
export function typeToken(className: string): string {
  return `pulumi-nodejs:dynamic/github-codespaces:${className}`;
}

/** Whether something says of itself that it is of a type, as every resource of Pulumi does. */
export function isOfType(thing: unknown, type: string): boolean {
  return (thing as { __pulumiType?: unknown } | null | undefined)?.__pulumiType === type;
}
