// Chromium without a window, spoken to through its pipe: no port, and no package.
import { spawn } from "node:child_process";
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Where Chromium is; throws with what to install. */
export function findBrowser(env = process.env) {
  if (env.CHROMIUM) return env.CHROMIUM;
  const places = (env.PATH ?? "").split(delimiter);
  const found = NAMES.flatMap((name) => places.map((place) => join(place, name))).find(isThere);
  if (found) return found;
  throw new Error(
    "Chromium was not found. On Debian and Ubuntu `apt-get install " +
      "chromium` installs it; CHROMIUM can name another one.",
  );
}

/** @param {string} file */
function isThere(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @typedef {{ method: string, params: { request?: { url: string } } }} Doing */
/** @typedef {{ done: (result: object) => void, failed: (error: Error) => void }} Waiting */
/** @typedef {Doing & { id?: number, result: object, error?: { message: string } }} Message */
/** @typedef {{ targetInfos: { type: string, targetId: string }[] }} Targets */
/** @typedef {{ result: { value: unknown }, exceptionDetails?: object }} Evaluated */

/** One page of a browser. */
export class Page {
  /** What the page did, in the order of it. @type {Doing[]} */
  events = [];
  /** @type {Map<number, Waiting>} */
  #waiting = new Map();
  /** @type {string | undefined} */
  #session;
  #last = 0;
  #profile = mkdtempSync(join(tmpdir(), "pages-"));
  #child;

  /** @param {string} browser */
  constructor(browser) {
    const args = ["--headless", "--remote-debugging-pipe", `--user-data-dir=${this.#profile}`];
    // A container has no namespaces to make a sandbox of; the page is our own.
    const more = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars", "about:blank"];
    const stdio = /** @type {const} */ (["ignore", "ignore", "ignore", "pipe", "pipe"]);
    this.#child = spawn(browser, [...args, ...more], { stdio: [...stdio] });
    this.#child.once("error", (error) => {
      this.#end(error);
    });
    this.#child.once("exit", () => {
      this.#end(new Error("the browser ended"));
    });
    let text = "";
    this.#child.stdio[4]?.on("data", (/** @type {Buffer} */ data) => {
      const messages = (text + data.toString()).split("\0");
      text = messages.pop() ?? "";
      for (const message of messages) this.#hear(message);
    });
  }

  /** @param {Error} error */
  #end(error) {
    for (const { failed } of this.#waiting.values()) failed(error);
    this.#waiting.clear();
  }

  /** @param {string} text */
  #hear(text) {
    /** @type {unknown} */
    const message = JSON.parse(text);
    const { id, result, error, method, params } = /** @type {Message} */ (message);
    if (id === undefined) this.events.push({ method, params });
    else if (error) this.#waiting.get(id)?.failed(new Error(error.message));
    else this.#waiting.get(id)?.done(result);
  }

  /** @param {string} method @param {object} [params] @returns {Promise<object>} */
  ask(method, params = {}) {
    const id = ++this.#last;
    const session = this.#session && { sessionId: this.#session };
    const input = /** @type {import("node:stream").Writable} */ (this.#child.stdio[3]);
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done, failed });
      input.write(`${JSON.stringify({ id, method, params, ...session })}\0`);
    });
  }

  async start() {
    const { targetInfos } = /** @type {Targets} */ (await this.ask("Target.getTargets"));
    const target = targetInfos.find(({ type }) => type === "page");
    const wanted = { targetId: target?.targetId, flatten: true };
    const attached = await this.ask("Target.attachToTarget", wanted);
    this.#session = /** @type {{ sessionId: string }} */ (attached).sessionId;
    for (const part of ["Page", "Network", "Log", "Runtime"]) await this.ask(`${part}.enable`);
  }

  /** @param {{ width: number, height: number, dark?: boolean }} size */
  async resize({ width, height, dark = false }) {
    const mobile = width < 500;
    const metrics = { width, height, mobile, deviceScaleFactor: 1 };
    await this.ask("Emulation.setDeviceMetricsOverride", metrics);
    const features = [{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }];
    await this.ask("Emulation.setEmulatedMedia", { features });
  }

  /** @param {string} url */
  async open(url) {
    await this.ask("Page.navigate", { url });
    const ready = "document.readyState === 'complete' && location.href !== 'about:blank'";
    while (!(await this.value(ready)));
  }

  /** What an expression is on the page. @param {string} expression @returns {Promise<unknown>} */
  async value(expression) {
    const answer = await this.ask("Runtime.evaluate", { expression, returnByValue: true });
    const { result, exceptionDetails } = /** @type {Evaluated} */ (answer);
    if (exceptionDetails) throw new Error(`${expression}: ${JSON.stringify(exceptionDetails)}`);
    return result.value;
  }

  /** As the keyboard does it. @param {string} key @param {string} [text] */
  async press(key, text) {
    const codes = /** @type {Record<string, number>} */ ({ Tab: 9, Enter: 13, Escape: 27 });
    const code = codes[key] ?? key.toUpperCase().charCodeAt(0);
    const params = { key, windowsVirtualKeyCode: code, ...(text && { text }) };
    await this.ask("Input.dispatchKeyEvent", { type: "keyDown", ...params });
    await this.ask("Input.dispatchKeyEvent", { type: "keyUp", ...params });
  }

  /** @param {string} file @param {{ whole?: boolean }} [options] */
  async shoot(file, { whole = true } = {}) {
    const shot = await this.ask("Page.captureScreenshot", { captureBeyondViewport: whole });
    writeFileSync(file, Buffer.from(/** @type {{ data: string }} */ (shot).data, "base64"));
  }

  async close() {
    const ended = new Promise((done) => this.#child.once("exit", done));
    this.#child.kill();
    await ended;
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
