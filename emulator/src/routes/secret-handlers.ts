import { notFound } from "../errors";
import type { SecretRecord, SecretScope } from "../model/secret-scope";
import { publicKey } from "../responses/secrets";
import { type Answer, ok } from "../calls/answer";
import type { Call } from "../calls/call";
import { deleteSecret } from "./secret-writes";

/** The differences between what is read of organizations', repositories' and users' secrets. */
export interface SecretRules {
  scopeOf: (call: Call) => SecretScope;
  /** A secret as its operations answer it. */
  shaped: (call: Call, secret: SecretRecord) => object;
}

/** What secrets answer alike, wherever they are. */
export function secretHandlers({ scopeOf, shaped }: SecretRules) {
  return {
    list: (call: Call): Answer => {
      const { items, total, headers } = call.page(scopeOf(call).listAsOf(call.world.readTime));
      const secrets = items.map((secret) => shaped(call, secret));
      return ok({ total_count: total, secrets }, headers);
    },
    get: (call: Call): Answer => ok(shaped(call, secretRead(call, scopeOf(call)))),
    publicKey: (call: Call): Answer => ok(publicKey(scopeOf(call).keys.publicKey)),
    remove: (call: Call): Answer => deleteSecret(call, scopeOf(call)),
  };
}

/** The secret that a read names, as reads see it, which may lag. */
export function secretRead(call: Call, scope: SecretScope): SecretRecord {
  return scope.getAsOf(call.param("secret_name"), call.world.readTime);
}

/** The secret that a write names, as it is. */
export function secretWritten(call: Call, scope: SecretScope): SecretRecord {
  const secret = scope.find(call.param("secret_name"));
  if (!secret) throw notFound();
  return secret;
}
