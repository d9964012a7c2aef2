import type { Operation } from "../description/description.js";
import type { Route, Routes } from "../server/call.js";
import { accessRoutes } from "./access.js";
import { appRoutes } from "./apps.js";
import { notEmulatedYet } from "./codespaces.js";
import { lookupRoutes } from "./lookups.js";
import { orgSecretRoutes } from "./org-secrets.js";
import { repoSecretRoutes } from "./repo-secrets.js";
import { userSecretRoutes } from "./user-secrets.js";

const routes: Routes = {
  ...orgSecretRoutes,
  ...repoSecretRoutes,
  ...userSecretRoutes,
  ...accessRoutes,
  ...lookupRoutes,
  ...appRoutes,
};

export function routeOf(operation: Operation): Route {
  return routes[operation.id] ?? notEmulatedYet(operation);
}
