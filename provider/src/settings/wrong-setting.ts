/** A setting that can't be used. The message names it and never its value if that is secret. */
export class WrongSetting extends Error {}
