import { repoSecrets } from "../calls/needs";
import { notFound } from "../errors";
import type { SecretScope } from "../model/secret-scope";
import { repoSecret } from "../responses/secrets";
import type { Call, Routes } from "../calls/call";
import { secretHandlers } from "./secret-handlers";
import { putSecret } from "./secret-writes";

const secrets = secretHandlers({ scopeOf, shaped: (_, secret) => repoSecret(secret) });

export const repoSecretRoutes: Routes = {
  "codespaces/list-repo-secrets": { needs: repoSecrets, answer: secrets.list },
  "codespaces/get-repo-public-key": { needs: repoSecrets, answer: secrets.publicKey },
  "codespaces/get-repo-secret": { needs: repoSecrets, answer: secrets.get },
  "codespaces/create-or-update-repo-secret": {
    needs: repoSecrets,
    answer: (call) => putSecret(call, scopeOf(call)),
  },
  "codespaces/delete-repo-secret": { needs: repoSecrets, answer: secrets.remove },
};

function scopeOf(call: Call): SecretScope {
  const fullName = `${call.param("owner")}/${call.param("repo")}`;
  const repository = call.world.repositories.byName(fullName);
  if (!repository) throw notFound();
  return call.world.repoScope(repository);
}
