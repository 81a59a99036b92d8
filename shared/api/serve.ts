// Joins a row of the table of routes to its work: what reaches the work has passed the row's schemas.
import * as z from 'zod/mini';
import type { AnswerOf, Operation } from './documentation.ts';
import { Refused } from './refused.ts';
import type { Route } from './route.ts';

/** A request behind the access check, not yet looked into. */
export interface RawCall {
  /** Of the path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** As it was sent, encoded. */
  readonly query: string;
  /** Parsed JSON; undefined without a body. */
  readonly body: unknown;
  /** What If-Match names; undefined for anything. */
  readonly version: number | undefined;
  /** Name of the API key; empty where none is needed. */
  readonly actor: string;
  readonly requestId: string;
  /** Milliseconds. */
  readonly now: number;
}

/** What a schema makes of what was asked. */
type Checked<S> = S extends z.ZodMiniType ? z.output<S> : undefined;

/** A row that says nothing of a query takes none. */
const NO_QUERY = z.strictObject({});

type Part = 'params' | 'query' | 'body';

type PartOf<R, P extends Part> = P extends keyof R ? R[P] : undefined;

/** What the work of a route gets to see. */
interface Call<R extends Route> extends Omit<RawCall, 'params' | 'query' | 'body'> {
  readonly params: Checked<PartOf<R, 'params'>>;
  readonly query: Checked<PartOf<R, 'query'>>;
  readonly body: Checked<PartOf<R, 'body'>>;
}

/** A change was asked for on condition of a version, and another one is stored. */
interface Conflict {
  readonly kind: 'conflict';
  readonly version: number;
}

/** A route with its work inside. */
export interface Served<Ports> {
  readonly route: Route;
  /** @throws Refused */
  readonly run: (ports: Ports, call: RawCall) => Promise<object>;
}

/** What the route does. */
type Work<R extends Route, Name extends Operation, Ports> = (
  ports: Ports,
  call: Call<R>,
) => Promise<AnswerOf<Name> | Conflict>;

/** How these rows are joined, each by its name, to work over these ports. */
export function serving<Ports>() {
  return <const Rows extends { readonly [Name in keyof Rows]: Route }>(rows: Rows) =>
    <Name extends Operation & keyof Rows>(name: Name, work: Work<Rows[Name], Name, Ports>): Served<Ports> => {
      const route = rows[name];
      return {
        route,
        async run(ports, { params, query, body, ...call }) {
          const outcome: object = await work(ports, {
            ...call,
            params: check(route, 'params', params),
            query: check(route, 'query', readQuery(query)),
            body: check(route, 'body', body),
          });
          if (!isConflict(outcome)) return outcome;
          throw new Refused(
            412,
            `If-Match: version ${outcome.version} is stored by now: read it again and decide anew`,
          );
        },
      };
    };
}

function isConflict(outcome: object): outcome is Conflict {
  return 'kind' in outcome && outcome.kind === 'conflict';
}

/** A query of single values. */
function readQuery(query: string): Record<string, string> {
  const values = new Map<string, string>();
  for (const [key, value] of new URLSearchParams(query)) {
    if (values.has(key)) throw new Refused(400, `query.${key}: given more than once`);
    // Of bytes that were no UTF-8 nobody knows what they meant.
    if (value.includes('\ufffd')) throw new Refused(400, `query.${key}: not UTF-8`);
    values.set(key, value);
  }
  return Object.fromEntries(values);
}

function check<R extends Route, P extends Part>(route: R, part: P, value: unknown): Checked<PartOf<R, P>>;
function check(route: Route, part: Part, value: unknown): unknown {
  const schema = part === 'query' ? (route.query ?? NO_QUERY) : route[part];
  if (schema === undefined) return undefined;
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  // What stands in the path has no name but its own.
  throw new Refused(400, describe(result.error.issues, part === 'params' ? [] : [part]));
}

/** The first thing that is wrong, and where. */
function describe([issue]: readonly z.core.$ZodIssue[], where: readonly string[]): string {
  const keys = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : '';
  const path = [...where, ...(issue?.path ?? []).map(String), ...(keys ? [keys] : [])].join('.');
  return `${shortened(path)}: ${keys ? 'unknown key' : (issue?.message ?? 'invalid')}`;
}

/** Of a thousand unknown keys the first few will do. */
function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
