import type { Finding } from "./findings";
import type { Declared } from "../pulumi/resources";
import type { Report } from "./report";

const named = ({ className, resource, id }: Declared) => ({ class: className, resource, id });

/** For another program. What was not looked at is left out. */
export function auditJson(report: Report, findings: readonly Finding[] | undefined): string {
  const { at, codespaces, creates } = report;
  const secrets = report.hasSecrets ? report.secrets : undefined;
  const result = {
    at: new Date(at).toISOString(),
    secrets: secrets?.map((secret) => ({
      class: secret.className,
      id: secret.id,
      visibility: secret.visibility,
      repositories: secret.repositories?.map(({ repository }) => repository),
      createdAt: secret.createdAt,
      updatedAt: secret.updatedAt,
      ageDays: secret.age,
      declaredBy: secret.declaredBy,
      mayBeDeclaredBy: secret.mayBeDeclaredBy.length > 0 ? secret.mayBeDeclaredBy : undefined,
      preview: secret.preview,
    })),
    codespaces: codespaces?.map((codespace) => ({
      owner: codespace.owner,
      name: codespace.name,
      repository: codespace.repository,
      state: codespace.state,
      lastUsedAt: codespace.lastUsedAt,
      retentionExpiresAt: codespace.retentionExpiresAt,
      gitStatus: codespace.gitStatus,
    })),
    creates,
    deletes: creates === undefined ? undefined : report.deletes.map(named),
    unknown: report.unknown.length === 0 ? undefined : report.unknown.map(named),
    findings: findings?.map(({ className, ...finding }) => ({ class: className, ...finding })),
  };
  return `${JSON.stringify(result, undefined, 2)}\n`;
}
