/**
 * A clock for the provider that runs faster than the machine's.
 * @param {number} scale
 * @returns {import("../../provider/dist/clock.js").Clock}
 */
export function scaledClock(scale) {
  const start = Date.now();
  const started = performance.now();
  return {
    now: () => start + (performance.now() - started) * scale,
    sleep: (ms) => new Promise((wake) => setTimeout(wake, Math.ceil(ms / scale))),
    random: () => Math.random(),
  };
}
