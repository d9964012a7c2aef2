// Loaded before Pulumi's own modules. Its SDK loads TypeScript, npm's Arborist, the Automation API and OpenTelemetry, asks V8's
// inspector about every script and reads source maps: more than half of what its processes need to start, to serialize functions,
// to trace and to name lines of TypeScript, which no JavaScript program of these tests asks for. Here each is loaded when
// something of it is used, and source maps are not.
/** @typedef {Record<PropertyKey, unknown>} Exports */
/** @typedef {(request: string, parent?: { filename?: string }, ...rest: unknown[]) => Exports} Load */
/** @type {unknown} */
const module_ = process.getBuiltinModule("node:module");
const loader = /** @type {{ _load: Load }} */ (module_);
const load = loader._load;

/** @typedef {{ request: RegExp, by?: RegExp, give: (real: () => Exports) => Exports }} Later */
/** @type {Later[]} */
const LATER = [
  { request: /^(typescript|@npmcli\/arborist)$/, give: lazy },
  { request: /^\.\/automation$/, by: /@pulumi\/pulumi\/index\.js$/, give: lazy },
  { request: /^@opentelemetry\/(?!api$)/, by: /cmd\/run\/tracing\.js$/, give: lazyNames },
  // Whoever serializes a function asks for more of it, and waits for the inspector then.
  { request: /\/v8Hooks$/, by: /cmd\/run\/index\.js$/, give: () => NOTHING_TO_WAIT_FOR },
  { request: /^source-map-support\/register$/, by: /@pulumi\/pulumi\/cmd\//, give: () => ({}) },
];

const NOTHING_TO_WAIT_FOR = { isInitializedAsync: () => Promise.resolve() };

/** @param {() => Exports} real @returns {Exports} */
function lazy(real) {
  return new Proxy(
    {},
    {
      // `import *` asks for this one, and copies all of them without it.
      get: (_, key) => key === "__esModule" || real()[key],
      has: (_, key) => key in real(),
      ownKeys: () => Reflect.ownKeys(real()),
      getOwnPropertyDescriptor: (_, key) => ({
        ...Object.getOwnPropertyDescriptor(real(), key),
        configurable: true,
      }),
    },
  );
}

/** For `const { One } = require(…)`: each class or function waits for its first use. @param {() => Exports} real @returns {Exports} */
function lazyNames(real) {
  return new Proxy({}, { get: (_, name) => later(() => /** @type {Called} */ (real()[name])) });
}

/** @typedef {(...args: unknown[]) => object} Called */
/** @param {() => Called} real */
function later(real) {
  // A function that is not an arrow, so that `new` is possible.
  const called = function () {
    return {};
  };
  return new Proxy(called, {
    get: (_, key) => /** @type {unknown} */ (Reflect.get(real(), key)),
    apply: (_, self, args) => real().apply(self, args),
    construct: (_, args) => {
      /** @type {unknown} */
      const made = Reflect.construct(real(), args);
      return /** @type {object} */ (made);
    },
  });
}

/** @type {Load} */
const loadOrWait = (request, parent, ...rest) => {
  const found = LATER.find(
    ({ request: asked, by }) => asked.test(request) && (by?.test(parent?.filename ?? "") ?? true),
  );
  const real = () => load(request, parent, ...rest);
  return found === undefined ? real() : found.give(real);
};
loader._load = loadOrWait;
