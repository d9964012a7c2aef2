import type { Sourced } from "./sources";
import { looksLikeToken } from "../texts";
import { unusable, type AppSetting, type CredentialSetting } from "./credential";

/** The parts of an app, with the places where they were found. */
export interface AppParts {
  appId: Sourced | undefined;
  installationId: Sourced | undefined;
  organization?: Sourced | undefined;
  privateKey: AppSetting["privateKey"] | undefined;
}

/** The app that all parts together make; undefined if one is missing. */
export function appOf(parts: AppParts): CredentialSetting | undefined {
  const { appId, installationId, organization, privateKey } = parts;
  const installation = installationId ?? organization;
  if (!appId || !privateKey || !installation) return undefined;
  const id = wholeNumber(installation.text);
  if (installationId && !/^[1-9]\d*$/.test(id)) {
    return unusable(
      `${installation.source} must be a number: the last part of the address of the installation's settings.`,
    );
  }
  const { source } = installation;
  const app = wholeNumber(appId.text);
  const wrong = notShown({ ...appId, text: app }, organization);
  if (wrong !== undefined) return unusable(wrong);
  return {
    kind: "app",
    appId: { ...appId, text: app },
    installation: installationId
      ? { id: Number(id), source }
      : { organization: installation.text, source },
    privateKey,
    source: `the GitHub App ${app} (its private key: ${privateKey.source})`,
  };
}

/** Both appear in messages, so they must have their usual form: anything else may be a token in the wrong place. */
function notShown(appId: Sourced, organization: Sourced | undefined): string | undefined {
  if (!/^(\d{1,12}|Iv[\w.]{8,30})$/.test(appId.text)) {
    return `${appId.source} must be the id of the app, a number, or its client id, which begins with Iv.`;
  }
  if (organization === undefined) return undefined;
  const isLogin = /^[a-z\d][\w-]{0,38}$/i.test(organization.text);
  if (isLogin && !looksLikeToken(organization.text)) return undefined;
  return `${organization.source} must be the login of an organization.`;
}

/** The names of what is missing. */
export function missingOf(settings: Record<string, Sourced | undefined>): string {
  return Object.keys(settings)
    .filter((name) => settings[name] === undefined)
    .join(", ");
}

/** An id that passed through YAML or JSON as a number may arrive as 1.2345678e+07; others have quotes. */
function wholeNumber(text: string): string {
  const bare = text.replace(/^(["'])(.*)\1$/, "$2").trim();
  const number = /^\d+(\.\d+)?(e\+?\d+)?$/i.test(bare) ? Number(bare) : Number.NaN;
  return Number.isSafeInteger(number) ? String(number) : bare;
}
