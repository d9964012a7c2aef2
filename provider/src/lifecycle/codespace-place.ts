import type { Params } from "../github/client";
import type { CodespaceResult } from "../operations/codespace";
import { ownerAndRepo } from "../operations/repository";
import type { Creation } from "../operations/user-codespaces";
import { codespaceFields, type AT_CREATION } from "./codespace-fields";
import { declaredIn } from "./codespace-outputs";
import { changedIdentity } from "./fields";
import { defined, textOf, type Plain, type Props } from "./plain";

/** The inputs that go into the body of the POST as they are, by GitHub's names. */
const BODY = {
  ref: "ref",
  geo: "geo",
  machine: "machine",
  devcontainerPath: "devcontainer_path",
  displayName: "display_name",
  idleTimeoutMinutes: "idle_timeout_minutes",
  retentionPeriodMinutes: "retention_period_minutes",
  workingDirectory: "working_directory",
  multiRepoPermissionsOptOut: "multi_repo_permissions_opt_out",
  clientIp: "client_ip",
} satisfies Record<(typeof AT_CREATION)[number], string> & Record<string, string>;

/** What a codespace is made for, in words: `acme/api`, `the repository 1001` or `acme/api#7`. */
export function placeIn({ repository, pullRequest }: Props): string {
  if (typeof repository === "number") return `the repository ${repository}`;
  if (typeof repository === "string") return repository;
  return typeof pullRequest === "string" ? pullRequest : "a repository that is not known yet";
}

/** The operation that fits what is declared: of a repository, of a pull request, or of the user. */
export function creationOf(inputs: Props): Creation {
  const entries = Object.entries(BODY).map(([input, name]) => [name, inputs[input]]);
  const body = defined(Object.fromEntries(entries) as Props);
  const { repository } = inputs;
  if (typeof repository === "number") {
    return { route: "POST /user/codespaces", params: { repository_id: repository, ...body } };
  }
  if (typeof repository === "string") {
    return {
      route: "POST /repos/{owner}/{repo}/codespaces",
      params: { ...ownerAndRepo(repository), ...body },
    };
  }
  const { place, number } = pullRequestIn(inputs);
  if (typeof place === "number") {
    const pull_request = { pull_request_number: number, repository_id: place };
    return { route: "POST /user/codespaces", params: { pull_request, ...body } };
  }
  return {
    route: "POST /repos/{owner}/{repo}/pulls/{pull_number}/codespaces",
    params: { ...ownerAndRepo(place), pull_number: number, ...body },
  };
}

/** GitHub's older word for each area, in which it answers. */
const AREA_OF: Record<string, string> = {
  WestEurope: "EuropeWest",
  SouthEastAsia: "SoutheastAsia",
  EastUs: "UsEast",
  WestUs2: "UsWest",
};

/**
 * The inputs whose change makes another codespace. Leaving the area out does not, since any will do,
 * nor does asking for the area or the repository that it is of already.
 */
export function changedPlace(olds: Props, news: Props): string[] {
  const { location, repositoryId, repositoryFullName } = olds;
  const area = typeof location === "string" ? AREA_OF[location] : undefined;
  const name =
    typeof repositoryFullName === "string" ? repositoryFullName.toLowerCase() : undefined;
  const isThere: Record<string, (value: Plain) => boolean> = {
    geo: (wanted) => wanted === undefined || wanted === area,
    repository: (wanted) => wanted !== undefined && [repositoryId, name].includes(wanted),
  };
  const changed = changedIdentity(codespaceFields, declaredIn(olds), news);
  return changed.filter((name) => !isThere[name]?.(news[name]));
}

/** Whether a codespace is what the POST for these inputs would have made. */
export function isOf(inputs: Props, codespace: CodespaceResult): boolean {
  const { place, number } =
    inputs.repository === undefined
      ? pullRequestIn(inputs)
      : { place: inputs.repository, number: undefined };
  const samePlace =
    typeof place === "number"
      ? codespace.repositoryId === place
      : codespace.repository?.toLowerCase() === place;
  const { pullRequestUrl: url } = codespace;
  const samePull =
    number === undefined
      ? url === undefined
      : url === undefined || url.endsWith(`/pulls/${number}`);
  return samePlace && samePull && fits(inputs, codespace);
}

/** Where a declared input and GitHub's answer are both known, they are the same. */
function fits(inputs: Props, codespace: CodespaceResult): boolean {
  const branch = (ref: string) => ref.replace(/^refs\/(heads|tags)\//, "");
  const { ref, devcontainerPath, machine, displayName } = inputs;
  const seen = codespace.gitStatus.ref;
  // Where no branch is checked out, it is the commit, whatever the ref was called.
  const isCommit = seen !== undefined && /^[\da-f]{40}$/.test(seen);
  const sameRef = typeof ref !== "string" || !seen || isCommit || branch(seen) === branch(ref);
  const pairs = [
    [devcontainerPath, codespace.devcontainerPath],
    [machine, codespace.machine],
    [displayName, codespace.displayName],
  ];
  return sameRef && pairs.every(([asked, is]) => asked === undefined || !is || asked === is);
}

/** What lists the machines for it; GitHub knows a repository under its id too. */
export function machinesRoute(inputs: Props): { route: string; params: Params } {
  const place = inputs.repository ?? pullRequestIn(inputs).place;
  const ref = typeof inputs.ref === "string" ? { ref: inputs.ref } : {};
  return typeof place === "string"
    ? {
        route: "GET /repos/{owner}/{repo}/codespaces/machines",
        params: { ...ownerAndRepo(place), ...ref },
      }
    : {
        route: "GET /repositories/{repository_id}/codespaces/machines",
        params: { repository_id: place, ...ref },
      };
}

function pullRequestIn(inputs: Props): { place: string | number; number: number } {
  const [place = "", number = ""] = textOf(inputs, "pullRequest").split("#");
  return { place: /^\d+$/.test(place) ? Number(place) : place, number: Number(number) };
}
