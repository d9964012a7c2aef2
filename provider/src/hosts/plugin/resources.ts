import * as messages from "@pulumi/pulumi/proto/provider_pb";
import type { Table } from "../../kinds/table";
import { BY_GET, DECLARATION, UNCHECKED } from "../../rules/hints";
import { without, type Props } from "../../rules/plain";
import { listed, sayable, shownId } from "../../texts";
import { changesOf, isDeepEqual, type PropertyChange } from "./diff";
import { leftToOthers } from "./ignored";
import {
  isJustImported,
  notDeclared,
  onlyDeclared,
  withKeptValue,
  withLists,
  withSets,
} from "./imported";
import { resourceMark, withOwnMark } from "./mark";
import { outputsInPreview } from "./preview";
import { secretInputs, type Hosted, type PluginProvider } from "./provider";
import { withTimeout } from "./timeouts";
import { fromStruct, toStruct, type EngineProps } from "./values";

/** A failure names no property: the engine would print its value. The reason begins with the property's name. */
export function checkFailure(reason: string): messages.CheckFailure {
  const failure = new messages.CheckFailure();
  failure.setReason(sayable(reason));
  return failure;
}

/** Which properties must be encrypted: inputs made for secrets, those that arrived as secrets, and outputs that repeat them. */
export function encryptedNames(table: Table, ...given: EngineProps[]): ReadonlySet<string> {
  const came = given.flatMap(({ secrets }) => [...secrets]);
  // A set holds its values separately, so the rest stays readable.
  if ("valueVersions" in table) {
    return new Set([...came.filter((name) => name !== "secrets"), "values", "encryptedValues"]);
  }
  const places = secretInputs(table);
  const more = came.filter((name) => !places.includes(name));
  const repeating = more.length === 0 ? [] : ["declared", "selectedRepositoryIds"];
  return new Set([...places, ...came, ...repeating.filter((name) => name in table)]);
}

export function check(
  plugin: PluginProvider,
  request: messages.CheckRequest,
  news = fromStruct(request.getNews()),
) {
  const urn = request.getUrn();
  const { lifecycle, table } = plugin.hostedBy(urn);
  const olds = fromStruct(request.getOlds());
  if (Object.keys(olds.props).length > 0) plugin.ignored.checkedWithState(urn);
  const kept = withKeptValue(table, olds.props, news.props);
  const given = { ...kept, ...plugin.ignored.hints(urn), [DECLARATION]: resourceMark(urn) };
  const { inputs, failures } = lifecycle.check(olds.props, given);
  if (isJustImported(table, olds.props)) sayNotDeclared(plugin, olds.props, inputs);
  if (failures.length === 0) plugin.checked(urn, Object.keys(olds.props).length === 0);
  const answer = new messages.CheckResponse();
  answer.setInputs(toStruct(inputs, encryptedNames(table, news)));
  answer.setFailuresList(failures.map(({ reason }) => checkFailure(reason)));
  return answer;
}

/** Also said in the preview, which shows that they leave the set. */
function sayNotDeclared(plugin: PluginProvider, imported: Props, news: Props): void {
  const names = notDeclared(imported, news);
  if (names.length === 0) return;
  plugin.session.say.info(
    `The import found ${listed(names.map(shownId))} too, which the program doesn't declare: that leaves the state, and stays at GitHub.`,
  );
}

const KINDS = {
  add: [messages.PropertyDiff.Kind.ADD, messages.PropertyDiff.Kind.ADD_REPLACE],
  delete: [messages.PropertyDiff.Kind.DELETE, messages.PropertyDiff.Kind.DELETE_REPLACE],
  update: [messages.PropertyDiff.Kind.UPDATE, messages.PropertyDiff.Kind.UPDATE_REPLACE],
} as const;

/**
 * Always deletes first: GitHub writes by upsert, so that a replacement, whoever asks for it, would delete what it has
 * just written.
 */
export function diff(plugin: PluginProvider, request: messages.DiffRequest) {
  const urn = request.getUrn();
  const { lifecycle, table } = plugin.hostedBy(urn);
  const ignored = request.getIgnorechangesList();
  const isOfProgram = plugin.ignored.told(urn, ignored);
  const recorded = fromStruct(request.getOlds()).props;
  const olds = withSets(table, fromStruct(request.getOldInputs()).props);
  const news = fromStruct(request.getNews()).props;
  const replaces = lifecycle.replaces(recorded, news);
  const said = { urn, recorded, olds, news, ignored };
  const changed = isOfProgram ? leftToOthers(lifecycle, said) : said;
  const found = changesOf(table, changed, ignored);
  const untold = replaces.filter((name) => found.every(({ input }) => input !== name));
  const more = untold.map((name) => ({ path: name, input: name, kind: "update" }) as const);
  return diffResponse([...found, ...more], replaces);
}

export function diffResponse(changes: readonly PropertyChange[], replaces: readonly string[]) {
  const answer = new messages.DiffResponse();
  const { DIFF_SOME, DIFF_NONE } = messages.DiffResponse.DiffChanges;
  answer.setChanges(changes.length > 0 ? DIFF_SOME : DIFF_NONE);
  answer.setReplacesList([...replaces]);
  answer.setDeletebeforereplace(true);
  answer.setDiffsList([...new Set(changes.map(({ input }) => input))]);
  for (const { path, input, kind } of changes) {
    const [inPlace, replacing] = KINDS[kind];
    const one = new messages.PropertyDiff();
    one.setKind(replaces.includes(input) ? replacing : inPlace);
    one.setInputdiff(true);
    answer.getDetaileddiffMap().set(path, one);
  }
  answer.setHasdetaileddiff(true);
  return answer;
}

export async function create(plugin: PluginProvider, request: messages.CreateRequest) {
  const hosted = plugin.hostedBy(request.getUrn());
  if (!request.getPreview()) plugin.creates(request.getUrn());
  const given = fromStruct(request.getProperties());
  const secrets = encryptedNames(hosted.table, given);
  const answer = new messages.CreateResponse();
  if (request.getPreview()) {
    const previewed = { table: hosted.table, recorded: undefined, olds: {}, news: given.props };
    answer.setProperties(toStruct(outputsInPreview(previewed), secrets));
    return answer;
  }
  const inputs = withTimeout(hosted.table, "create", request.getTimeout(), given.props);
  const { id, outputs } = await hosted.lifecycle.create(inputs);
  answer.setId(id);
  answer.setProperties(toStruct(unmarked(hosted, request.getUrn(), outputs), secrets));
  return answer;
}

export async function update(plugin: PluginProvider, request: messages.UpdateRequest) {
  const urn = request.getUrn();
  const hosted = plugin.hostedBy(urn);
  const { table, lifecycle } = hosted;
  const given = fromStruct(request.getNews());
  const secrets = encryptedNames(table, given);
  const inState = fromStruct(request.getOldInputs()).props;
  const held = withOwnMark(table, urn, fromStruct(request.getOlds()).props);
  const recorded = isJustImported(table, inState) ? onlyDeclared(held, given.props) : held;
  const said = { urn, recorded, olds: inState, news: given.props };
  const ignored = request.getIgnorechangesList();
  const { olds, news } = leftToOthers(lifecycle, { ...said, ignored });
  const answer = new messages.UpdateResponse();
  if (request.getPreview()) {
    answer.setProperties(toStruct(outputsInPreview({ table, recorded, olds, news }), secrets));
    return answer;
  }
  const inputs = withTimeout(table, "update", request.getTimeout(), news);
  const outputs = await lifecycle.update(request.getId(), recorded, inputs);
  answer.setProperties(toStruct(unmarked(hosted, urn, outputs), secrets));
  return answer;
}

/** Without inputs it is an import. A `get` sends the program's words as both inputs and outputs. */
export async function read(plugin: PluginProvider, request: messages.ReadRequest) {
  const hosted = plugin.hostedBy(request.getUrn());
  const [recorded, inputs] = [fromStruct(request.getProperties()), fromStruct(request.getInputs())];
  const secrets = encryptedNames(hosted.table, recorded, inputs);
  const isImport = !request.hasInputs();
  const isGet = !isImport && isOfGet(hosted, recorded.props, inputs.props);
  const id = request.getId();
  const mark = isGet && { [DECLARATION]: BY_GET };
  const known = await hosted.lifecycle.read(id, { ...recorded.props, ...mark });
  const answer = new messages.ReadResponse();
  if (known === undefined) {
    if (isImport || isGet) throw new Error(`${id} was not found at GitHub.`);
    return answer;
  }
  const found = isImport ? withLists(hosted.table, hosted.lifecycle.imported(known)) : known;
  answer.setId(found.id);
  answer.setProperties(toStruct(found.outputs, secrets));
  const isNew = isJustImported(hosted.table, inputs.props);
  const seen = isNew ? without(found.inputs, ["valueVersions"]) : found.inputs;
  if (!found.onlyRead) answer.setInputs(toStruct(seen, secrets));
  return answer;
}

export async function remove(plugin: PluginProvider, request: messages.DeleteRequest) {
  const { lifecycle, table } = plugin.hostedBy(request.getUrn());
  const recorded = fromStruct(request.getProperties()).props;
  const comesLater = plugin.comesLater(request.getUrn()) && recorded[DECLARATION] !== BY_GET;
  const props = comesLater ? { ...recorded, [DECLARATION]: UNCHECKED } : recorded;
  const { declared } = props;
  const timed = withTimeout(table, "delete", request.getTimeout(), (declared ?? {}) as Props);
  const told = Object.keys(timed).length === 0 ? props : { ...props, declared: timed };
  await lifecycle.delete(request.getId(), told);
}

/**
 * Whether it is a `get`. A state may hold no more than the inputs too: that of a class which GitHub doesn't read, or one
 * that was imported by a file and then has a value.
 */
function isOfGet({ table }: Hosted, recorded: Props, inputs: Props): boolean {
  const isReadable = Object.values(table).some((field) => "output" in field && !("check" in field));
  const valued = [...secretInputs(table), "keepValue"];
  const hasValue = valued.some((name) => (inputs[name] ?? undefined) !== undefined);
  return isReadable && !hasValue && isDeepEqual(recorded, inputs);
}

/**
 * The mark is the same in each operation, so the state needn't keep it. That of a constructor call it keeps, and that of a
 * set, which tells the sets of one place from each other.
 */
export function unmarked({ table }: Hosted, urn: string, outputs: Props): Props {
  const isOwn = outputs[DECLARATION] === resourceMark(urn) && !("valueVersions" in table);
  return isOwn ? without(outputs, [DECLARATION]) : outputs;
}
