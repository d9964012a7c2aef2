import type { Send } from "./emulator-client";

/** Makes a codespace of the token's user, by GitHub's operation itself; answers its name. */
export async function makeCodespace(send: Send, repositoryId = 502): Promise<string> {
  const { status, body } = await send("POST", "/user/codespaces", {
    body: { repository_id: repositoryId },
  });
  if (status !== 201) throw new Error(`the codespace was not made: ${status}`);
  return (body as { name: string }).name;
}
