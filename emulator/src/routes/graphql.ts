import {
  buildSchema,
  type DocumentNode,
  execute,
  GraphQLError,
  type GraphQLFormattedError,
  parse,
  validate,
} from "graphql";
import { seesRepository } from "../model/visibility";
import { invalid } from "../errors";
import type { Organization } from "../model/accounts";
import { guardSentences, ssoHeader } from "../model/guards";
import type { Repository } from "../model/repositories";
import { nodeId } from "../responses/accounts";
import { type Answer, ok } from "../calls/answer";
import type { Call } from "../calls/call";

/** The part of GitHub's GraphQL schema that names and ids are looked up with. */
const schema = buildSchema(`
  scalar DateTime
  interface Node { id: ID! }
  interface RepositoryOwner { id: ID! login: String! }
  type Organization implements Node & RepositoryOwner {
    id: ID!
    login: String!
    databaseId: Int
    viewerCanAdminister: Boolean!
  }
  type User implements Node & RepositoryOwner { id: ID! login: String! databaseId: Int }
  type Repository implements Node {
    id: ID!
    databaseId: Int
    name: String!
    nameWithOwner: String!
    isPrivate: Boolean!
    owner: RepositoryOwner!
  }
  type RateLimit { cost: Int! limit: Int! remaining: Int! used: Int! resetAt: DateTime! }
  type Query {
    viewer: User!
    organization(login: String!): Organization
    repository(owner: String!, name: String!, followRenames: Boolean = true): Repository
    node(id: ID!): Node
    nodes(ids: [ID!]!): [Node]!
    rateLimit: RateLimit
  }
`);

interface GraphqlBody {
  query?: unknown;
  variables?: Record<string, unknown> | null;
  operationName?: string | null;
}

interface RepositoryArgs {
  owner: string;
  name: string;
  followRenames: boolean;
}

/** POST /graphql. Errors are answered with 200 next to the data that was found, as GitHub does. */
export async function answerGraphql(call: Call): Promise<Answer> {
  const { query, variables, operationName } = (call.body as GraphqlBody | undefined) ?? {};
  if (typeof query !== "string") throw invalid("A query attribute must be specified.");
  const document = documentOf(query);
  const { data, errors } =
    "kind" in document
      ? await execute({
          schema,
          document,
          rootValue: rootOf(call),
          variableValues: variables ?? {},
          operationName: operationName ?? null,
        })
      : { data: undefined, errors: document };
  const org = errors?.find(({ extensions }) => extensions.saml_failure)?.extensions.org;
  const headers = typeof org === "string" ? ssoHeader(org) : {};
  const body = {
    ...(data !== undefined && { data }),
    ...(errors && { errors: errors.map(shaped) }),
  };
  return ok(body, headers);
}

/** What a client sends again and again is read and validated once. */
const documents = new Map<string, DocumentNode | readonly GraphQLError[]>();

function documentOf(query: string): DocumentNode | readonly GraphQLError[] {
  const known = documents.get(query);
  if (known) return known;
  const document = readDocument(query);
  if (documents.size < 100) documents.set(query, document);
  return document;
}

function readDocument(query: string): DocumentNode | readonly GraphQLError[] {
  try {
    const document = parse(query);
    const errors = validate(schema, document);
    return errors.length > 0 ? errors : document;
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

function rootOf(call: Call) {
  const node = ({ id }: { id: string }) => {
    const found = call.world.repositories.all().find((each) => repositoryId(each) === id);
    if (!found || !seesRepository(call.world, call.credential, found)) {
      throw missing(`Could not resolve to a node with the global id of '${id}'`);
    }
    return asNode(call, found);
  };
  return {
    viewer: () => viewer(call),
    organization: (args: { login: string }) => organization(call, args),
    repository: (args: RepositoryArgs) => repository(call, args),
    node,
    // A promise for each, so that one unknown id becomes one null among the others.
    nodes: ({ ids }: { ids: string[] }) => ids.map((id) => Promise.resolve({ id }).then(node)),
    rateLimit: () => rateLimit(call),
  };
}

function repository(call: Call, { owner, name, followRenames }: RepositoryArgs) {
  const fullName = `${owner}/${name}`;
  const { repositories } = call.world;
  const old = followRenames ? repositories.byOldName(fullName) : undefined;
  const found = repositories.byName(fullName) ?? old;
  if (!found || !seesRepository(call.world, call.credential, found)) {
    throw missing(`Could not resolve to a Repository with the name '${fullName}'.`);
  }
  checkGuard(call.world.accounts.findOrganization(found.owner));
  return asNode(call, found);
}

function checkGuard(organization: Organization | undefined): void {
  if (!organization?.guard) return;
  const { login: org, guard } = organization;
  const saml = guard === "saml" && { saml_failure: true, org };
  throw new GraphQLError(guardSentences[guard](org), {
    extensions: { type: "FORBIDDEN", ...saml },
  });
}

function asNode(call: Call, found: Repository) {
  const organization = call.world.accounts.findOrganization(found.owner);
  const owner = organization ?? call.world.accounts.user(found.owner);
  const kind = organization ? "Organization" : "User";
  return {
    __typename: "Repository",
    id: repositoryId(found),
    databaseId: found.id,
    name: found.name,
    nameWithOwner: found.fullName,
    isPrivate: found.private,
    owner: {
      __typename: kind,
      id: nodeId(kind, owner.id),
      login: owner.login,
      databaseId: owner.id,
    },
  };
}

/** Its name is public; who may change it depends on the viewer. */
function organization(call: Call, { login }: { login: string }) {
  const found = call.world.accounts.findOrganization(login);
  if (!found) throw missing(`Could not resolve to an Organization with the login of '${login}'.`);
  checkGuard(found);
  const { login: viewerLogin } = call.credential;
  const role = viewerLogin && call.world.accounts.roleIn(found, viewerLogin);
  return {
    __typename: "Organization",
    id: nodeId("Organization", found.id),
    login: found.login,
    databaseId: found.id,
    viewerCanAdminister: role === "admin",
  };
}

function viewer(call: Call) {
  const user = call.world.accounts.findUser(call.credential.login ?? "");
  if (!user) throw new GraphQLError("Resource not accessible by integration");
  return { id: nodeId("User", user.id), login: user.login, databaseId: user.id };
}

function rateLimit(call: Call) {
  const { reset, ...counts } = call.limiter.primary({ who: call.who, resource: "graphql" });
  return { cost: 1, ...counts, resetAt: new Date(reset * 1000).toISOString() };
}

const repositoryId = ({ id }: Repository): string => nodeId("Repository", id);

const missing = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { type: "NOT_FOUND" } });

/** GitHub puts an error's type next to its message, and uses `extensions` only for what single sign-on refused. */
function shaped(error: GraphQLError) {
  const { extensions, ...rest }: GraphQLFormattedError = error.toJSON();
  const type = extensions?.type;
  const saml = extensions?.saml_failure === true && { extensions: { saml_failure: true } };
  return { ...(type !== undefined && { type }), ...rest, ...saml };
}
