import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { lifecycles } from "../../provider/src/hosts/classes";
import { resourceMark, PluginProvider } from "../../provider/src/hosts/plugin/provider";
import * as plugin from "../../provider/src/hosts/plugin/resources";
import { fromStruct, toStruct } from "../../provider/src/hosts/plugin/values";
import type { Checked, Known, Lifecycle } from "../../provider/src/lifecycle/lifecycle";
import {
  DECLARATION,
  LIST_IGNORED,
  OTHERS_UNSET,
  VALUE_IGNORED,
} from "../../provider/src/rules/hints";
import { without, type Props } from "../../provider/src/rules/plain";
import type { ProcessSession } from "../../provider/src/session/process-session";
import { urnOf } from "./plugin-host";

type ClassName = keyof typeof lifecycles;

/** The lifecycles as the plugin answers for them, in the engine's messages, over a session. */
export function pluginLifecycles(session: () => ProcessSession): Record<ClassName, Lifecycle> {
  const provider = new PluginProvider(undefined, session);
  const names = Object.keys(lifecycles) as ClassName[];
  const hosted = names.map((name) => [name, new PluginLifecycle(name, provider)]);
  return Object.fromEntries(hosted) as Record<ClassName, Lifecycle>;
}

/** What only the classes of dynamic resources tell a check. */
const HINTS = [DECLARATION, LIST_IGNORED, VALUE_IGNORED, OTHERS_UNSET];
const NONE: ReadonlySet<string> = new Set();

function structOf(props: Props) {
  return toStruct(props, NONE);
}

class PluginLifecycle implements Lifecycle {
  readonly #className: string;
  readonly #provider: PluginProvider;
  /** Of the checks of this operation. */
  readonly #marks = new Set<unknown>();

  constructor(className: string, provider: PluginProvider) {
    this.#className = className;
    this.#provider = provider;
  }

  /** Each constructor call is a resource with a name of its own. */
  check(olds: Props, news: Props): Checked {
    const call = news[DECLARATION];
    const urn = urnOf(this.#className, typeof call === "string" ? call : "one");
    this.#marks.add(resourceMark(urn));
    const request = new messages.CheckRequest();
    request.setUrn(urn);
    request.setOlds(structOf(olds));
    request.setNews(structOf(without(news, HINTS)));
    const answer = plugin.check(this.#provider, request);
    const failures = answer.getFailuresList().map((one) => ({
      property: one.getProperty(),
      reason: one.getReason(),
    }));
    return { inputs: fromStruct(answer.getInputs()).props, failures };
  }

  replaces(olds: Props, news: Props): string[] {
    const request = new messages.DiffRequest();
    request.setUrn(urnOf(this.#className));
    request.setOlds(structOf(olds));
    request.setOldInputs(structOf(news));
    request.setNews(structOf(news));
    return plugin.diff(this.#provider, request).getReplacesList();
  }

  async create(inputs: Props): Promise<{ id: string; outputs: Props }> {
    const request = new messages.CreateRequest();
    request.setUrn(urnOf(this.#className));
    request.setProperties(structOf(inputs));
    const answer = await plugin.create(this.#provider, request);
    return { id: answer.getId(), outputs: this.#outputs(answer) };
  }

  async read(id: string, outputs: Props): Promise<Known | undefined> {
    const request = new messages.ReadRequest();
    request.setId(id);
    request.setUrn(urnOf(this.#className));
    request.setProperties(structOf(outputs));
    request.setInputs(structOf({}));
    const answer = await plugin.read(this.#provider, request);
    if (answer.getId() === "") return undefined;
    const inputs = fromStruct(answer.getInputs()).props;
    return { id: answer.getId(), inputs, outputs: this.#outputs(answer) };
  }

  async update(id: string, olds: Props, news: Props): Promise<Props> {
    const request = new messages.UpdateRequest();
    request.setId(id);
    request.setUrn(urnOf(this.#className));
    request.setOlds(structOf(olds));
    request.setNews(structOf(news));
    return this.#outputs(await plugin.update(this.#provider, request));
  }

  async delete(id: string, outputs: Props): Promise<void> {
    const request = new messages.DeleteRequest();
    request.setId(id);
    request.setUrn(urnOf(this.#className));
    request.setProperties(structOf(outputs));
    await plugin.remove(this.#provider, request);
  }

  imported(known: Known): Known {
    return known;
  }

  /** The plugin leaves the mark of its resource out; here the name is not known that it was checked by. */
  #outputs(answer: { getProperties(): Parameters<typeof fromStruct>[0] }): Props {
    const { props } = fromStruct(answer.getProperties());
    return this.#marks.has(props[DECLARATION]) ? without(props, [DECLARATION]) : props;
  }
}
