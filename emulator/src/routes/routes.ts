import type { Operation } from "../description/description.js";
import type { Route, Routes } from "../server/call.js";
import { accessRoutes } from "./access.js";
import { appRoutes } from "./apps.js";
import { codespaceRoutes } from "./codespaces.js";
import { codespaceCreationRoutes } from "./codespaces-creation.js";
import { codespaceExportRoutes } from "./codespaces-exports.js";
import { orgCodespaceRoutes } from "./codespaces-of-org.js";
import { repositoryCodespaceRoutes } from "./codespaces-of-repository.js";
import { lookupRoutes } from "./lookups.js";
import { orgSecretRoutes } from "./org-secrets.js";
import { repoSecretRoutes } from "./repo-secrets.js";
import { userSecretRoutes } from "./user-secrets.js";

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
