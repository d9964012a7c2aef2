/** Who we are to GitHub. The token is asked for at the first request, never before. */
export interface Credential {
  /** In words, such as `the environment variable GITHUB_TOKEN`; for messages. */
  readonly source: string;
  /** It may be the token that GitHub Actions gives each job. */
  readonly mayBeJobs?: boolean;
  token(): Promise<string>;
  /** Whether the token was issued so recently that parts of GitHub may not know it yet, and answer 401. */
  isFresh?(): boolean;
  /** For an app: whether it is installed in this account for all of its repositories. */
  isForAll?(owner: string): Promise<boolean>;
  /** Asks again at the place that gave a token which GitHub refused. Whether it has another one now. */
  isRenewed?(refused: string): Promise<boolean>;
}

/** Checks the token first: fetch's own error about a character that a header can't hold would print it. */
export function authorizationOf(credential: Credential, token: string): string {
  if (/^[\x21-\x7e]+$/.test(token)) return `Bearer ${token}`;
  throw new Error(
    `The GitHub token from ${credential.source} is empty, or contains a space, a line break or ` +
      "another character that tokens never have: does it contain more than the token?",
  );
}
