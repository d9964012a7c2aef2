import { count, foreseen } from "./github.mjs";

/** @import { Question } from "./questions.mjs" */

/** No repository has this id, or will have it soon: GitHub numbers them in order. */
const UNKNOWN_ID = 4_000_000_000_000;
/** GitHub's timestamps are whole seconds. */
const ANOTHER_SECOND = 2_100;

/** @type {(github: import("./github.mjs").GitHub) => string} */
const org = ({ org }) => `/orgs/${org}`;

/** @param {number[]} ids */
const selected = (...ids) => ({ visibility: "selected", selected_repository_ids: ids });

/** @type {Question[]} */
export const questionsOfSecrets = [
  {
    id: "putWithoutList",
    asks: "A PUT of an organization's selected secret without a list: what becomes of its list?",
    async read(github) {
      const [{ id }] = github.repositories;
      const name = "put_without_list";
      return github.withSecret(org(github), { name, body: selected(id) }, async (secret) => {
        foreseen(await secret.put({ visibility: "selected" }), [204]);
        const list = foreseen(await secret.repositories(), [200]);
        return count(list, "repositories") === 1 ? "keep" : "clear";
      });
    },
  },
  {
    id: "putWithoutList, of a user",
    asks: "A PUT of a user's secret without a list: what becomes of its list?",
    async read(github) {
      const [{ id }] = github.repositories;
      const body = { selected_repository_ids: [id] };
      return github.withSecret("/user", { name: "put_without_list", body }, async (secret) => {
        foreseen(await secret.put({}), [204]);
        const list = foreseen(await secret.repositories(), [200]);
        return count(list, "repositories") === 1 ? "keep" : "clear";
      });
    },
  },
  {
    id: "listWithOtherVisibility",
    asks: "A list that is sent with visibility all: is it ignored or refused?",
    async read(github) {
      const [{ id }] = github.repositories;
      const name = "list_with_other_visibility";
      return github.withSecret(org(github), { name, body: { visibility: "all" } }, async (one) => {
        const answer = await one.put({ ...selected(id), visibility: "all" });
        return foreseen(answer, [204, 400, 409, 422]).status === 204 ? "ignore" : "refuse";
      });
    },
  },
  {
    id: "unknownRepositoryId",
    asks: "A list with the id of no repository: 422, 404, or ignored?",
    async read(github) {
      const [{ id }] = github.repositories;
      const name = "unknown_repository_id";
      return github.withSecret(org(github), { name, body: selected() }, async (secret) => {
        const answer = await secret.setRepositories(id, UNKNOWN_ID);
        const { status } = foreseen(answer, [204, 404, 422]);
        return status === 204 ? "ignore" : String(status);
      });
    },
  },
  {
    id: "updatedAtMovesWithList",
    asks: "Does updated_at move when the list of a secret moves alone?",
    async read(github) {
      const [one, two] = github.repositories;
      const name = "updated_at_moves_with_list";
      return github.withSecret(org(github), { name, body: selected(one.id) }, async (secret) => {
        const before = await secret.updatedAt();
        await github.sleep(ANOTHER_SECOND);
        foreseen(await secret.setRepositories(one.id, two.id), [204]);
        return (await secret.updatedAt()) !== before;
      });
    },
  },
  {
    id: "updatedAtAfterDate",
    asks: "How many seconds after the Date of the answer to a PUT does updated_at lie?",
    async read(github) {
      const name = "updated_at_after_date";
      return github.withSecret(org(github), { name, body: { visibility: "all" } }, async (one) => {
        const { date } = foreseen(await one.put({ visibility: "all" }), [204]);
        return (Date.parse(await one.updatedAt()) - Date.parse(date)) / 1000;
      });
    },
  },
  {
    id: "readsLag",
    asks: "Does a list that is asked for right after a PUT lack the new secret?",
    async read(github) {
      const name = "reads_lag";
      return github.withSecret(org(github), { name, body: { visibility: "all" } }, async (one) => {
        const { body } = foreseen(await github.ask("GET", `${one.list}?per_page=100`), [200]);
        return !JSON.stringify(body.secrets).includes(`"${one.name}"`);
      });
    },
  },
  {
    id: "userListPaging",
    asks: "Does the repository list of a user's secret obey per_page?",
    async read(github) {
      const ids = github.repositories.map(({ id }) => id);
      const body = { selected_repository_ids: ids };
      return github.withSecret("/user", { name: "user_list_paging", body }, async (secret) => {
        const list = foreseen(await secret.repositories("?per_page=1"), [200]);
        return count(list, "repositories") === 1;
      });
    },
  },
  {
    id: "repositoriesOfUnselected",
    asks: "The repository list of a secret with visibility all: empty, or 404?",
    async read(github) {
      const name = "repositories_of_unselected";
      return github.withSecret(org(github), { name, body: { visibility: "all" } }, async (one) => {
        const list = foreseen(await one.repositories(), [200, 404]);
        if (list.status === 404) return "404";
        const found = count(list, "repositories");
        return found === 0 ? "empty" : `${found} repositories`;
      });
    },
  },
  {
    id: "removingAbsentRepository",
    asks: "The removal of a repository that isn't on the list: 204, or 404?",
    async read(github) {
      const [one, two] = github.repositories;
      const name = "removing_absent_repository";
      return github.withSecret(org(github), { name, body: selected(one.id) }, async (secret) => {
        const answer = await github.ask("DELETE", `${secret.path}/repositories/${two.id}`);
        return String(foreseen(answer, [204, 404, 409, 422]).status);
      });
    },
  },
  {
    id: "missingPermission",
    asks: "A token without the right to an organization's secrets: 403, or 404?",
    needs: "withoutRight",
    async read(github) {
      const { withoutRight = "" } = github.tokens;
      const answer = await github.askAs(`${org(github)}/codespaces/secrets`, withoutRight);
      return String(foreseen(answer, [403, 404]).status);
    },
  },
  {
    id: "rowsLeftOut",
    asks: "Does a list of repositories leave out, without a word, what the token doesn't see?",
    needs: "narrow",
    async read(github) {
      const ids = github.repositories.map(({ id }) => id);
      const { narrow = "" } = github.tokens;
      const secret = { name: "rows_left_out", body: selected(...ids) };
      return github.withSecret(org(github), secret, async ({ path }) => {
        const list = foreseen(await github.askAs(`${path}/repositories`, narrow), [200]);
        if (count(list, "repositories") === ids.length) return "no";
        return Number(list.body.total_count) === ids.length ? "counted" : "yes";
      });
    },
  },
];
