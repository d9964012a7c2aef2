// Loaded before Pulumi's own modules. Each command of Pulumi's starts Node twice, to find and compile the same eight hundred
// files. Here V8's code of them, and where each was found, is kept in `.cache/compiled`, as newer versions of Node do by
// NODE_COMPILE_CACHE. Only files of node_modules and of the built provider, and only as long as they are the same.
const fs = process.getBuiltinModule("node:fs");
const path = process.getBuiltinModule("node:path");
const vm = process.getBuiltinModule("node:vm");

/** @typedef {{ id: string, filename: string, exports: object, require: (id: string) => unknown }} Loaded */
/** @typedef {(this: Loaded, content: string, filename: string, ...rest: unknown[]) => unknown} Compile */
/** @typedef {(request: string, parent?: Loaded, isMain?: boolean, options?: object) => string} Resolve */
/**
 * @typedef {object} Loader
 * @property {{ _compile: Compile }} prototype
 * @property {Record<string, (module: Loaded, filename: string) => void>} _extensions
 * @property {Resolve} _resolveFilename
 * @property {(request: string, parent: Loaded) => string[] | null} _resolveLookupPaths
 * @property {object} _cache
 * @property {(script: string) => string} wrap
 */
/** Where the code of a file is, and the file's time and size. @typedef {[from: number, to: number, mtime: number, size: number]} Place */
/** @typedef {{ installed: number, files: Record<string, Place>, found: Record<string, string> }} Index */

/** @type {unknown} */
const module_ = process.getBuiltinModule("node:module");
const loader = /** @type {Loader} */ (module_);
const ROOT = path.resolve(__dirname, "../../..");
const MODULES = path.join(ROOT, "node_modules") + path.sep;
const PROVIDER = path.join(ROOT, "provider", "dist") + path.sep;

/** One for each program that is started. */
const program = path.relative(ROOT, process.argv[1] ?? "").replaceAll(path.sep, "+");
const STORE = path.join(ROOT, ".cache", "compiled", process.version, program);
// npm writes it last. Where a module is found is another question after that.
const installed = fs.statSync(`${MODULES}.package-lock.json`, { throwIfNoEntry: false })?.mtimeMs;

/** @returns {{ index: Index, code: Buffer }} */
function read() {
  try {
    const all = fs.readFileSync(STORE);
    const start = 4 + all.readUInt32LE(0);
    /** @type {unknown} */
    const parsed = JSON.parse(all.toString("utf8", 4, start));
    const index = /** @type {Index} */ (parsed);
    if (index.installed === installed) return { index, code: all.subarray(start) };
  } catch {
    // There is none yet.
  }
  return { index: { installed: installed ?? 0, files: {}, found: {} }, code: Buffer.alloc(0) };
}

const known = read();
/** What this process compiled itself. @type {Map<string, import("node:vm").Script>} */
const compiled = new Map();
/** @type {Record<string, string>} */
const found = {};

/** @param {string} filename */
function stamp(filename) {
  const { mtimeMs, size } = fs.statSync(filename);
  return { mtimeMs, size };
}

/** @param {string} filename */
function codeOf(filename) {
  const place = known.index.files[filename];
  if (place === undefined) return undefined;
  const [from, to, mtime, size] = place;
  const now = stamp(filename);
  return now.mtimeMs === mtime && now.size === size ? known.code.subarray(from, to) : undefined;
}

/** @param {string} content @param {string} filename */
function scriptOf(content, filename) {
  if (!filename.startsWith(MODULES) && !filename.startsWith(PROVIDER)) return undefined;
  // Code that was kept doesn't know its file any more, from which `import()` would look.
  if (content.includes("import(")) return undefined;
  const cachedData = codeOf(filename);
  try {
    const options = { filename, ...(cachedData && { cachedData }) };
    const script = new vm.Script(loader.wrap(content), options);
    if (cachedData === undefined || script.cachedDataRejected) keep(filename, script);
    return script;
  } catch {
    return undefined; // Not CommonJS, which Node finds out itself.
  }
}

/** The program's own module is the first. @type {Loaded[]} */
const modules = [];

const compile = loader.prototype._compile;
/** @type {Compile} */
const compileOrRemember = function (content, filename, ...rest) {
  if (modules.length === 0 && this.id === ".") modules.push(this);
  const script = rest[0] === "module" ? undefined : scriptOf(content, filename);
  if (script === undefined) return compile.call(this, content, filename, ...rest);
  /** @type {unknown} */
  const ran = script.runInThisContext();
  const wrapper = /** @type {(...args: unknown[]) => unknown} */ (ran);
  const args = [this.exports, requireOf(this), this, filename, path.dirname(filename)];
  return wrapper.apply(this.exports, args);
};
loader.prototype._compile = compileOrRemember;

/** As Node makes it. @param {Loaded} from */
function requireOf(from) {
  /** @param {string} id */
  const requireHere = (id) => from.require(id);
  /** @param {string} request @param {object} [options] */
  const resolve = (request, options) => loader._resolveFilename(request, from, false, options);
  /** @param {string} request */
  const paths = (request) => loader._resolveLookupPaths(request, from);
  return Object.assign(requireHere, {
    resolve: Object.assign(resolve, { paths }),
    main: modules[0],
    extensions: loader._extensions,
    cache: loader._cache,
  });
}

const asJavaScript = loader._extensions[".js"];
/** @param {Loaded & { _compile?: unknown }} module @param {string} filename */
loader._extensions[".js"] = (module, filename) => {
  // Without a look at the package.json of its folder: it was CommonJS before.
  if (known.index.files[filename] === undefined) asJavaScript?.(module, filename);
  else loader.prototype._compile.call(module, fs.readFileSync(filename, "utf8"), filename);
};

const resolve = loader._resolveFilename;
/** @type {Resolve} */
const resolveOrRemember = (request, parent, isMain, options) => {
  const from = parent?.filename;
  const usual = () => resolve.call(loader, request, parent, isMain, options);
  if (options !== undefined || !from?.startsWith(MODULES)) return usual();
  const key = `${path.dirname(from)}\0${request}`;
  const place = known.index.found[key] ?? usual();
  if (path.isAbsolute(place)) found[key] = place;
  return place;
};
loader._resolveFilename = resolveOrRemember;

/** @type {NodeJS.Timeout | undefined} */
let later;
/**
 * Once nothing more is loaded: a host of resources is ended by a signal.
 * @param {string} filename @param {import("node:vm").Script} script
 */
function keep(filename, script) {
  compiled.set(filename, script);
  clearTimeout(later);
  later = setTimeout(save, 200).unref();
}

process.on("exit", save);

function save() {
  if (compiled.size === 0) return;
  try {
    write(merged());
  } catch {
    // Nothing is kept, such as on a disk that is full.
  }
}

/** What others have saved meanwhile, and what this process compiled in the place of theirs. */
function merged() {
  const { index, code } = read();
  /** @type {Index} */
  const all = { installed: index.installed, files: {}, found: { ...index.found, ...found } };
  /** @type {Buffer[]} */
  const parts = [];
  let end = 0;
  /** @param {string} filename @param {Buffer} part @param {{ mtimeMs: number, size: number }} times */
  const add = (filename, part, { mtimeMs, size }) => {
    parts.push(part);
    all.files[filename] = [end, (end += part.length), mtimeMs, size];
  };
  for (const [filename, [from, to, mtimeMs, size]] of Object.entries(index.files)) {
    if (!compiled.has(filename)) add(filename, code.subarray(from, to), { mtimeMs, size });
  }
  for (const [filename, script] of compiled) {
    add(filename, script.createCachedData(), stamp(filename));
  }
  compiled.clear();
  return { index: all, parts };
}

/** @param {{ index: Index, parts: Buffer[] }} all */
function write({ index, parts }) {
  const text = Buffer.from(JSON.stringify(index));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  const own = `${STORE}-${process.pid}`;
  fs.mkdirSync(path.dirname(STORE), { recursive: true });
  fs.writeFileSync(own, Buffer.concat([length, text, ...parts]));
  fs.renameSync(own, STORE);
}
