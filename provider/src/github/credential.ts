/** Who we are to GitHub. The token is asked for at the first request, never before. */
export interface Credential {
  /** In words, such as `the environment variable GITHUB_TOKEN`; for messages. */
  readonly source: string;
  token(): Promise<string>;
}
