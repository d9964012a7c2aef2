// The real one, loaded outside of Jest's sandbox: see environment.mjs.
module.exports = /** @type {Record<string, unknown>} */ (globalThis).tweetsodium;
