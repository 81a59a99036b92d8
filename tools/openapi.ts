// `npm run openapi`: writes docs/openapi.json, the API's table of routes as an OpenAPI 3.1 document, and the types of its
// answers for the client. A test fails when a file is out of date.
import { writeFileSync } from 'node:fs';
import * as z from 'zod/mini';
import type { Documented } from '../shared/api/documentation/documented.ts';
import { DOCUMENTATION } from '../shared/api/documentation.ts';
import type { Route } from '../shared/api/route.ts';
import { ROUTES } from '../shared/api/routes.ts';
import { REASON_NAMES } from '../shared/classify/reasons.ts';
import { answerTypes } from './answers.ts';

type Json = { readonly [key: string]: unknown };

const PROBLEM = {
  type: 'object',
  description: 'Problem details, RFC 9457.',
  properties: {
    type: { type: 'string', const: 'about:blank' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What was wrong, where, and what to do.' },
  },
  required: ['type', 'title', 'status', 'detail'],
};

const GATEWAY_ERROR = {
  type: 'object',
  description:
    'What API Gateway says in its own words, where a request does not reach the service or its answer is late.',
  properties: { message: { type: 'string' } },
  required: ['message'],
};

const RETRY_AFTER = { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } };
const ETAG = { ETag: { description: 'The version, in quotes.', schema: { type: 'string' } } };

/** Every error there is: which operation may answer which is said by {@link problemsOf}. */
const PROBLEMS = {
  BadRequest: problem(400, 'Something in the request is wrong: the detail begins with its key.'),
  Unauthorized: problem(401, 'No key, or none that is known.', {
    'WWW-Authenticate': { schema: { type: 'string', const: 'Bearer' } },
  }),
  Forbidden: problem(403, 'The key may only read.'),
  PreconditionFailed: problem(412, 'If-Match names another version than the one stored: nothing was changed.'),
  ContentTooLarge: gatewayProblem(413, 'More than one call takes.'),
  TooManyRequests: gatewayProblem(429, 'Too much at once, for API Gateway or the table: try again later.', RETRY_AFTER),
  InternalServerError: gatewayProblem(500, 'A fault of the service: never to be taken for "not suppressed".'),
  ServiceUnavailable: gatewayProblem(503, 'Not available right now: try again later.'),
} as const;

function problem(status: number, description: string, headers: Json = {}) {
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  return { status, response: { description, headers, content } };
}

/** One that API Gateway may answer too. */
function gatewayProblem(status: number, description: string, headers: Json = {}) {
  const { response } = problem(status, description, headers);
  const content = {
    ...response.content,
    'application/json': { schema: { $ref: '#/components/schemas/GatewayError' } },
  };
  return { status, response: { ...response, content } };
}

function problemsOf({ method, role, body, versioned }: Route): (keyof typeof PROBLEMS)[] {
  return [
    'BadRequest',
    ...(role ? (['Unauthorized'] as const) : []),
    ...(role === 'write' ? (['Forbidden'] as const) : []),
    ...(versioned && method !== 'GET' ? (['PreconditionFailed'] as const) : []),
    ...(body ? (['ContentTooLarge'] as const) : []),
    'TooManyRequests',
    'InternalServerError',
    'ServiceUnavailable',
  ];
}

/** The document for the table as it is. */
export function openApiDocument(): Json {
  const schemas = new Map<string, unknown>([
    ['Problem', PROBLEM],
    ['GatewayError', GATEWAY_ERROR],
    ['Reason', { type: 'string', description: 'What a failure means.', enum: REASON_NAMES }],
  ]);
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, route] of Object.entries(ROUTES)) {
    const described = operation(name, route, documentationOf(name), schemas);
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: described };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Bounce Suppressor',
      version: '1.0.0',
      description:
        'May this address be mailed, and why not? One suppression list for SendGrid, Postmark and Amazon SES. An error ' +
        'is never an answer: whoever gets one must not take it for "not suppressed".\n\n' +
        'Errors are problem details, RFC 9457. Unknown and repeated query keys are errors, and so are unknown keys of a ' +
        'body. HEAD is GET without the body. Another method is answered by 405 and `Allow`, another path by 404. ' +
        'No answer may be cached.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '{url}', variables: { url: { default: 'http://localhost:8787' } } }],
    paths,
    components: {
      schemas: Object.fromEntries([...schemas].sort(([a], [b]) => (a < b ? -1 : 1))),
      responses: Object.fromEntries(Object.entries(PROBLEMS).map(([name, { response }]) => [name, response])),
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key, made by `bounce-suppressor keys api`.' },
      },
    },
  };
}

function documentationOf(name: string): Documented {
  const [, documented] = Object.entries(DOCUMENTATION).find(([operation]) => operation === name) ?? [];
  if (documented === undefined) throw new Error(`${name} is not documented`);
  return documented;
}

function operation(operationId: string, route: Route, documented: Documented, schemas: Map<string, unknown>): Json {
  const { method, role, params, query, body, versioned } = route;
  const { summary, description, fields = {}, maxLimit, answer } = documented;
  const access = role === 'write' ? 'Needs a key of role `write`.' : '';
  const parameters = [
    ...parametersOf('path', params, fields),
    ...parametersOf('query', query, fields).map((each) => (each['name'] === 'limit' ? asNumber(each, maxLimit) : each)),
    ...(versioned && method !== 'GET' ? [IF_MATCH] : []),
  ];
  return {
    operationId,
    summary,
    ...((description || access) && { description: [description, access].filter(Boolean).join(' ') }),
    security: role ? [{ key: [] }] : [],
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: !z.safeParse(body, undefined).success,
        content: { 'application/json': { schema: withDescriptions(jsonSchema(body, schemas), fields) } },
      },
    }),
    responses: {
      200: {
        description: 'The answer.',
        ...(versioned && { headers: ETAG }),
        content: { 'application/json': { schema: jsonSchema(answer, schemas) } },
      },
      ...Object.fromEntries(
        problemsOf(route).map((name) => [PROBLEMS[name].status, { $ref: `#/components/responses/${name}` }]),
      ),
    },
  };
}

const IF_MATCH = {
  name: 'If-Match',
  in: 'header',
  description: 'The ETag that the decision was made upon, or `*`: where another version is stored, nothing is changed.',
  schema: { type: 'string', pattern: '^("[0-9]{1,15}"|\\*)$' },
};

/** Of what stands in a path. */
const EXAMPLES: Readonly<Record<string, string>> = { address: 'ann@example.com', domain: 'example.com' };

function parametersOf(place: 'path' | 'query', object: z.ZodMiniObject | undefined, fields: Words): Json[] {
  if (object === undefined) return [];
  const { properties = {}, required = [] } = withDescriptions(jsonSchema(object, new Map()), fields);
  return Object.entries(parameters.parse(properties)).map(([name, { description, ...schema }]) => ({
    name,
    in: place,
    required: parameterNames.parse(required).includes(name),
    ...(description !== undefined && { description }),
    schema,
    ...(place === 'path' && { example: EXAMPLES[name] }),
  }));
}

const parameters = z.record(z.string(), z.looseObject({ description: z.optional(z.string()) }));
const parameterNames = z.array(z.string());

/** In a query it comes as text, which is nothing that a caller needs to know. */
function asNumber(limit: Json, maximum: number | undefined): Json {
  if (maximum === undefined) throw new Error('a limit without its maximum');
  const { default: byDefault } = z.looseObject({}).parse(limit['schema']);
  return { ...limit, schema: { type: 'integer', minimum: 1, maximum, default: byDefault } };
}

type Words = Readonly<Record<string, string>>;

/** With what the fields mean, wherever they stand. */
function withDescriptions(schema: Json, fields: Words): Json {
  return JSON.parse(JSON.stringify(schema), (key, value) =>
    key === 'properties'
      ? Object.fromEntries(
          Object.entries(parameters.parse(value)).map(([name, property]) => [
            name,
            fields[name] === undefined ? property : { description: fields[name], ...property },
          ]),
        )
      : value,
  );
}

/** As callers write it, and open for fields to come where it is answered; what has a name goes among `schemas`. */
function jsonSchema(schema: z.core.$ZodType, schemas: Map<string, unknown>): Json {
  const {
    $schema: _,
    $defs = {},
    ...own
  } = z.toJSONSchema(schema, {
    io: 'input',
    override: ({ jsonSchema: written }) => {
      // Half a kilobyte each, and the format says the same.
      if (written.format === 'date-time') delete written.pattern;
      // A list of all reasons in every place where there is one would be most of the document.
      if (written.enum?.join() === REASON_NAMES.join()) {
        delete written.enum;
        delete written.type;
        written.$ref = '#/components/schemas/Reason';
      }
    },
  });
  for (const [name, definition] of Object.entries($defs)) schemas.set(name, referring(definition));
  return referring(own);
}

/** With references to where the document holds what has a name. */
function referring(schema: object): Json {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'), (key, value) =>
    key === 'id' && typeof value === 'string' ? undefined : value,
  );
}

/** The types of the answers, unformatted. */
export function clientTypes(): string {
  const { schemas } = z.object({ schemas: z.record(z.string(), z.unknown()) }).parse(openApiDocument()['components']);
  return answerTypes(schemas);
}

if (import.meta.main) {
  writeFileSync(new URL('../docs/openapi.json', import.meta.url), JSON.stringify(openApiDocument(), null, 2));
  writeFileSync(new URL('../shared/client/answers.ts', import.meta.url), clientTypes());
}
