// Errors over HTTP: RFC 9457 problem details, and the one place where refusals become status codes.
import type { IngestOutcome } from '../pipeline/ingest.ts';

/** An answer of API Gateway's payload format 2.0. */
export interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function json(statusCode: number, value: unknown, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  return { statusCode, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) };
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

interface Problem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  /** What was wrong, where, and what to do. */
  readonly detail: string;
}

function problemOf(status: number, detail: string): Problem {
  return { type: 'about:blank', title: TITLES[status] ?? 'Error', status, detail };
}

export function problem(status: number, detail: string, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  return {
    statusCode: status,
    headers: { 'content-type': 'application/problem+json', ...headers },
    body: JSON.stringify(problemOf(status, detail)),
  };
}

/** Seconds after which a sender should try again when the queue is unavailable. */
const RETRY_AFTER = '30';

/**
 * A sender takes a 2xx as done for ever, and some drop an event for ever on a 4xx: so only requests that no retry can
 * mend get one.
 */
export function webhookAnswer(outcome: IngestOutcome): HttpAnswer {
  switch (outcome.kind) {
    case 'accepted': {
      const { queued, ignored, quarantined, confirmed } = outcome;
      return json(200, { queued, ignored, quarantined, ...(confirmed !== undefined && { confirmed }) });
    }
    case 'unauthenticated':
      // SNS and others send their credentials only after this header has asked for them.
      return problem(401, outcome.detail, outcome.challenge && { 'www-authenticate': 'Basic realm="webhooks"' });
    case 'malformed':
      return problem(400, outcome.detail);
    case 'unknown_provider':
      return problem(404, outcome.detail);
    case 'too_large':
      return problem(413, outcome.detail);
    case 'unavailable':
      return problem(503, outcome.detail, { 'retry-after': RETRY_AFTER });
  }
}
