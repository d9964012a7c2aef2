import { foreseen } from "./github.mjs";
import { questionsOfSecrets } from "./questions-of-secrets.mjs";

/**
 * A question that GitHub's documentation leaves open, and how to answer it.
 * @typedef {object} Question
 * @property {string} id the emulator's switch for it, if there is one
 * @property {string} asks
 * @property {"access" | "codespace" | "withoutRight" | "narrow"} [needs] what has to be given in addition
 * @property {(github: import("./github.mjs").GitHub) => Promise<Reading>} read throws if the answer is none of the readings
 * @typedef {string | number | boolean} Reading
 */

/** A login at GitHub.com that is not a member of any organization. */
const STRANGER = "ghost";
const LONGEST_START = 5 * 60_000;
const LOOK_AGAIN = 5_000;

/** GitHub has no operation that reads the access setting, so it is left as "disabled". @type {Question[]} */
const questionsOfAccess = [
  {
    id: "unchangedAccess",
    asks: "An access call that changes nothing: 204, or 304?",
    needs: "access",
    read: (github) =>
      withAccess(github, async ({ path, body }) => {
        foreseen(await github.ask("PUT", path, body), [204, 304]);
        return String(foreseen(await github.ask("PUT", path, body), [204, 304]).status);
      }),
  },
  {
    id: "accessNamesBadUser",
    asks: "Does the refusal of a stranger in an access call say which name it is?",
    needs: "access",
    read: (github) =>
      withAccess(github, async ({ path, body }) => {
        foreseen(await github.ask("PUT", path, body), [204, 304]);
        const users = { selected_usernames: [STRANGER] };
        const answer = await github.ask("POST", `${path}/selected_users`, users);
        return JSON.stringify(foreseen(answer, [400, 404, 422]).body).includes(STRANGER);
      }),
  },
];

/**
 * @param {import("./github.mjs").GitHub} github
 * @param {(access: { path: string, body: object }) => Promise<Reading>} work
 */
async function withAccess(github, work) {
  const path = `/orgs/${github.org}/codespaces/access`;
  const body = { visibility: "selected_members", selected_usernames: [github.login] };
  try {
    return await work({ path, body });
  } finally {
    await github.ask("PUT", path, { visibility: "disabled" });
  }
}

/** All about one codespace, which lives as long as they take. @type {Question[]} */
const questionsOfCodespaces = [
  {
    id: "createdCodespace",
    asks: "The creation of a codespace: 201, or 202?",
    needs: "codespace",
    read: async (github) => String((await github.codespace()).status),
  },
  {
    id: "startingRunning",
    asks: "Starting a codespace that runs: 409, or 304?",
    needs: "codespace",
    async read(github) {
      const { path } = await github.codespace();
      await untilRunning(github, path);
      const answer = await github.ask("POST", `${path}/start`);
      return String(foreseen(answer, [200, 304, 409]).status);
    },
  },
  {
    id: "patchedMachineShows",
    asks: "When does a codespace show the machine that a PATCH gave it: at once, or from the next start?",
    needs: "codespace",
    async read(github) {
      const { path } = await github.codespace();
      const { machine } = await untilRunning(github, path);
      const { body } = foreseen(await github.ask("GET", `${path}/machines`), [200]);
      const machines = /** @type {{ name: string }[]} */ (body.machines);
      const other = machines.find(({ name }) => name !== machine)?.name;
      if (other === undefined) throw new Error("the repository has only one machine");
      foreseen(await github.ask("PATCH", path, { machine: other }), [200]);
      return (await codespaceAt(github, path)).machine === other ? "atOnce" : "atStart";
    },
  },
];

/**
 * @param {import("./github.mjs").GitHub} github
 * @param {string} path
 */
async function untilRunning(github, path) {
  for (let waited = 0; waited < LONGEST_START; waited += LOOK_AGAIN) {
    const codespace = await codespaceAt(github, path);
    if (codespace.state === "Available") return codespace;
    await github.sleep(LOOK_AGAIN);
  }
  throw new Error("the codespace didn't start within five minutes");
}

/**
 * @param {import("./github.mjs").GitHub} github
 * @param {string} path
 */
async function codespaceAt(github, path) {
  const { body } = foreseen(await github.ask("GET", path), [200]);
  const machine = /** @type {{ name?: string } | null} */ (body.machine);
  return { state: body.state, machine: machine?.name };
}

/** In the order of their cost. */
export const questions = [...questionsOfSecrets, ...questionsOfCodespaces, ...questionsOfAccess];
