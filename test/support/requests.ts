// Requests by the OpenAPI document, as it wants them and not: for any operation, in any order.
import fc from 'fast-check';
import { records } from './arbitraries.ts';
import { READ, WRITE } from './ask.ts';
import { anything, type Hints, mutationsOf, TROUBLE, valuesOf } from './json-schema.ts';
import { OPERATIONS, type Operation } from './operations.ts';
import { day } from './records.ts';

/** In a query or a condition: what the answer before said. */
export const LAST = '\u0001last';

export interface Request {
  readonly operation: Operation;
  readonly method: string;
  /** Decoded. */
  readonly path: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whether the document allows it. */
  readonly valid: boolean;
}

/** Few, so that requests meet. */
export const ADDRESSES = ['ann@example.com', 'bob@example.com', 'eve@example.net', 'a/b+c@xn--bcher-kva.example'];

const addresses = fc.constantFrom(...ADDRESSES, 'Ann <ANN@Example.com>', 'x/history@example.com', '50%41@example.com');
const streams = fc.constantFrom('newsletter', 'receipts', '4711', '*', '__proto__');
const texts = fc.constantFrom(
  '550 5.1.1 No such user here',
  'mailbox full',
  '452 4.2.2 over quota; see https://a.example',
);

const HINTS: Hints = {
  address: addresses,
  addresses,
  domain: fc.constantFrom('example.com', 'EXAMPLE.net', 'bücher.example'),
  receiver: fc.constantFrom('example.com', 'example.net'),
  sender: fc.constantFrom('', 'shop.example', '192.0.2.1'),
  stream: streams,
  record: records,
  history: addresses.map((address) => [{ address, at: day(1), id: 'one', kind: 'bounce', rule: 'quota' }]),
  text: texts,
  payload: fc.constantFrom<unknown>(
    [{ email: 'ann@example.com', event: 'bounce', timestamp: 1_772_442_000, reason: '550 5.1.1 No such user' }],
    { RecordType: 'Bounce', ID: 7, Type: 'HardBounce', Email: 'ann@example.com', BouncedAt: '2026-03-02T09:00:00Z' },
    {
      notificationType: 'Bounce',
      mail: { messageId: 'm' },
      bounce: { bounceType: 'Permanent', bouncedRecipients: [] },
    },
    '[]',
  ),
  cursor: fc.constant(LAST),
};

type Pairs = readonly (readonly [string, string])[];

function pairsOf({ parameters }: Operation, place: 'path' | 'query'): fc.Arbitrary<Pairs> {
  const asked = parameters.filter((parameter) => parameter.in === place);
  const values = Object.fromEntries(asked.map(({ name, schema }) => [name, valuesOf(schema, HINTS, name)]));
  const requiredKeys = asked.filter(({ required }) => required).map(({ name }) => name);
  return fc
    .record(values, { requiredKeys })
    .map((record) => Object.entries(record).map(([name, value]) => [name, String(value)] as const));
}

function filled(path: string, params: Pairs): string {
  return params.reduce((filling, [name, value]) => filling.replace(`{${name}}`, () => value), path);
}

const strangePaths = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...TROUBLE));

const conditions = fc.constantFrom('"0"', '"1"', '*', LAST);
const strangeConditions = fc.oneof(fc.constantFrom('"', '1', 'W/"1"', '"1","2"', '"-1"'), fc.string({ maxLength: 9 }));
const strangeAccess = fc.oneof(
  fc.constantFrom({}, READ, { authorization: 'Basic YTpi' }, { authorization: 'Bearer bs_guess' }),
  fc.string({ maxLength: 50 }).map((authorization) => ({ authorization })),
);

/** More than the API takes of a body. */
const HUGE = ' '.repeat(1024 * 1024 + 1);

function validOf(operation: Operation): fc.Arbitrary<Request> {
  const body = operation.requestBody?.content['application/json'].schema;
  const bodies = body === undefined ? fc.constant('') : valuesOf(body, HINTS).map((value) => JSON.stringify(value));
  const conditional = operation.parameters.some(({ name }) => name === 'If-Match');
  return fc
    .record({
      params: pairsOf(operation, 'path'),
      query: pairsOf(operation, 'query'),
      body: bodies,
      condition: conditional ? fc.option(conditions, { nil: undefined }) : fc.constant(undefined),
    })
    .map(({ params, query, body, condition }) => ({
      operation,
      method: operation.method,
      path: filled(operation.path, params),
      query,
      headers: { ...WRITE, ...(condition !== undefined && { 'if-match': condition }) },
      body,
      valid: true,
    }));
}

/** One thing about it is not as the document wants it. */
function strangeOf(request: Request): fc.Arbitrary<Request> {
  const { operation, query, headers, body } = request;
  const pair = fc.tuple(fc.oneof(fc.constantFrom(...TROUBLE), fc.string()), fc.string());
  const changes: fc.Arbitrary<Partial<Request>>[] = [
    strangeAccess.map((access) => ({ headers: { ...request.headers, authorization: '', ...access } })),
    strangeConditions.map((condition) => ({ headers: { ...headers, 'if-match': condition } })),
    pair.map((more) => ({ query: [...query, more] })),
  ];
  const [first] = query;
  if (first !== undefined) {
    changes.push(
      fc.constant({ query: [...query, first] }),
      fc.oneof(fc.constantFrom(...TROUBLE), fc.string()).map((value) => ({ query: [[first[0], value] as const] })),
    );
  }
  const [param] = operation.parameters.filter((parameter) => parameter.in === 'path');
  if (param) changes.push(strangePaths.map((value) => ({ path: filled(operation.path, [[param.name, value]]) })));
  if (operation.requestBody) {
    const value: unknown = JSON.parse(body);
    changes.push(
      mutationsOf(value).map((other) => ({ body: JSON.stringify(other) })),
      fc.nat(body.length).map((end) => ({ body: body.slice(0, end) })),
      fc
        .constantFrom('', HUGE, '['.repeat(50_000), '\ufeff{}', '{"__proto__":{}}', `${body} ${body}`)
        .map((other) => ({ body: other })),
      anything.map((other) => ({ body: JSON.stringify(other) })),
    );
  }
  return fc.oneof(...changes).map((change) => ({ ...request, ...change, valid: false }));
}

/** Half of them as the document wants them. */
export const requests: fc.Arbitrary<Request> = fc.oneof(
  ...OPERATIONS.map((operation) => {
    const valid = validOf(operation);
    return fc.oneof(valid, valid.chain(strangeOf));
  }),
);

/** With what the answers before said, and as text. */
export function queryOf({ query }: Request, lastCursor: string): string {
  const resolved = query.map(([name, value]): [string, string] => [name, value === LAST ? lastCursor : value]);
  return new URLSearchParams(resolved).toString();
}
