import type { Params } from "../github/client";
import type { CodespaceResult } from "../operations/codespace";
import type { Creation } from "../operations/user-codespaces";
import { AT_CREATION } from "./codespace-fields";
import { defined, textOf, type Props } from "./plain";

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
  const { pullRequestUrl } = codespace;
  const pulls = pullRequestUrl === undefined || pullRequestUrl.endsWith(`/pulls/${number ?? ""}`);
  return samePlace && (number === undefined || pulls) && fits(inputs, codespace);
}

/** Where a declared input and GitHub's answer are both known, they are the same. */
function fits(inputs: Props, codespace: CodespaceResult): boolean {
  const branch = (ref: string) => ref.replace(/^refs\/heads\//, "");
  const { ref, devcontainerPath, machine, displayName } = inputs;
  const { gitStatus } = codespace;
  const sameRef =
    typeof ref !== "string" || !gitStatus.ref || branch(gitStatus.ref) === branch(ref);
  const pairs = [
    [devcontainerPath, codespace.devcontainerPath],
    [machine, codespace.machine],
    [displayName, codespace.displayName],
  ];
  return sameRef && pairs.every(([asked, is]) => asked === undefined || !is || asked === is);
}

/** The operation that lists the machines for it; undefined where only an id is known. */
export function machinesRoute(inputs: Props): { route: string; params: Params } | undefined {
  const place = inputs.repository ?? pullRequestIn(inputs).place;
  if (typeof place !== "string") return undefined;
  const { ref } = inputs;
  const params = { ...ownerAndRepo(place), ...(typeof ref === "string" && { ref }) };
  return { route: "GET /repos/{owner}/{repo}/codespaces/machines", params };
}

function pullRequestIn(inputs: Props): { place: string | number; number: number } {
  const [place = "", number = ""] = textOf(inputs, "pullRequest").split("#");
  return { place: /^\d+$/.test(place) ? Number(place) : place, number: Number(number) };
}

function ownerAndRepo(fullName: string): { owner: string; repo: string } {
  const [owner = "", repo = ""] = fullName.split("/");
  return { owner, repo };
}
