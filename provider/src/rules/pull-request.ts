/** A pull request as a person writes or pastes it. The repository is a name, or the digits of an id. */
interface PullRequest {
  repository: string;
  number: string;
}

/** What may precede the repository: a host, an API's path, or nothing. */
const HOST = String.raw`(?:https?:\/\/)?(?:[^/\s]+\.[^/\s]+\/)?(?:api\/v3\/)?`;
const NUMBER = String.raw`([1-9]\d{0,9})`;
/** `/files`, `/commits/…`, `.diff`, `?w=1`, `#discussion_r1`: a place in it, or another format of it. */
const REST = String.raw`(?:(?:\.diff|\.patch)?[/?#].*|\.diff|\.patch)?`;

const FORMS = [
  // The page, with or without `https://` or its host; then the API's addresses.
  `^${HOST}([^/\\s#?]+\\/[^/\\s#?]+)\\/pull\\/${NUMBER}${REST}$`,
  `^${HOST}repos\\/([^/\\s#?]+\\/[^/\\s#?]+)\\/pulls\\/${NUMBER}${REST}$`,
  `^${HOST}repositories\\/(\\d+)\\/pulls\\/${NUMBER}${REST}$`,
  `^([^\\s#]+)#${NUMBER}$`,
].map((form) => new RegExp(form, "i"));

/** Undefined if the text isn't one. The repository is as it was written. */
export function pullRequestIn(text: string): PullRequest | undefined {
  for (const form of FORMS) {
    const [, repository, number] = form.exec(text.trim()) ?? [];
    if (repository !== undefined && number !== undefined) return { repository, number };
  }
  return undefined;
}
