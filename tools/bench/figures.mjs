// The arithmetic of the benches; no clock, no disk.

/** GitHub's limits: points in any minute, and requests at once. */
export const POINTS_A_MINUTE = 900;
export const AT_ONCE = 100;

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}

/**
 * The points that GitHub counts for a request. A GraphQL query is one point.
 * @param {{ method: string, path: string }} request
 */
export function pointsOf({ method, path }) {
  return method === "GET" || method === "HEAD" || path === "/graphql" ? 1 : 5;
}

/**
 * The least time, in milliseconds, that so many points take under GitHub's limits: all windows but the
 * last, and in the last one its requests at full concurrency.
 * @param {{ points: number, lastRequests: number, latencyMs: number }} work
 */
export function minimumTime({ points, lastRequests, latencyMs }) {
  const windows = Math.ceil(points / POINTS_A_MINUTE) - 1;
  return windows * 60_000 + Math.ceil(lastRequests / AT_ONCE) * latencyMs;
}

/**
 * The exponent b of y = a·x^b, by least squares of the logarithms.
 * @param {readonly { x: number, y: number }[]} points
 */
export function fittedExponent(points) {
  const logs = points.map(({ x, y }) => ({ x: Math.log(x), y: Math.log(y) }));
  const mean = (/** @type {number[]} */ values) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const middle = { x: mean(logs.map(({ x }) => x)), y: mean(logs.map(({ y }) => y)) };
  const spread = logs.map(({ x, y }) => ({ x: x - middle.x, y: y - middle.y }));
  const covariance = spread.reduce((sum, { x, y }) => sum + x * y, 0);
  return covariance / spread.reduce((sum, { x }) => sum + x * x, 0);
}

/** @param {number} milliseconds */
export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 1)} s`;
}

/** Hours and minutes, for long times. @param {number} milliseconds */
export function longTime(milliseconds) {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 1) return seconds(milliseconds);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** @param {number} value */
export function twoDigits(value) {
  return value.toFixed(2);
}

/** @param {number} bytes */
export function megabytes(bytes) {
  return `${Math.round(bytes / 1_000_000)} MB`;
}

/** @param {number} value */
export function grouped(value) {
  return Math.round(value).toLocaleString("en-US");
}

/**
 * A table in Markdown; prettier aligns it.
 * @param {string[]} head
 * @param {(string | number)[][]} rows
 */
export function table(head, rows) {
  const line = (/** @type {(string | number)[]} */ cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/**
 * A goal and the measured figure.
 * @typedef {{ goal: string, most: number, measured: number }} Goal
 */

/** @param {Goal[]} goals */
export function goalTable(goals) {
  const rows = goals.map(({ goal, most, measured }) => {
    const digits = (/** @type {number} */ value) =>
      Number.isInteger(value) || value > 100 ? grouped(value) : twoDigits(value);
    return [goal, digits(most), digits(measured), measured <= most ? "yes" : "**no**"];
  });
  return table(["Goal", "At most", "Measured", "Met"], rows);
}
