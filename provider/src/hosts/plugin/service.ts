import type { handleUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { PluginInfo, type PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { version } from "../../github/user-agent";
import { whileChecking } from "../../session/checks";
import { changesBetween } from "./diff";
import { configurationReader, SECRET_SETTINGS, settingsIn, wrongIn } from "./configuration";
import { failureOf } from "./errors";
import { invoke } from "./functions";
import type { PluginProvider } from "./provider";
import {
  diffResponse,
  check,
  checkFailure,
  create,
  diff,
  read,
  remove,
  encryptedNames,
  unmarked,
  update,
} from "./resources";
import { schemaText } from "./schema";
import { fromStruct, toStruct } from "./values";

/** A request that is about one resource. */
interface OfResource {
  getUrn?(): string;
  getProperties?(): Parameters<typeof fromStruct>[0];
  getNews?(): Parameters<typeof fromStruct>[0];
}

/** A function for each question of Pulumi's engine. The engine learns that those left out here aren't implemented. */
export function serviceOf(plugin: PluginProvider): UntypedServiceImplementation {
  const calls = callsOf(plugin);
  return {
    ...metaOf(calls, plugin),
    checkConfig: calls(checkConfig),
    diffConfig: calls(diffConfig),
    configure: calls((request: messages.ConfigureRequest) => configure(plugin, request)),
    check: calls((request: messages.CheckRequest) =>
      whileChecking(async () => {
        const news = fromStruct(request.getNews());
        await plugin.hostedBy(request.getUrn()).lifecycle.ahead?.(news.props);
        return check(plugin, request, news);
      }),
    ),
    diff: calls((request: messages.DiffRequest) => diff(plugin, request)),
    create: calls((request: messages.CreateRequest) => create(plugin, request)),
    update: calls((request: messages.UpdateRequest) => update(plugin, request)),
    read: calls((request: messages.ReadRequest) => read(plugin, request)),
    delete: calls(async (request: messages.DeleteRequest) => {
      await remove(plugin, request);
      return new Empty();
    }),
    invoke: calls((request: messages.InvokeRequest) => invoke(plugin, request)),
  };
}

type Calls = ReturnType<typeof callsOf>;

/** What concerns the process rather than a resource. */
function metaOf(calls: Calls, plugin: PluginProvider): UntypedServiceImplementation {
  return {
    handshake: calls((request: messages.ProviderHandshakeRequest) => {
      plugin.begin(request.getEngineAddress());
      const answer = new messages.ProviderHandshakeResponse();
      answer.setAcceptSecrets(true);
      return answer;
    }),
    attach: calls((request: PluginAttach) => {
      plugin.begin(request.getAddress());
      return new Empty();
    }),
    cancel: calls(() => {
      plugin.cancellation.cancel();
      return new Empty();
    }),
    getPluginInfo: calls(() => {
      const info = new PluginInfo();
      info.setVersion(version ?? "");
      return info;
    }),
    getSchema: calls(() => {
      const answer = new messages.GetSchemaResponse();
      answer.setSchema(schemaText());
      return answer;
    }),
  };
}

/** Shows each message at its resource, and sends each error without its stack. */
function callsOf(plugin: PluginProvider) {
  return <Request extends object, Answer>(
      work: (request: Request) => Answer | Promise<Answer>,
    ): handleUnaryCall<Request, Answer> =>
    (call, done) => {
      const request = call.request as Request & OfResource;
      const urn = request.getUrn?.() ?? "";
      plugin.log
        .during(urn, () => work(call.request))
        .then(
          (answer) => {
            done(null, answer);
          },
          (error: unknown) => {
            done(
              failureOf(error, (reached) => {
                const given = fromStruct(request.getNews?.() ?? request.getProperties?.());
                const hosted = plugin.hostedBy(urn);
                return toStruct(
                  unmarked(hosted, urn, reached),
                  encryptedNames(hosted.table, given),
                );
              }),
            );
          },
        );
    };
}

/** Without this a misspelt setting would be ignored, and another source would silently take its place. */
function checkConfig(request: messages.CheckRequest): messages.CheckResponse {
  const { props } = fromStruct(request.getNews());
  const wrong = wrongIn(settingsIn(props), process.env);
  const answer = new messages.CheckResponse();
  answer.setInputs(toStruct(props, SECRET_SETTINGS));
  answer.setFailuresList(wrong === undefined ? [] : [checkFailure(wrong)]);
  return answer;
}

/** Never replaces a provider, which would replace all its resources: it only says how to reach them. */
function diffConfig(request: messages.DiffRequest): messages.DiffResponse {
  const olds = settingsIn(fromStruct(request.getOldInputs() ?? request.getOlds()).props);
  const news = settingsIn(fromStruct(request.getNews()).props);
  const answer = diffResponse(changesBetween(olds, news), []);
  answer.setDeletebeforereplace(false);
  return answer;
}

function configure(
  plugin: PluginProvider,
  request: messages.ConfigureRequest,
): messages.ConfigureResponse {
  const { props } = fromStruct(request.getArgs());
  const [settings, urn] = [settingsIn(props), request.getUrn() ?? ""];
  plugin.one.configure(urn, settings);
  plugin.configure(configurationReader(settings, urn));
  const answer = new messages.ConfigureResponse();
  answer.setAcceptsecrets(true);
  answer.setSupportspreview(true);
  return answer;
}
