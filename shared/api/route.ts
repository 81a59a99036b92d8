// What a row of the table of routes says.
import type * as z from 'zod/mini';
import type { Role } from './access.ts';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With `{name}` for parameters. */
  readonly path: `/${string}`;
  /** What the caller's key must be allowed to do; undefined: open to everybody. */
  readonly role: Role | undefined;
  /** The function behind it, see `functions/`. */
  readonly servedBy: 'lookup' | 'explain';
  /** Each absent where a request has none of it: a query is refused then, a body ignored. */
  readonly params?: z.ZodMiniObject;
  readonly query?: z.ZodMiniObject;
  readonly body?: z.ZodMiniType;
  /** The answer's `version` goes out as ETag; what changes something heeds If-Match. */
  readonly versioned?: true;
}

/** The key of a row is the name of its operation. */
export type Routes = Readonly<Record<string, Route>>;
