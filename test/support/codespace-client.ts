import type { RawAnswer, Send } from "./emulator-client";

/** What the tests read of the description's codespace. */
export interface CodespaceBody {
  name: string;
  state: string;
  url: string;
  display_name: string;
  machine: { name: string };
  updated_at: string;
  last_used_at: string;
  retention_expires_at: string | null;
  pending_operation: boolean;
  git_status: { ref: string; has_unpushed_changes: boolean; has_uncommitted_changes: boolean };
  repository: { full_name: string; private: boolean };
  billable_owner: { login: string; type: string };
}

export const codespaceIn = ({ body }: RawAnswer) => body as CodespaceBody;

/** Names, in the order of the list. */
export const namesIn = ({ body }: RawAnswer): string[] =>
  (body as { codespaces: CodespaceBody[] }).codespaces.map(({ name }) => name);

export const machinesIn = ({ body }: RawAnswer): string[] =>
  (body as { machines: { name: string }[] }).machines.map(({ name }) => name);

/** Creates one in a repository, by default the creator's own public one, and gives its address. */
export async function createdCodespace(
  send: Send,
  {
    in: repository = "octocat/hello-world",
    ...body
  }: { in?: string } & Record<string, unknown> = {},
): Promise<{ name: string; path: string }> {
  const answer = await send("POST", `/repos/${repository}/codespaces`, { body });
  if (answer.status > 202) throw new Error(`no codespace was created: ${answer.status}`);
  const { name } = codespaceIn(answer);
  return { name, path: `/user/codespaces/${name}` };
}
