import { identityOf, type ListedKind } from "../../kinds/secret-kind";
import type { SecretRepositoryState } from "../../kinds/secret-repositories";
import { inputFields } from "../../kinds/table";
import { checkFields, type Field } from "../../rules/fields";
import { textOf, type Props } from "../../rules/plain";
import { identityIn, type Identity } from "../../session/identity";
import type { Addition } from "../../session/whole-lists";
import type { Identified } from "../known-before";
import { ofUser } from "../owner";

/** What is needed to name one repository on a list. */
type Named = Pick<
  SecretRepositoryState,
  "org" | "secretName" | "repository" | "repositoryId" | "owner"
>;

/** How one repository on the list of a kind of secret is identified. */
export class Member implements Identified {
  /** The kind of secret whose list it is. */
  readonly kind: ListedKind;
  readonly className: string;
  readonly inputFields: Record<string, Field>;

  constructor(kind: ListedKind) {
    this.kind = kind;
    this.className = kind.ofOne.className;
    this.inputFields = inputFields(kind.ofOne.fields);
  }

  id(props: Pick<Named, "org" | "secretName" | "repository">): string {
    return `${this.kind.id(props)}/${memberOf(props)}`;
  }

  /** The inputs that an id stands for, for `get`. */
  parse(id: string): Props | undefined {
    const [, secret = "", last = ""] = /^([^/]+\/[^/]+)\/(\d+|[^/]+\/[^/]+)$/.exec(id) ?? [];
    const inputs = this.kind.parse(secret);
    if (inputs === undefined) return undefined;
    const repository = /^\d+$/.test(last) ? Number(last) : last;
    const { inputs: checked, failures } = checkFields(this.inputFields, { ...inputs, repository });
    return failures.length > 0 ? undefined : checked;
  }

  name(id: string): string {
    return `${this.className} ${id}`;
  }

  identity(props: Named): Identity {
    return identityIn(this, props);
  }

  /** The repository itself, which can have several names. */
  thing(props: Named): string {
    const secret = `${identityOf(this.kind, this.kind.id(props))}${ofUser(props.owner)}`;
    return `repository ${Number(props.repositoryId)} of ${secret}`;
  }

  /** What the secret's own resource must not contradict. */
  addition(props: Named): Addition {
    return {
      secret: identityIn(this.kind, props),
      name: identityOf(this.kind, this.kind.id(props)),
      repository: memberOf(props),
    };
  }
}

/** Written like a list's member: a name, or the digits of an id. */
function memberOf({ repository }: Named): string {
  return typeof repository === "number" ? String(repository) : textOf({ repository }, "repository");
}
