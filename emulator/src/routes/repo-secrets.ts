import { repoSecrets } from "../calls/needs";
import { notFound } from "../errors";
import type { SecretScope } from "../model/secret-scope";
import { publicKey, repoSecret } from "../responses/secrets";
import { type Answer, ok } from "../calls/answer";
import type { Call, Routes } from "../calls/call";
import { deleteSecret, putSecret } from "./secret-writes";

export const repoSecretRoutes: Routes = {
  "codespaces/list-repo-secrets": { needs: repoSecrets, answer: list },
  "codespaces/get-repo-public-key": {
    needs: repoSecrets,
    answer: (call) => ok(publicKey(scopeOf(call).keys.publicKey)),
  },
  "codespaces/get-repo-secret": { needs: repoSecrets, answer: get },
  "codespaces/create-or-update-repo-secret": {
    needs: repoSecrets,
    answer: (call) => putSecret(call, scopeOf(call)),
  },
  "codespaces/delete-repo-secret": {
    needs: repoSecrets,
    answer: (call) => deleteSecret(call, scopeOf(call)),
  },
};

function list(call: Call): Answer {
  const { items, total, headers } = call.page(scopeOf(call).listAsOf(call.world.readTime));
  return ok({ total_count: total, secrets: items.map(repoSecret) }, headers);
}

function get(call: Call): Answer {
  return ok(repoSecret(scopeOf(call).getAsOf(call.param("secret_name"), call.world.readTime)));
}

function scopeOf(call: Call): SecretScope {
  const fullName = `${call.param("owner")}/${call.param("repo")}`;
  const repository = call.world.repositories.byName(fullName);
  if (!repository) throw notFound();
  return call.world.repoScope(repository);
}
