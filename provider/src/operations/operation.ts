import type { ListOperation, Page } from "../github/lists";
import type { Need, Operation } from "../github/operation";

/** Which of the two tokens is used. */
export type Account = "token" | "userToken";

/** One of the 48 operations of Codespaces. */
export interface CodespacesOperation<T = unknown> extends Operation<T> {
  readonly needs: Need;
  readonly account: Account;
}

/** An operation that lists something. */
export type CodespacesList<Item = unknown> = CodespacesOperation<Page<Item>> & ListOperation<Item>;

export const OK = [200] as const;
export const NO_CONTENT = [204] as const;
export const WRITTEN = [201, 204] as const;
/** 202: GitHub accepted a codespace that it could not start at once. */
export const MADE = [201, 202] as const;
