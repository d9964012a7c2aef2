import { byRepositoryId } from "../../github/operation";
import type { CodespaceResult } from "../../operations/answers/codespace";
import * as codespaces from "../../operations/codespaces";
import * as machines from "../../operations/machines";
import { AT_CREATION } from "./fields";
import type { CodespaceInputs } from "../../kinds/codespace";
import { only, type Plain } from "../../rules/plain";

/** The inputs that go unchanged into the body of the POST. */
const BODY = ["ref", "geo", "machine", "devcontainerPath", "displayName", ...AT_CREATION];

/**
 * What a codespace is made for: a repository (by its name in lower case, or its id) or one of its pull
 * requests.
 */
export interface CodespacePlace {
  repository: string | number;
  pull: number | undefined;
}

/** The inputs that say what a codespace is made for. */
export interface Placed {
  repository?: Plain;
  pullRequest?: Plain;
}

/** The declared place; undefined if there is none, or if it isn't known. */
export function codespacePlaceOf({ repository, pullRequest }: Placed): CodespacePlace | undefined {
  if (typeof repository === "string" || typeof repository === "number") {
    return { repository, pull: undefined };
  }
  if (typeof pullRequest !== "string") return undefined;
  const [place = "", number = ""] = pullRequest.split("#");
  return { repository: /^\d+$/.test(place) ? Number(place) : place, pull: Number(number) };
}

/** What a codespace is made for, in words: `acme/api`, `the repository 1001` or `acme/api#7`. */
export function placeIn({ repository, pullRequest }: Placed): string {
  if (typeof repository === "number") return `the repository ${repository}`;
  if (typeof repository === "string") return repository;
  return typeof pullRequest === "string" ? pullRequest : "a repository that is not known yet";
}

/** The operation that fits what is declared: for a repository, a pull request, or the user. */
export function creationOf(inputs: CodespaceInputs) {
  const body = only(inputs, BODY);
  const { repository, pull } = knownPlace(inputs);
  if (typeof repository === "number") {
    const where =
      pull === undefined
        ? { repositoryId: repository }
        : { pullRequest: { pullRequestNumber: pull, repositoryId: repository } };
    return { operation: codespaces.create, args: { ...where, ...body } };
  }
  if (pull === undefined) {
    return { operation: codespaces.createInRepository, args: { repository, ...body } };
  }
  const args = { repository, pullNumber: pull, ...body };
  return { operation: codespaces.createOfPullRequest, args };
}

/** Whether a codespace is what the POST for these inputs would have made. */
export function isOf(inputs: CodespaceInputs, codespace: CodespaceResult): boolean {
  const { repository, pull } = knownPlace(inputs);
  const samePlace =
    typeof repository === "number"
      ? codespace.repositoryId === repository
      : codespace.repository?.toLowerCase() === repository;
  const { pullRequestUrl: url } = codespace;
  const samePull =
    pull === undefined ? url === undefined : url === undefined || url.endsWith(`/pulls/${pull}`);
  return samePlace && samePull && fits(inputs, codespace);
}

/** Whether every declared input that GitHub also shows has the same value there. */
function fits(inputs: CodespaceInputs, codespace: CodespaceResult): boolean {
  const { ref, devcontainerPath, machine, displayName } = inputs;
  const seen = codespace.gitStatus.ref;
  // If no branch is checked out, GitHub shows the commit, whatever the ref was.
  const isCommit = seen !== undefined && /^[\da-f]{40}$/.test(seen);
  const sameRef = typeof ref !== "string" || !seen || isCommit || isSameRef(seen, ref);
  const pairs = [
    [devcontainerPath, codespace.devcontainerPath],
    [machine, codespace.machine],
    [displayName, codespace.displayName],
  ];
  return sameRef && pairs.every(([asked, is]) => asked === undefined || !is || asked === is);
}

/** `main`, `heads/main` and `refs/heads/main` may be one branch. A branch and a tag are different. */
export function isSameRef(one: Plain, other: Plain): boolean {
  if (typeof one !== "string" || typeof other !== "string") return false;
  const [a, b] = [one, other].map((ref) => ref.replace(/^refs\/(?=(heads|tags)\/)/, ""));
  const bare = (ref = "") => ref.replace(/^(heads|tags)\//, "");
  return a === b || a === bare(b) || bare(a) === b;
}

/** The operation that lists the machines for it. */
export function machinesFor(inputs: CodespaceInputs) {
  const { repository } = knownPlace(inputs);
  const ref = inputs.ref === undefined ? {} : { ref: inputs.ref };
  const operation = machines.ofRepository;
  return typeof repository === "string"
    ? { operation, args: { repository, ...ref } }
    : { operation: byRepositoryId(operation), args: { repositoryId: repository, ...ref } };
}

function knownPlace(inputs: CodespaceInputs): CodespacePlace {
  const place = codespacePlaceOf(inputs);
  if (place !== undefined) return place;
  throw new Error("neither repository nor pullRequest is known.");
}
