import { AsyncLocalStorage } from "node:async_hooks";
import { credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import type { Say } from "../../say";
import { sayable } from "../../texts";

/** One call of the engine's. */
interface EngineCall {
  urn: string;
  /** Lines that the engine has not confirmed yet. */
  lines: Promise<void>[];
}

/** Shows lines at the resource that they are about, which is the one that the engine is calling for. */
export class EngineLog implements Say {
  readonly #calls = new AsyncLocalStorage<EngineCall>();
  #engine: EngineClient | undefined;

  connect(address: string): void {
    this.#engine?.close();
    this.#engine = new EngineClient(address, credentials.createInsecure());
  }

  close(): void {
    this.#engine?.close();
    this.#engine = undefined;
  }

  /** Resolves once the engine has the lines: it ends this process after the last answer. */
  async during<T>(urn: string, work: () => T | Promise<T>): Promise<T> {
    const call: EngineCall = { urn, lines: [] };
    try {
      return await this.#calls.run(call, async () => work());
    } finally {
      await Promise.all(call.lines);
    }
  }

  info(line: string): void {
    this.#log(LogSeverity.INFO, line);
  }

  warn(line: string): void {
    this.#log(LogSeverity.WARNING, line);
  }

  #log(severity: LogSeverity, line: string): void {
    const engine = this.#engine;
    if (engine === undefined) {
      console.error(sayable(line));
      return;
    }
    const call = this.#calls.getStore();
    const request = new LogRequest();
    request.setSeverity(severity);
    request.setMessage(sayable(line));
    request.setUrn(call?.urn ?? "");
    const sent = new Promise<void>((done) => {
      // An engine that is gone needs no lines.
      engine.log(request, () => {
        done();
      });
    });
    call?.lines.push(sent);
  }
}
