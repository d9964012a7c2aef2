/** A setting that can't be used. The message names it, but never shows its value if that is secret. */
export class WrongSetting extends Error {}
