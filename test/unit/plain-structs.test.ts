import { BinaryReader, BinaryWriter } from "google-protobuf";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import fc from "fast-check";
import { speakPlainStructs, structOf } from "../../provider/src/hosts/plugin/structs";

type Properties = Record<string, JavaScriptValue>;

/** As google-protobuf has them. */
const statics = Object.assign({}, Struct);

function byLibrary<T>(work: () => T): T {
  Object.assign(Struct, statics);
  return work();
}

function byOurs<T>(work: () => T): T {
  speakPlainStructs();
  return work();
}

function written(struct: Struct): Uint8Array {
  const writer = new BinaryWriter();
  Struct.serializeBinaryToWriter(struct, writer);
  return writer.getResultBuffer();
}

function read(bytes: Uint8Array): Properties {
  return Struct.deserializeBinaryFromReader(new Struct(), new BinaryReader(bytes)).toJavaScript();
}

const anyProperties = fc.dictionary(
  fc.string().filter((name) => name !== "__proto__"),
  fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<JavaScriptValue>,
  { noNullPrototype: true },
);

test("what google-protobuf writes is read", () => {
  fc.assert(
    fc.property(anyProperties, (properties) => {
      const bytes = byLibrary(() => written(Struct.fromJavaScript(properties)));
      expect(byOurs(() => read(bytes))).toEqual(byLibrary(() => read(bytes)));
    }),
  );
});

test("google-protobuf reads what is written", () => {
  fc.assert(
    fc.property(anyProperties, (properties) => {
      const bytes = byOurs(() => written(structOf(properties)));
      expect(byLibrary(() => read(bytes))).toEqual(
        byLibrary(() => read(written(Struct.fromJavaScript(properties)))),
      );
    }),
  );
});

test("values of every kind, empty ones too, and a property named __proto__ stay as they are", () => {
  const properties = JSON.parse(
    '{"": null, "__proto__": {"polluted": true}, "empty": ["", 0, false, [], {}, null], "text": "ü😀", "number": -1.5e300}',
  ) as Properties;
  const again = byOurs(() => read(written(structOf(properties))));
  expect(JSON.stringify(again)).toBe(JSON.stringify(properties));
  expect(again).not.toHaveProperty("polluted");
});

test("a Struct that google-protobuf made is written too", () => {
  const properties = { org: "acme", list: [1, { deep: true }] };
  expect(byOurs(() => read(written(Struct.fromJavaScript(properties))))).toEqual(properties);
});
