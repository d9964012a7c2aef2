import { Refusal } from "../errors.js";
import { anyone } from "../auth/needs.js";
import type { Operation } from "../description/description.js";
import type { Route } from "../server/call.js";

/**
 * The room of the codespaces themselves: list, create, start, stop, export, publish, machines and
 * the organization's view of them. An operation of the description without a route ends up here.
 */
export function notEmulatedYet({ id, method, path }: Operation): Route {
  return {
    needs: anyone,
    answer: () => {
      throw new Refusal(501, `The emulator has no codespaces yet: ${method} ${path} (${id}).`);
    },
  };
}
