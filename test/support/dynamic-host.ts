import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { loaderLine } from "../../provider/src/program/registration/loader-line";
import { ROOT } from "../unit/source-files";

type Props = Record<string, JavaScriptValue>;

/** How a call of the engine's failed, as the engine reads it. */
export interface HostFailure {
  message: string;
  /** What a create or update left behind. */
  left?: { id: string; properties: Props; reasons: string[] };
}

/** Pulumi's own host of dynamic resources, without an engine, but where one would listen: it is asked what the engine asks. */
export class DynamicHost {
  readonly #client: ResourceProviderClient;
  readonly close: () => Promise<void>;

  private constructor(port: string, close: () => Promise<void>) {
    const credentials = grpc.credentials.createInsecure();
    this.#client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials);
    this.close = async () => {
      this.#client.close();
      await close();
    };
  }

  /** @param env what its environment has beside this process's path; it loads the built package */
  static async start(env: Record<string, string>): Promise<DynamicHost> {
    const file = require.resolve("@pulumi/pulumi/cmd/dynamic-provider");
    const engine = createServer((socket) => void socket.destroy());
    await new Promise<void>((listening) => engine.listen(0, "127.0.0.1", listening));
    const address = `127.0.0.1:${(engine.address() as AddressInfo).port}`;
    const child = spawn(process.execPath, [file, address], {
      cwd: ROOT,
      env: { PATH: process.env.PATH ?? "", ...env },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [port] = (await once(child.stdout, "data")) as [Buffer];
    const host = new DynamicHost(port.toString().trim(), async () => {
      child.kill();
      await once(child, "exit");
      engine.close();
    });
    const request = new messages.ConfigureRequest();
    request.setArgs(Struct.fromJavaScript({}));
    await host.#call((done) => host.#client.configure(request, done));
    return host;
  }

  async check(className: string, news: Props): Promise<Props> {
    const request = new messages.CheckRequest();
    request.setOlds(Struct.fromJavaScript({}));
    request.setNews(structOf(className, news));
    const answer = await this.#call<messages.CheckResponse>((done) =>
      this.#client.check(request, done),
    );
    const failures = answer.getFailuresList().map((failure) => failure.getReason());
    if (failures.length > 0) throw new Error(failures.join("\n"));
    return answer.getInputs()?.toJavaScript() ?? {};
  }

  async create(className: string, inputs: Props): Promise<Props> {
    const request = new messages.CreateRequest();
    request.setProperties(structOf(className, inputs));
    const answer = await this.#call<messages.CreateResponse>((done) =>
      this.#client.create(request, done),
    );
    return answer.getProperties()?.toJavaScript() ?? {};
  }

  /** A call whose answer never comes ends by its deadline, where the engine would wait for ever. */
  #call<T>(send: (done: (error: grpc.ServiceError | null, answer: T) => void) => unknown) {
    return new Promise<T>((resolve, reject) => {
      const late = setTimeout(() => {
        reject(new Error("the host never answers"));
      }, 30_000);
      send((error, answer) => {
        clearTimeout(late);
        if (error) reject(failureOf(error));
        else resolve(answer);
      });
    });
  }
}

function structOf(className: string, props: Props): Struct {
  return Struct.fromJavaScript({ ...props, __provider: loaderLine(className) });
}

export function failureOf(error: grpc.ServiceError): Error & HostFailure {
  const [details] = error.metadata.get("grpc-status-details-bin");
  const failure = new Error(error.details);
  if (!Buffer.isBuffer(details)) return failure;
  const status = Status.deserializeBinary(details);
  const [packed] = status.getDetailsList();
  const found = messages.ErrorResourceInitFailed.deserializeBinary(
    packed?.getValue_asU8() ?? details,
  );
  const properties = found.getProperties()?.toJavaScript() ?? {};
  return Object.assign(failure, {
    left: { id: found.getId(), properties, reasons: found.getReasonsList() },
  });
}
