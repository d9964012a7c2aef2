import crypto from "node:crypto";
import { createRequire } from "node:module";
import { TestEnvironment } from "jest-environment-node";

const { scryptSync } = crypto;

/**
 * Node's environment, with what would take most of the tests' time made cheaper, and not different.
 *
 * tweetsodium is as Node itself loads it: in a sandbox of Jest each use of `Math` or `Float64Array` goes through
 * the sandbox's door, and sealing takes 30 ms instead of 1. And scrypt, slow on purpose, answers what it was asked
 * before from memory: thousands of cases take the fingerprints of the same few values.
 */
export default class extends TestEnvironment {
  /** @override */
  async setup() {
    await super.setup();
    this.global.tweetsodium = createRequire(import.meta.url)("tweetsodium");
    crypto.scryptSync = remembering();
  }

  /** @override */
  async teardown() {
    crypto.scryptSync = scryptSync;
    await super.teardown();
  }
}

/** @returns {typeof scryptSync} */
function remembering() {
  /** @type {Map<string, Buffer>} */
  const known = new Map();
  return (...args) => {
    const question = JSON.stringify(args);
    const answer = known.get(question) ?? scryptSync(...args);
    known.set(question, answer);
    return Buffer.from(answer);
  };
}
