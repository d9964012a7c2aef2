// Loaded before Pulumi's own modules. Pulumi's SDK loads TypeScript and npm's Arborist, a third of the time that its
// processes need to start, to serialize functions, which no program of these tests asks for. Here each is loaded when
// something of it is used.
/** @typedef {(request: string, ...rest: unknown[]) => Record<PropertyKey, unknown>} Load */
/** @type {unknown} */
const module_ = process.getBuiltinModule("node:module");
const loader = /** @type {{ _load: Load }} */ (module_);
const load = loader._load;
const LATER = new Set(["typescript", "@npmcli/arborist"]);

/** @param {() => Record<PropertyKey, unknown>} real */
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

/** @type {Load} */
const loadOrWait = (request, ...rest) =>
  LATER.has(request) ? lazy(() => load(request, ...rest)) : load(request, ...rest);
loader._load = loadOrWait;
