// Asking an API as API Gateway asks it, and looking at what it answers.
import { expect } from 'vitest';
import { secretHash } from '../../shared/api/access.ts';
import type { HttpAnswer } from '../../shared/api/problem.ts';
import type { Api } from '../../shared/api/router.ts';
import type { ApiKey } from '../../shared/pipeline/config.ts';
import { onDay } from './records.ts';

export const ANN = 'ann@example.com';
/** When it is asked. */
export const NOW = onDay(2);
export const READ = { authorization: 'Bearer bs_read' };
export const WRITE = { authorization: 'Bearer bs_write' };
export const KEYS: ApiKey[] = [
  { name: 'app', hash: secretHash('bs_read'), role: 'read' },
  { name: 'support', hash: secretHash('bs_write'), role: 'write' },
];

interface Asked {
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: string;
  /** JSON, unless it is a text. */
  readonly body?: unknown;
  readonly now?: number;
}

/** Asks as API Gateway does, by {@link READ} unless told otherwise; the path is decoded already. */
export type Ask = (method: string, path: string, asked?: Asked) => Promise<HttpAnswer>;

export function asking(api: Api): Ask {
  let requests = 0;
  return (method, path, { headers = READ, query = '', body, now = NOW } = {}) => {
    requests += 1;
    const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
    return api(
      { method, path, query, headers, body: Buffer.from(text), requestId: `request-${requests}`, signer: undefined },
      now,
    );
  };
}

/** The body of an answer of status 200. */
export async function answered(answer: Promise<HttpAnswer>) {
  const { statusCode, headers, body } = await answer;
  expect({ statusCode, type: headers['content-type'] }, body).toEqual({ statusCode: 200, type: 'application/json' });
  return JSON.parse(body);
}

/** Fails unless the answer is a problem, in the form of RFC 9457, of the given status. */
export function expectProblem(answer: HttpAnswer, status: number, detail: RegExp | string): void {
  expect(JSON.parse(answer.body)).toEqual({
    type: 'about:blank',
    title: expect.any(String),
    status,
    detail: typeof detail === 'string' ? detail : expect.stringMatching(detail),
  });
  expect(answer.statusCode).toBe(status);
  expect(answer.headers['content-type']).toBe('application/problem+json');
}
