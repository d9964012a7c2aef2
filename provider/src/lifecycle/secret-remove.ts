import { isRefused } from "../github/errors";
import type { SecretScope } from "../operations/secret-scope";
import { ASK_AGAIN_AFTER } from "./secret-drift";
import type { Session } from "./session";

/**
 * "Gone" needs evidence: a 404 may also mean that the credential sees nothing at all. A list that
 * still has it may be an old one.
 */
export async function removeIfThere(
  scope: SecretScope,
  name: string,
  session: Session,
): Promise<void> {
  try {
    await scope.remove(name);
  } catch (error) {
    if (!isRefused(error, 404)) throw error;
    const { secrets } = await scope.listAfterMissing();
    if (!secrets.has(name)) return;
    for (const wait of ASK_AGAIN_AFTER) {
      await session.clock.sleep(wait);
      if ((await scope.get(name)) === undefined) return;
    }
    throw error;
  }
}
