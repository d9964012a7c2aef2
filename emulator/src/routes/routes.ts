import type { Operation } from "../description/description";
import type { Route, Routes } from "../calls/call";
import { accessRoutes } from "./access";
import { appRoutes } from "./apps";
import { codespaceRoutes } from "./codespaces";
import { codespaceCreationRoutes } from "./codespaces-creation";
import { codespaceExportRoutes } from "./codespaces-exports";
import { orgCodespaceRoutes } from "./codespaces-of-org";
import { repositoryCodespaceRoutes } from "./codespaces-of-repository";
import { lookupRoutes } from "./lookups";
import { orgSecretRoutes } from "./org-secrets";
import { repoSecretRoutes } from "./repo-secrets";
import { userSecretRoutes } from "./user-secrets";

const routes: Routes = {
  ...orgSecretRoutes,
  ...repoSecretRoutes,
  ...userSecretRoutes,
  ...accessRoutes,
  ...codespaceRoutes,
  ...codespaceCreationRoutes,
  ...codespaceExportRoutes,
  ...repositoryCodespaceRoutes,
  ...orgCodespaceRoutes,
  ...lookupRoutes,
  ...appRoutes,
};

/** Every operation of the excerpt has one, and a test calls each. */
export function routeOf({ id }: Operation): Route {
  const route = routes[id];
  if (!route) throw new Error(`the emulator has no route for ${id}`);
  return route;
}
