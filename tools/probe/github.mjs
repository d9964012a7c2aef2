import sodium from "libsodium-wrappers";

/**
 * @typedef {{ status: number, body: Record<string, unknown>, date: string }} Answer
 * @typedef {{ name: string, id: number }} Repository
 * @typedef {object} Access
 * @property {string} url GitHub's API
 * @property {string} token
 * @property {string} org an organization of which the token's user is an owner
 * @property {string[]} repositories two or more of the organization's, `owner/name`
 * @property {string} [withoutRight] a token that may not read the organization's secrets
 * @property {string} [narrow] a token that may read them, and sees only the first repository
 * @property {(ms: number) => Promise<void> | void} sleep
 */

/** All of our secrets start with it, so that the leftovers of an earlier run can be recognized. */
const PREFIX = "PULUMI_PROBE_";

/** An answer that none of a question's readings expects. */
export class Unforeseen extends Error {}

/** The GitHub that is asked. It gets plain requests, without any code of the provider. */
export class GitHub {
  /** @type {Access} */
  #access;
  /** @type {Promise<{ status: number, path: string }> | undefined} */
  #codespace;

  /**
   * @param {Access} access
   * @param {string} login
   * @param {[Repository, Repository]} repositories
   */
  constructor(access, login, repositories) {
    this.#access = access;
    this.login = login;
    this.repositories = repositories;
  }

  /** @param {Access} access */
  static async reach(access) {
    const [first, second] = access.repositories;
    if (!first || !second) throw new Error("two repositories of the organization are needed");
    const of = (/** @type {string} */ path) => send(access, { method: "GET", path });
    const { body: user } = foreseen(await of("/user"), [200]);
    const found = [first, second].map(async (name) => {
      const { body } = foreseen(await of(`/repos/${name}`), [200]);
      return { name, id: Number(body.id) };
    });
    const repositories = /** @type {[Repository, Repository]} */ (await Promise.all(found));
    return new GitHub(access, String(user.login), repositories);
  }

  get org() {
    return this.#access.org;
  }

  get tokens() {
    const { withoutRight, narrow } = this.#access;
    return { withoutRight, narrow };
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {object} [body]
   */
  ask(method, path, body) {
    return send(this.#access, { method, path, body });
  }

  /**
   * @param {string} path
   * @param {string} token
   */
  askAs(path, token) {
    return send({ ...this.#access, token }, { method: "GET", path });
  }

  /** @param {number} ms */
  async sleep(ms) {
    await this.#access.sleep(ms);
  }

  /** One codespace for all questions about codespaces; `close` deletes it. */
  codespace() {
    this.#codespace ??= this.#makeCodespace();
    return this.#codespace;
  }

  async #makeCodespace() {
    const [{ name }] = this.repositories;
    const body = { display_name: "pulumi probe", idle_timeout_minutes: 5 };
    const made = await this.ask("POST", `/repos/${name}/codespaces`, body);
    const { status } = foreseen(made, [201, 202]);
    return { status, path: `/user/codespaces/${String(made.body.name)}` };
  }

  async close() {
    const made = await this.#codespace?.catch(() => undefined);
    if (made) await this.ask("DELETE", made.path);
  }

  /**
   * Makes a secret, asks, and deletes it again, whatever happens.
   * @template T
   * @param {string} scope `/orgs/acme` or `/user`
   * @param {{ name: string, body?: object }} secret
   * @param {(secret: Secret) => Promise<T>} work
   */
  async withSecret(scope, { name, body = {} }, work) {
    const secret = new Secret(this, scope, PREFIX + name.toUpperCase());
    try {
      foreseen(await secret.put(body), [201, 204]);
      return await work(secret);
    } finally {
      await this.ask("DELETE", secret.path);
    }
  }
}

export class Secret {
  #github;
  #scope;

  /**
   * @param {GitHub} github
   * @param {string} scope
   * @param {string} name
   */
  constructor(github, scope, name) {
    this.#github = github;
    this.#scope = scope;
    this.name = name;
  }

  get list() {
    return `${this.#scope}/codespaces/secrets`;
  }

  get path() {
    return `${this.list}/${this.name}`;
  }

  /** @param {object} more what is sent in addition to a value */
  async put(more) {
    await sodium.ready;
    const { body } = foreseen(await this.#github.ask("GET", `${this.list}/public-key`), [200]);
    const key = sodium.from_base64(String(body.key), sodium.base64_variants.ORIGINAL);
    const box = sodium.crypto_box_seal("a value of npm run probe", key);
    const encrypted_value = sodium.to_base64(box, sodium.base64_variants.ORIGINAL);
    return this.#github.ask("PUT", this.path, { encrypted_value, key_id: body.key_id, ...more });
  }

  /** @returns {Promise<string>} GitHub's timestamp */
  async updatedAt() {
    return String(foreseen(await this.#github.ask("GET", this.path), [200]).body.updated_at);
  }

  /** @param {number[]} ids */
  setRepositories(...ids) {
    const body = { selected_repository_ids: ids };
    return this.#github.ask("PUT", `${this.path}/repositories`, body);
  }

  /** @param {string} [query] */
  repositories(query = "?per_page=100") {
    return this.#github.ask("GET", `${this.path}/repositories${query}`);
  }
}

/** @param {Answer} answer @param {string} under */
export function count({ body }, under) {
  const items = body[under];
  return Array.isArray(items) ? items.length : 0;
}

/**
 * @param {Answer} answer
 * @param {number[]} statuses
 */
export function foreseen(answer, statuses) {
  if (statuses.includes(answer.status)) return answer;
  const { message } = answer.body;
  const words = typeof message === "string" ? message.replace(/[^\x20-\x7e]+/g, " ") : "";
  throw new Unforeseen(`GitHub answered ${answer.status}: ${words.slice(0, 200)}`);
}

/**
 * @param {Access} access
 * @param {{ method: string, path: string, body?: object | undefined }} request
 * @returns {Promise<Answer>}
 */
async function send({ url, token }, { method, path, body: sent }) {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      accept: "application/vnd.github+json",
      "x-github-api-version": "2026-03-10",
      "user-agent": "pulumi-github-codespaces probe",
    },
    redirect: "follow",
    signal: AbortSignal.timeout(30_000),
    ...(sent && { body: JSON.stringify(sent) }),
  });
  const text = await response.text();
  const date = response.headers.get("date") ?? "";
  const parsed = /** @type {unknown} */ (text === "" ? {} : JSON.parse(text));
  const body = /** @type {Record<string, unknown>} */ (parsed);
  return { status: response.status, body, date };
}
