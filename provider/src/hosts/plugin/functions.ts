import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { checkedArgs, CodespacesError } from "../../operations/by-name/call";
import { lookups, type Lookup } from "../../operations/by-name/lookups";
import { withoutArguments } from "../../operations/by-name/secret-arguments";
import type { Props } from "../../rules/plain";
import type { PluginProvider } from "./provider";
import { checkFailure } from "./resources";
import { fromStruct, toStruct } from "./values";

const PREFIX = "github-codespaces:index:";
const byName = lookups as unknown as Record<string, Lookup<Props, object>>;

export async function invoke(plugin: PluginProvider, request: messages.InvokeRequest) {
  const { props, secrets } = fromStruct(request.getArgs());
  const { call, ask } = functionOf(request.getTok());
  const answer = new messages.InvokeResponse();
  try {
    const checked = checkedArgs(call, props);
    const result = await ask(checked, () => Promise.resolve(plugin.session));
    answer.setReturn(toStruct(plainOf(result), new Set()));
  } catch (error) {
    if (!(error instanceof CodespacesError)) throw error;
    const told = secrets.size > 0 ? withoutArguments(error, props) : error;
    answer.setFailuresList([checkFailure(told.message)]);
  }
  return answer;
}

function functionOf(token: string): Lookup<Props, object> {
  const name = token.startsWith(PREFIX) ? token.slice(PREFIX.length) : "";
  const found = Object.hasOwn(byName, name) ? byName[name] : undefined;
  if (found !== undefined) return found;
  throw new Error(
    `this version of the plugin github-codespaces has no function ${token}: install the one of the program's SDK.`,
  );
}

/** As the engine's protocol has it: no classes, nothing undefined. */
function plainOf(result: object): Props {
  return JSON.parse(JSON.stringify(result)) as Props;
}
