// `npm run test:pages`: the audit's page in Chromium, wide and narrow, light and dark, with the keyboard alone.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { findBrowser, Page } from "./browser.mjs";
import { sampleState, startSample } from "./sample.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** The screenshots stay here, to be looked at. */
const FOLDER = join(ROOT, ".cache", "pages");

const SIZES = [
  { name: "wide", width: 1440, height: 1100 },
  { name: "dark", width: 1440, height: 1100, dark: true },
  { name: "tablet", width: 820, height: 1180 },
  { name: "narrow", width: 360, height: 780 },
];

try {
  const browser = findBrowser();
  mkdirSync(FOLDER, { recursive: true });
  await writePage("audit", {});
  await writePage("large", { secrets: 500, repositories: 90 });
  const page = new Page(browser);
  try {
    await page.start();
    await look(page);
    await lookAtLarge(page);
    await useKeyboard(page);
    quiet(page);
  } finally {
    await page.close();
  }
  console.log(`All well. Look at the screenshots in ${FOLDER}.`);
} catch (error) {
  console.error(`✗ ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

/** By the command itself, as users call it. */
/** @param {string} name @param {Parameters<typeof startSample>[0]} size */
async function writePage(name, size) {
  const emulator = await startSample(size);
  writeFileSync(join(FOLDER, "prod.json"), sampleState());
  const command = join(ROOT, "provider/bin/pulumi-github-codespaces.js");
  const what = ["audit", "--org", "acme", "--repo", "acme/api", "--state", "prod.json"];
  const args = [command, ...what, "--fail-on", "undeclared", "--html", `${name}.html`];
  const env = { ...process.env, GITHUB_API_URL: emulator.url, GITHUB_TOKEN: emulator.token };
  const child = spawn(process.execPath, args, { cwd: FOLDER, env, stdio: ["ignore", "ignore", 2] });
  const code = /** @type {unknown} */ (await new Promise((done) => child.once("close", done)));
  await emulator.close();
  assert.equal(code, 3, "the audit finds what nobody declares");
}

/** @param {Page} page */
async function look(page) {
  for (const { name, ...size } of SIZES) {
    await page.resize(size);
    await page.open(pathToFileURL(join(FOLDER, "audit.html")).href);
    const width = Number(await page.value("document.documentElement.scrollWidth"));
    assert.ok(width <= size.width, `${name}: the page is ${width} wide, wider than the screen`);
    assert.equal(await shown(page), 12, `${name}: every secret is shown`);
    await page.shoot(join(FOLDER, `${name}.png`));
  }
}

/** A secret is a line of the table, however many columns there are. @param {Page} page */
async function lookAtLarge(page) {
  await page.resize({ width: 1440, height: 1100 });
  await page.open(pathToFileURL(join(FOLDER, "large.html")).href);
  const rows = "[...document.querySelectorAll('table.matrix tbody tr')]";
  const tallest = await page.value(`Math.max(...${rows}.map((row) => row.offsetHeight))`);
  assert.ok(Number(tallest) < 90, `large: a row is ${String(tallest)} pixels high`);
  await page.value("document.querySelector('form.filters').scrollIntoView()");
  await page.shoot(join(FOLDER, "large.png"), { whole: false });
}

/** The secrets that a person sees. @param {Page} page */
function shown(page) {
  const rows = "[...document.querySelectorAll('table.matrix tbody tr')]";
  return page.value(`${rows}.filter((row) => row.getClientRects().length > 0).length`);
}

/** @param {Page} page */
async function useKeyboard(page) {
  const [size = { width: 0, height: 0 }] = SIZES;
  await page.resize(size);
  await page.open(pathToFileURL(join(FOLDER, "audit.html")).href);
  await page.press("/", "/");
  await page.ask("Input.insertText", { text: "sentry" });
  assert.equal(await shown(page), 1, "a slash goes to the search, and typing filters");
  await page.press("Escape");
  assert.equal(await shown(page), 12, "Escape shows all again");
  const reached = [];
  for (let step = 0; step < 12; step++) {
    await page.press("Tab");
    const expression =
      "(({ name, dataset, tagName, type }) => name || dataset.sort || type || tagName)(document.activeElement)";
    reached.push(await page.value(expression));
    if (reached.at(-1) === "age" && reached.includes("DIV")) break;
  }
  const all = ["visibility", "declared", "age", "reset", "DIV", "name", "visibility", "age"];
  assert.deepEqual(reached, all, "Tab goes from filter to filter, to the table, to its columns");
  await page.press("Enter", "\r");
  const order = await page.value("document.querySelector('th.age').ariaSort");
  assert.equal(order, "ascending", "Enter sorts");
  const outline = await page.value("getComputedStyle(document.activeElement).outlineStyle");
  assert.equal(outline, "solid", "one sees where the keyboard is");
}

/** Nothing was asked of a network, and nothing was refused by the page's own policy. @param {Page} page */
function quiet({ events }) {
  const asked = events
    .filter(({ method }) => method === "Network.requestWillBeSent")
    .map(({ params }) => params.request?.url ?? "")
    .filter((url) => !url.startsWith("file:"));
  assert.deepEqual(asked, [], "the page asks no network for anything");
  const said = events.filter(({ method }) =>
    /^(Log.entryAdded|Runtime.exceptionThrown)$/.test(method),
  );
  assert.deepEqual(said, [], "the browser has nothing to complain about");
}
