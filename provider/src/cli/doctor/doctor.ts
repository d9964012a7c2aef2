import { reasonOf, sayable } from "../../texts";
import type { ProcessSession } from "../../session/process-session";
import { EXIT, type Command } from "../command";
import { connection, sessionOf } from "../connection";
import type { Given } from "../flags";
import type { Shell } from "../place";
import { Progress } from "../progress";
import { stackConfiguration } from "../pulumi/configuration";
import { documents, previewedBy, stacksOf } from "../pulumi/sources";
import { scopes, scopesOf, unique } from "../scopes";
import { bad, note, ok, type Check } from "./check";
import { configurationChecks } from "./configuration";
import { clockCheck, limitChecks, proxyCheck, versionCheck } from "./machine";
import { rightCheck, wantedBy, wantedOf, type Wanted } from "./rights";
import { isOneCredential, known, missing, organizationChecks, type CheckedCredential } from "./who";

export const doctor: Command = {
  name: "doctor",
  summary: "Checks whether the credential may do what a program's resources need.",
  about: [
    "Reports which credential is used and where it came from, what it may do, what is left " +
      "of GitHub's rate limits, and what stands between this machine and GitHub; for each " +
      "problem, it says what to do. It only reads. Tell it what your program declares with " +
      "flags, a stack, or a preview.",
  ],
  usage: "[--org LOGIN …] [--repo OWNER/NAME …] [--user] [--stack NAME …]",
  groups: [
    { ...scopes, heading: "What the program is about" },
    documents,
    { heading: "What to print", flags: { json: { says: "Print the checks as JSON." } } },
    connection,
  ],
  examples: [
    "pulumi-github-codespaces doctor --org acme",
    "pulumi-github-codespaces doctor --stack dev",
  ],
  found: "Something needs fixing.",
  run,
};

async function run(given: Given, place: Shell): Promise<number> {
  const asked = scopesOf(given);
  const progress = new Progress(place);
  const stacks = await stacksOf(given, place);
  const configuration = await stackConfiguration(given, place);
  const { written = [], deleted = [] } = (await previewedBy(given, place)) ?? {};
  const declared = [...stacks.flatMap(({ resources }) => resources), ...written, ...deleted];
  const wanted = unique([...asked.flatMap(wantedOf), ...wantedBy(declared)]);
  progress.show("Asking GitHub");
  const stack = typeof configuration === "object" ? configuration.plain : {};
  const open = () => sessionOf(given, place, { progress, stack });
  const checks = [...configurationChecks(configuration), ...(await checked(open, wanted, place))];
  progress.end();
  const json = `${JSON.stringify({ checks }, undefined, 2)}\n`;
  place.out(given.has("json") ? json : textOf(checks));
  return checks.some(({ state }) => state === "bad") ? EXIT.found : EXIT.fine;
}

/** An unusable setting is one of the things that the doctor reports, not an error of the command. */
async function checked(
  open: () => ProcessSession,
  wanted: readonly Wanted[],
  place: Shell,
): Promise<Check[]> {
  try {
    return await checksOf(wanted, open(), place);
  } catch (error) {
    return [bad("settings", "can't be used", reasonOf(error))];
  }
}

async function checksOf(
  wanted: readonly Wanted[],
  session: ProcessSession,
  place: Shell,
): Promise<Check[]> {
  const { baseUrl } = session.settings;
  const around = [ok("address", baseUrl), proxyCheck(baseUrl, place.env)];
  // Everything that follows would only report the unusable proxy again.
  if (around.some(({ state }) => state === "bad")) return around;
  const main = await known(session, "token");
  const isUsers = wanted.some(({ scope }) => scope.kind === "user");
  // Beside an app there is no user's credential unless somebody gives one, and usually none is needed.
  const users = !isUsers || isOneCredential(session) ? main : await known(session, "userToken");
  const { standing } = main;
  const seen =
    standing === undefined
      ? []
      : [versionCheck(standing), clockCheck(standing, main.at), ...limitChecks(standing)];
  return [
    ...around,
    main.check,
    ...(users === main ? [] : [users.check]),
    ...seen,
    ...(await rightsOf(wanted, { main, users }, session)),
  ];
}

async function rightsOf(
  wanted: readonly Wanted[],
  { main, users }: { main: CheckedCredential; users: CheckedCredential },
  session: ProcessSession,
): Promise<Check[]> {
  if (wanted.length === 0) return [NOTHING_WANTED];
  const open = () => Promise.resolve(session);
  const orgs = new Set(wanted.flatMap(({ scope }) => (scope.kind === "org" ? [scope.org] : [])));
  const ofOrgs = await Promise.all(
    [...orgs].map(async (org) => {
      const checks = main.standing === undefined ? [] : await organizationChecks(org, main);
      // Each request about it would report the same in other words.
      if (checks === undefined) orgs.delete(org);
      return checks ?? [missing(org)];
    }),
  );
  const rights = wanted
    .filter(({ scope }) => scope.kind !== "org" || orgs.has(scope.org))
    .map((one) => rightCheck(one, one.scope.kind === "user" ? users : main, open));
  return [...ofOrgs.flat(), ...(await Promise.all(rights))];
}

const NOTHING_WANTED = note(
  "rights",
  "not checked: nothing says what the program declares",
  "Give --org, --repo, --user, --stack or --preview.",
);

function textOf(checks: readonly Check[]): string {
  const width = Math.max(...checks.map(({ about }) => about.length));
  const lines = checks.flatMap(({ state, about, says, cure }) => [
    `${state.padEnd(4)}  ${about.padEnd(width)}  ${says}`,
    ...(cure === undefined ? [] : cure.split("\n").map((line) => `      -> ${line}`)),
  ]);
  const wrong = checks.filter(({ state }) => state === "bad").length;
  const end = wrong === 0 ? "Nothing to fix." : `${wrong} to fix.`;
  return `${lines.map((line) => sayable(line)).join("\n")}\n${end}\n`;
}
