import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import grpc from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import messages from "google-protobuf/google/protobuf/empty_pb.js";
import { PLUGIN } from "../pack/bundle.mjs";
import { PARALLEL } from "./contenders.mjs";
import { median, seconds, table } from "./figures.mjs";
import { pluginFolder } from "./plugin.mjs";
import { timed } from "./timed-command.mjs";
import { declare, newProject, startWorld } from "./world.mjs";

const NPM_BIN = fileURLToPath(new URL("../../provider/bin", import.meta.url));
const COLD = 7;
const WHERE = { cwd: fileURLToPath(new URL(".", import.meta.url)), env: process.env };

/** The least that a run takes: no resource, and one. */
const SMALL = /** @type {const} */ ([
  { name: "nothing, in YAML", which: "yaml", count: 0 },
  { name: "a secret, in YAML", which: "yaml", count: 1 },
  { name: "a set of one, in YAML", which: "sets in yaml", count: 1 },
  { name: "nothing, with classes", which: "ours", count: 0 },
  { name: "a secret, with classes", which: "ours", count: 1 },
  { name: "a set of one, with classes", which: "sets", count: 1 },
]);

/**
 * How long everything takes to start: the plugin until its first answer, and the smallest programs.
 * @param {number} rounds
 * @returns {Promise<{ text: string, goals: import("./figures.mjs").Goal[] }[]>}
 */
export async function starts(rounds) {
  const places = { "its archive": await pluginFolder(), "npm's package": NPM_BIN };
  const alone = await sizes(() => timed([process.execPath, "-e", "0"], WHERE));
  // How long a program without a line takes tells what the machine had to do beside.
  const rows = [["Node alone", "", inMs(alone.wallMs), inMs(alone.cpuMs)]];
  const goals = [];
  for (const [name, folder] of Object.entries(places)) {
    const [port, answer] = await coldStart(folder);
    // It ends with its standard input.
    const { cpuMs } = await sizes(() => timed(["sh", "-c", `: | "${folder}/${PLUGIN}"`], WHERE));
    rows.push([name, inMs(port), inMs(answer), inMs(cpuMs)]);
    goals.push({
      goal: `s until the plugin's first answer, from ${name}`,
      most: 0.35,
      measured: answer / 1000,
    });
  }
  const columns = ["Cold start of the plugin", "its port", "its first answer", "CPU time"];
  const text = table(columns, rows);
  return [
    { text, goals },
    { text: await smallPrograms(rounds), goals: [] },
  ];
}

/** @param {number} ms */
const inMs = (ms) => `${ms.toFixed(0)} ms`;

/** @param {() => ReturnType<typeof timed>} measure @returns {Promise<{ wallMs: number, cpuMs: number }>} the medians */
async function sizes(measure) {
  const found = [];
  for (let run = 0; run < COLD; run++) found.push(await measure());
  return {
    wallMs: median(found.map(({ wallMs }) => wallMs)),
    cpuMs: median(found.map(({ cpuMs }) => cpuMs)),
  };
}

/** @param {string} folder of the plugin; in turn with nothing else @returns {Promise<[number, number]>} */
async function coldStart(folder) {
  /** @type {[number, number][]} */
  const found = [];
  for (let run = 0; run < COLD; run++) found.push(await oneStart(folder));
  return [median(found.map(([port]) => port)), median(found.map(([, answer]) => answer))];
}

/** @param {string} folder @returns {Promise<[number, number]>} until the port is told, and until the first answer */
async function oneStart(folder) {
  const started = performance.now();
  const child = spawn(join(folder, PLUGIN), ["127.0.0.1:9"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  /** @type {Buffer} */
  const port = await new Promise((told) => child.stdout.once("data", told));
  const portMs = performance.now() - started;
  await firstAnswer(Number(String(port)));
  const answerMs = performance.now() - started;
  child.kill();
  return [portMs, answerMs];
}

/** @param {number} port @returns {Promise<void>} */
function firstAnswer(port) {
  const client = new services.ResourceProviderClient(
    `127.0.0.1:${port}`,
    grpc.credentials.createInsecure(),
  );
  return new Promise((done, failed) => {
    client.getPluginInfo(new messages.Empty(), (/** @type {Error | null} */ error) => {
      client.close();
      if (error === null) done();
      else failed(error);
    });
  });
}

/** @param {number} rounds */
async function smallPrograms(rounds) {
  const rows = [];
  for (const { name, which, count } of SMALL) {
    const emulator = await startWorld(1);
    const project = await newProject(which, emulator, { NODE_OPTIONS: "" });
    const preview = [];
    const up = [];
    const more = ["--stack", "dev", `--parallel=${PARALLEL}`];
    for (let round = 0; round < rounds; round++) {
      declare(project, which, { count, changed: round % 2 });
      preview.push((await project.run(["preview", ...more])).wallMs);
      up.push((await project.run(["up", "--yes", "--skip-preview", ...more])).wallMs);
    }
    rows.push([name, seconds(median(preview)), seconds(median(up))]);
    project.remove();
    await emulator.close();
  }
  return table(["The smallest programs", "preview", "up"], rows);
}
