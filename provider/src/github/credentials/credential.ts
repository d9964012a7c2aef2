/** Who we are to GitHub. The token is asked for at the first request, never before. */
export interface Credential {
  /** In words, such as `the environment variable GITHUB_TOKEN`; for messages. */
  readonly source: string;
  /** It may be the token that GitHub Actions gives each job. */
  readonly mayBeJobs?: boolean;
  token(): Promise<string>;
  /** Whether the token was made so lately that parts of GitHub may not know it yet, and say 401. */
  isFresh?(): boolean;
  /** An app's: whether it is installed in this account, for all of its repositories. */
  isForAll?(owner: string): Promise<boolean>;
  /** Asks again where a token that GitHub refused came from; whether there is another one by now. */
  isRenewed?(refused: string): Promise<boolean>;
}

/** Fetch's own error about a character that a header can't hold would print the token. */
export function authorizationOf(credential: Credential, token: string): string {
  if (/^[\x21-\x7e]+$/.test(token)) return `Bearer ${token}`;
  throw new Error(
    `The GitHub token from ${credential.source} is empty or has a space, a line break or another character ` +
      "that no token has: is there more in it than the token?",
  );
}
