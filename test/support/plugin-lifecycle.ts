import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { lifecycles } from "../../provider/src/hosts/classes";
import { resourceMark } from "../../provider/src/hosts/plugin/mark";
import { PluginProvider } from "../../provider/src/hosts/plugin/provider";
import * as plugin from "../../provider/src/hosts/plugin/resources";
import { fromStruct, toStruct } from "../../provider/src/hosts/plugin/values";
import type { Checked, Known, Lifecycle } from "../../provider/src/lifecycle/lifecycle";
import {
  BY_GET,
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
/** Inputs that a state has, so that nobody takes it for a `get`. */
const STATED: Props = { inTheState: true };

function structOf(props: Props) {
  return toStruct(props, NONE);
}

/** What the engine tells of a resource whenever it asks for a diff or an update. */
interface Told {
  call: string;
  olds: Props;
  ignored: readonly string[];
}

/** Of one that the program has changed. */
interface Changed extends Omit<Told, "call"> {
  outputs: Props;
  news: Props;
}

export class PluginLifecycle implements Lifecycle {
  readonly #className: string;
  readonly #provider: PluginProvider;
  /** Of the checks of this operation. */
  readonly #marks: Set<unknown>;
  readonly #told: Told;
  #urn: string;

  constructor(
    className: string,
    provider: PluginProvider,
    marks = new Set<unknown>(),
    told: Told = { call: "one", olds: {}, ignored: [] },
  ) {
    this.#className = className;
    this.#provider = provider;
    this.#marks = marks;
    this.#told = told;
    this.#urn = urnOf(className, told.call);
  }

  telling(told: Told): PluginLifecycle {
    return new PluginLifecycle(this.#className, this.#provider, this.#marks, told);
  }

  /** Each constructor call is a resource with a name of its own. */
  check(olds: Props, news: Props): Checked {
    const { [DECLARATION]: call } = news;
    this.#urn = urnOf(this.#className, typeof call === "string" ? call : this.#told.call);
    this.#marks.add(resourceMark(this.#urn));
    const request = new messages.CheckRequest();
    request.setUrn(this.#urn);
    request.setOlds(structOf(olds));
    request.setNews(structOf(without(news, HINTS)));
    const answer = plugin.check(this.#provider, request);
    const failures = answer.getFailuresList().map((one) => ({
      // The plugin names it in the reason alone.
      property: one.getReason().split(":")[0] ?? "",
      reason: one.getReason(),
    }));
    return { inputs: fromStruct(answer.getInputs()).props, failures };
  }

  replaces(olds: Props, news: Props): string[] {
    return this.diff({ outputs: olds, olds: news, news, ignored: [] }).replaces;
  }

  /** What the engine decides by. */
  diff({ outputs, olds, news, ignored }: Changed): { replaces: string[]; isSame: boolean } {
    const request = new messages.DiffRequest();
    request.setUrn(this.#urn);
    request.setOlds(structOf(outputs));
    request.setOldInputs(structOf(olds));
    request.setNews(structOf(news));
    request.setIgnorechangesList([...ignored]);
    const answer = plugin.diff(this.#provider, request);
    const isSame = answer.getChanges() === messages.DiffResponse.DiffChanges.DIFF_NONE;
    return { replaces: answer.getReplacesList(), isSame };
  }

  async create(inputs: Props): Promise<{ id: string; outputs: Props }> {
    const request = new messages.CreateRequest();
    request.setUrn(this.#urn);
    request.setProperties(structOf(inputs));
    const answer = await plugin.create(this.#provider, request);
    return { id: answer.getId(), outputs: this.#outputs(answer) };
  }

  async read(id: string, outputs: Props): Promise<Known | undefined> {
    const request = new messages.ReadRequest();
    request.setId(id);
    request.setUrn(urnOf(this.#className));
    // A `get` gives what the program says as both.
    const isGet = outputs[DECLARATION] === BY_GET;
    const given = isGet ? without(outputs, [DECLARATION]) : outputs;
    request.setProperties(structOf(given));
    request.setInputs(structOf(isGet ? given : STATED));
    const answer = await plugin.read(this.#provider, request);
    if (answer.getId() === "") return undefined;
    const found = { id: answer.getId(), outputs: this.#outputs(answer) };
    if (!answer.hasInputs()) return { ...found, inputs: {}, onlyRead: true };
    return { ...found, inputs: fromStruct(answer.getInputs()).props };
  }

  async update(id: string, olds: Props, news: Props): Promise<Props> {
    const request = new messages.UpdateRequest();
    request.setId(id);
    request.setUrn(this.#urn);
    request.setOlds(structOf(olds));
    request.setOldInputs(structOf(this.#told.olds));
    request.setNews(structOf(news));
    request.setIgnorechangesList([...this.#told.ignored]);
    return this.#outputs(await plugin.update(this.#provider, request));
  }

  async delete(id: string, outputs: Props): Promise<void> {
    const request = new messages.DeleteRequest();
    request.setId(id);
    request.setUrn(this.#urn);
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
