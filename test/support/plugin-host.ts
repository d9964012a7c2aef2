import * as grpc from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import type { Emulator } from "github-codespaces-emulator";
import { systemClock, type Clock } from "../../provider/src/clock";
import { PluginProvider } from "../../provider/src/hosts/plugin/provider";
import { listen } from "../../provider/src/hosts/plugin/server";
import { failureOf } from "./dynamic-host";

export type Raw = Record<string, JavaScriptValue>;

/** As the engine sends and reads a secret. */
export function secret(value: JavaScriptValue): JavaScriptValue {
  return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}

/** As the engine sends and reads what is not known yet. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export function urnOf(className: string, name = "one"): string {
  return `urn:pulumi:dev::test::github-codespaces:index:${className}::${name}`;
}

type Done<T> = (error: grpc.ServiceError | null, answer: T) => void;

export interface SaidLine {
  urn: string;
  text: string;
}

/** The plugin in this process, asked over gRPC what the engine asks, and an engine that notes what it is told. */
export class PluginHost {
  readonly client: ResourceProviderClient;
  readonly lines: SaidLine[];
  readonly close: () => void;

  private constructor(port: number, lines: SaidLine[] = [], close: () => void = () => undefined) {
    const { createInsecure } = grpc.credentials;
    this.client = new ResourceProviderClient(`127.0.0.1:${port}`, createInsecure());
    this.lines = lines;
    this.close = () => {
      this.client.close();
      close();
    };
  }

  /** A plugin that somebody else started. */
  static at(port: number): PluginHost {
    return new PluginHost(port);
  }

  static async start(settings: Raw, clock: Clock = systemClock, urn?: string): Promise<PluginHost> {
    const { port, close } = await listen(new PluginProvider(clock));
    return PluginHost.attachedTo(port, settings, { close, urn });
  }

  /** A plugin that listens already, with an engine that it is told of. */
  static async attachedTo(
    port: number,
    settings: Raw,
    { close, urn }: { close?: () => void; urn?: string | undefined } = {},
  ): Promise<PluginHost> {
    const lines: SaidLine[] = [];
    const engine = new grpc.Server();
    engine.addService(EngineService, {
      log: (call: { request: LogRequest }, done: Done<Empty>) => {
        lines.push({ urn: call.request.getUrn(), text: call.request.getMessage() });
        done(null, new Empty());
      },
    });
    const at = await bound(engine);
    const host = new PluginHost(port, lines, () => {
      close?.();
      engine.forceShutdown();
    });
    const request = new PluginAttach();
    request.setAddress(`127.0.0.1:${at}`);
    await host.ask<Empty>((done) => host.client.attach(request, done));
    await host.configure(settings, urn);
    return host;
  }

  configure(settings: Raw, urn = urnOf("x").replace("::one", "::default")): Promise<unknown> {
    const request = new messages.ConfigureRequest();
    request.setArgs(Struct.fromJavaScript(settings));
    request.setUrn(urn);
    return this.ask((done) => this.client.configure(request, done));
  }

  /** The checked inputs; throws what is wrong with them. */
  async check(className: string, news: Raw, { olds = {}, name = "one" } = {}): Promise<Raw> {
    const request = new messages.CheckRequest();
    request.setUrn(urnOf(className, name));
    request.setOlds(Struct.fromJavaScript(olds));
    request.setNews(Struct.fromJavaScript(news));
    const answer = await this.ask<messages.CheckResponse>((done) =>
      this.client.check(request, done),
    );
    const failures = answer.getFailuresList();
    const texts = failures.map((one) => `[${one.getProperty()}] ${one.getReason()}`);
    if (texts.length > 0) throw new Error(texts.join("\n"));
    return answer.getInputs()?.toJavaScript() ?? {};
  }

  /** The changes by path, with their kinds. */
  async diff(className: string, { olds, news, outputs, ignored = [] }: Diffed) {
    const request = new messages.DiffRequest();
    request.setId("id");
    request.setUrn(urnOf(className));
    request.setOldInputs(Struct.fromJavaScript(olds));
    request.setOlds(Struct.fromJavaScript(outputs ?? olds));
    request.setNews(Struct.fromJavaScript(news));
    request.setIgnorechangesList([...ignored]);
    const answer = await this.ask<messages.DiffResponse>((done) => this.client.diff(request, done));
    return diffOf(answer);
  }

  async create(className: string, inputs: Raw, { preview = false, name = "one" } = {}) {
    const request = new messages.CreateRequest();
    request.setUrn(urnOf(className, name));
    request.setProperties(Struct.fromJavaScript(inputs));
    request.setPreview(preview);
    const answer = await this.ask<messages.CreateResponse>((done) =>
      this.client.create(request, done),
    );
    return { id: answer.getId(), outputs: answer.getProperties()?.toJavaScript() ?? {} };
  }

  async update(className: string, updated: Updated): Promise<Raw> {
    const { id, olds, news, outputs, preview = false, name = "one" } = updated;
    const request = new messages.UpdateRequest();
    request.setId(id);
    request.setUrn(urnOf(className, name));
    request.setOldInputs(Struct.fromJavaScript(olds));
    request.setOlds(Struct.fromJavaScript(outputs));
    request.setNews(Struct.fromJavaScript(news));
    request.setPreview(preview);
    const answer = await this.ask<messages.UpdateResponse>((done) =>
      this.client.update(request, done),
    );
    return answer.getProperties()?.toJavaScript() ?? {};
  }

  /** Without recorded inputs and outputs it is an import. */
  async read(className: string, id: string, recorded?: { inputs: Raw; outputs: Raw }) {
    const request = new messages.ReadRequest();
    request.setId(id);
    request.setUrn(urnOf(className));
    request.setProperties(Struct.fromJavaScript(recorded?.outputs ?? {}));
    if (recorded !== undefined) request.setInputs(Struct.fromJavaScript(recorded.inputs));
    const answer = await this.ask<messages.ReadResponse>((done) => this.client.read(request, done));
    return {
      id: answer.getId(),
      inputs: answer.getInputs()?.toJavaScript(),
      outputs: answer.getProperties()?.toJavaScript(),
    };
  }

  async delete(className: string, id: string, outputs: Raw): Promise<void> {
    const request = new messages.DeleteRequest();
    request.setId(id);
    request.setUrn(urnOf(className));
    request.setProperties(Struct.fromJavaScript(outputs));
    await this.ask<Empty>((done) => this.client.delete(request, done));
  }

  async invoke(name: string, args: Raw): Promise<Raw> {
    const request = new messages.InvokeRequest();
    request.setTok(`github-codespaces:index:${name}`);
    request.setArgs(Struct.fromJavaScript(args));
    const answer = await this.ask<messages.InvokeResponse>((done) =>
      this.client.invoke(request, done),
    );
    const failures = answer.getFailuresList().map((one) => one.getReason());
    if (failures.length > 0) throw new Error(failures.join("\n"));
    return answer.getReturn()?.toJavaScript() ?? {};
  }

  ask<T>(send: (done: Done<T>) => unknown): Promise<T> {
    return new Promise((resolve, reject) => {
      send((error, answer) => {
        if (error) reject(failureOf(error));
        else resolve(answer);
      });
    });
  }
}

interface Diffed {
  olds: Raw;
  news: Raw;
  outputs?: Raw;
  ignored?: readonly string[];
}

interface Updated extends Diffed {
  id: string;
  outputs: Raw;
  preview?: boolean;
  name?: string;
}

/** How the engine reads it. */
export function diffOf(answer: messages.DiffResponse) {
  const { Kind } = messages.PropertyDiff;
  const names = Object.entries(Kind).map(([name, kind]): [number, string] => [Number(kind), name]);
  const kinds = new Map(names);
  const entries = answer.getDetaileddiffMap().toArray() as unknown as [string, unknown][];
  const changed = entries.map(([path]): [string, string] => {
    const kind = answer.getDetaileddiffMap().get(path)?.getKind() ?? -1;
    return [path, kinds.get(kind) ?? ""];
  });
  return {
    isSame: answer.getChanges() === messages.DiffResponse.DiffChanges.DIFF_NONE,
    changes: Object.fromEntries(changed),
    replaces: answer.getReplacesList(),
    deleteBeforeReplace: answer.getDeletebeforereplace(),
  };
}

function bound(server: grpc.Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error) reject(error);
      else resolve(port);
    });
  });
}

/** A plugin for the tests of a file: another process of the engine's for each, and for each operation that a test goes on with. */
export function usePlugin(emulator: Emulator) {
  let plugin: PluginHost;
  const start = async (settings: Raw = { token: emulator.token }, urn?: string) => {
    plugin = await PluginHost.start({ baseUrl: emulator.url, ...settings }, undefined, urn);
  };
  beforeEach(() => start());
  afterEach(() => {
    plugin.close();
  });
  return {
    get plugin() {
      return plugin;
    },
    /** As the engine does for its next operation. */
    async restart(settings?: Raw, urn?: string): Promise<void> {
      plugin.close();
      await start(settings, urn);
    },
  };
}
