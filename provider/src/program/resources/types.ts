import type * as pulumi from "@pulumi/pulumi";
import type { Mandatory, TypeOf } from "../../kinds/table";

/** A value as a program gives it. Each member of a list may be an output of another resource. */
type InputOf<T> = [T] extends [readonly (infer One)[]]
  ? pulumi.Input<pulumi.Input<One>[]>
  : pulumi.Input<T>;

interface Input {
  readonly check: unknown;
}

type Optional<One, Name> = One extends Input ? (One extends Mandatory ? never : Name) : never;

/** The arguments of a class, by its table. */
export type ArgsOf<Table> = {
  -readonly [Name in keyof Table as Table[Name] extends Input & Mandatory ? Name : never]: InputOf<
    TypeOf<Table[Name]>
  >;
} & {
  -readonly [Name in keyof Table as Optional<Table[Name], Name>]?:
    InputOf<TypeOf<Table[Name]>> | undefined;
};

/** An input that needn't be given may be undefined when it is read. */
type ReadOf<One> = One extends Input
  ? One extends Mandatory
    ? TypeOf<One>
    : TypeOf<One> | undefined
  : TypeOf<One>;

/** What a program can read of a resource, by the table of its class. */
export type OutputsOf<Table> = {
  readonly [
    Name in keyof Table as Table[Name] extends { readonly output: true } ? Name : never
  ]: pulumi.Output<ReadOf<Table[Name]>>;
};
