import type { ListOperation, Page } from "../github/lists";
import type { Need, Operation } from "../github/operation";

/** Which of the two tokens is used. */
export type Account = "token" | "userToken";

/** One of the 48 operations of Codespaces. */
export interface CodespacesOperation<T = unknown> extends Operation<T> {
  readonly needs: Need;
  readonly account: Account;
}

/** One of those that list something. */
export type CodespacesList<Item = unknown> = CodespacesOperation<Page<Item>> & ListOperation<Item>;

export const OK = [200] as const;
export const NO_CONTENT = [204] as const;
export const WRITTEN = [201, 204] as const;
/** A codespace that GitHub could not start at once is accepted. */
export const MADE = [201, 202] as const;
