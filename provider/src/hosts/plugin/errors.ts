import { Metadata, status } from "@grpc/grpc-js";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { PartlyDone } from "../../lifecycle/lifecycle";
import type { Props } from "../../rules/plain";
import { sayable } from "../../texts";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** A failed call, as gRPC sends it. */
export interface Failure {
  code: status;
  details: string;
  metadata?: Metadata;
}

/** @param written turns what was reached before the failure into the form of the state */
export function failureOf(error: unknown, written: (props: Props) => Struct): Failure {
  const details = sayable(error instanceof Error ? error.message : String(error));
  const failure = { code: status.UNKNOWN, details };
  if (!(error instanceof PartlyDone)) return failure;
  const left = new ErrorResourceInitFailed();
  left.setId(error.id);
  left.setProperties(written(error.properties));
  left.setReasonsList([details]);
  const packed = new Any();
  packed.pack(left.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const told = new Status();
  told.setCode(status.UNKNOWN);
  told.setMessage(details);
  told.addDetails(packed);
  const metadata = new Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(told.serializeBinary()));
  return { ...failure, metadata };
}
