import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { PluginProvider } from "./provider";
import { serviceOf } from "./service";
import { speakPlainStructs } from "./structs";

/** As in Pulumi's own hosts: a thousand secrets' inputs are more than gRPC's default of 4 MB. */
const LARGEST = 400 * 1024 * 1024;

export interface Listening {
  port: number;
  close: () => void;
}

/** Serves a provider on a free port of this machine. */
export function listen(plugin: PluginProvider): Promise<Listening> {
  speakPlainStructs();
  const server = new Server({
    "grpc.max_receive_message_length": LARGEST,
    "grpc.max_send_message_length": LARGEST,
  });
  server.addService(ResourceProviderService, serviceOf(plugin));
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
      if (error !== null) {
        reject(error);
        return;
      }
      const close = () => {
        server.forceShutdown();
        plugin.log.close();
      };
      resolve({ port, close });
    });
  });
}
