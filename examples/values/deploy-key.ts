import { generateKeyPairSync } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";

/** A key pair that is made once. It stands for any resource with a secret output, such as tls.PrivateKey. */
export class DeployKey extends pulumi.dynamic.Resource {
  declare readonly publicKey: pulumi.Output<string>;
  declare readonly privateKey: pulumi.Output<string>;

  constructor(name: string, options: pulumi.CustomResourceOptions = {}) {
    const outputs = { publicKey: undefined, privateKey: undefined };
    super({ create }, name, outputs, { ...options, additionalSecretOutputs: ["privateKey"] });
  }
}

function create(): Promise<pulumi.dynamic.CreateResult> {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519", {
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  return Promise.resolve({ id: "deploy-key", outs: { publicKey, privateKey } });
}
