import { HOST } from "./project-file";

/**
 * For what the classes of npm's package hold and a plugin can't: Pulumi tells it nothing of a resource before its check, and a
 * check nothing of the resource's options. docs/languages.md says what follows.
 */
export const testOfClasses = HOST === "plugin" ? test.skip : test;
