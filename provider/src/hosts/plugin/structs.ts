import type { BinaryReader, BinaryWriter } from "google-protobuf";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";

type Properties = Record<string, JavaScriptValue>;
type Entry = [string, JavaScriptValue];

/** The fields of a Value in google/protobuf/struct.proto. */
const FIELD = { null: 1, number: 2, text: 3, flag: 4, struct: 5, list: 6 };

/**
 * google-protobuf makes a message of each value and a map of each object, which took a third of the CPU time of a refresh. From
 * now on Structs are read into plain values, and written from them, wherever they are in a message.
 */
export function speakPlainStructs(): void {
  Struct.deserializeBinaryFromReader = (struct, reader) => holding(struct, propertiesIn(reader));
  Struct.serializeBinaryToWriter = (struct, writer) => {
    writeProperties(struct.toJavaScript(), writer);
  };
}

/** A Struct of these properties. */
export function structOf(properties: Properties): Struct {
  return holding(new Struct(), properties);
}

function holding(struct: Struct, properties: Properties): Struct {
  return Object.assign(struct, { toJavaScript: () => properties });
}

function propertiesIn(reader: BinaryReader): Properties {
  const entries = repeated(reader, entryIn);
  // `__proto__` is a property like any other here.
  return Object.fromEntries(entries);
}

/** The messages of a message's only field, which is repeated. */
function repeated<One>(reader: BinaryReader, one: (reader: BinaryReader) => One): One[] {
  const found: One[] = [];
  while (reader.nextField()) found.push(inside(reader, one));
  return found;
}

function inside<One>(reader: BinaryReader, one: (reader: BinaryReader) => One): One {
  const read: { one?: One } = {};
  reader.readMessage(read, () => (read.one = one(reader)));
  return read.one as One;
}

function entryIn(reader: BinaryReader): Entry {
  const entry: Entry = ["", null];
  while (reader.nextField()) {
    if (reader.getFieldNumber() === 1) entry[0] = reader.readString();
    else entry[1] = inside(reader, valueIn);
  }
  return entry;
}

function valueIn(reader: BinaryReader): JavaScriptValue {
  let value: JavaScriptValue = null;
  while (reader.nextField()) value = fieldIn(reader);
  return value;
}

function fieldIn(reader: BinaryReader): JavaScriptValue {
  switch (reader.getFieldNumber()) {
    case FIELD.number:
      return reader.readDouble();
    case FIELD.text:
      return reader.readString();
    case FIELD.flag:
      return reader.readBool();
    case FIELD.struct:
      return inside(reader, propertiesIn);
    case FIELD.list:
      return inside(reader, (values) => repeated(values, valueIn));
    default:
      reader.skipField();
      return null;
  }
}

function writeProperties(properties: Properties, writer: BinaryWriter): void {
  for (const entry of Object.entries(properties)) writer.writeMessage(1, entry, writeEntry);
}

function writeEntry([name, value]: Entry, writer: BinaryWriter): void {
  writer.writeString(1, name);
  // As a list, because the writer leaves out a message that is null.
  writer.writeMessage(2, [value], writeValue);
}

function writeValue([value = null]: JavaScriptValue[], writer: BinaryWriter): void {
  if (value === null) writer.writeEnum(FIELD.null, 0);
  else if (typeof value === "number") writer.writeDouble(FIELD.number, value);
  else if (typeof value === "string") writer.writeString(FIELD.text, value);
  else if (typeof value === "boolean") writer.writeBool(FIELD.flag, value);
  else if (Array.isArray(value)) writer.writeMessage(FIELD.list, value, writeList);
  else writer.writeMessage(FIELD.struct, value, writeProperties);
}

function writeList(values: JavaScriptValue[], writer: BinaryWriter): void {
  for (const value of values) writer.writeMessage(1, [value], writeValue);
}
