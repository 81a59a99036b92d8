// What went wrong, in words for the person at the terminal, and as an exit code.
import { ApiError } from '../shared/client/api-error.ts';
import { ConfigError } from '../shared/pipeline/config.ts';

/** The command was not used as it should be: nothing was tried. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** 0 is success. */
export const EXIT = { failure: 1, usage: 2, suppressed: 3 } as const;

export function exitCodeOf(error: unknown): number {
  return error instanceof UsageError ? EXIT.usage : EXIT.failure;
}

/** Several lines for a configuration with several mistakes; never a stack trace. */
export function failure(error: unknown): string {
  if (error instanceof ConfigError) return `the configuration is not valid\n${error.message.replace(/^/gm, '  ')}`;
  if (error instanceof ApiError) return apiFailure(error);
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    return `port ${error.port} is taken: stop what runs there, or choose another with --port`;
  }
  if ('code' in error && error.code === 'ENOENT' && 'path' in error) return `there is no file ${error.path}`;
  return error.message;
}

/** What to do besides, by status. */
const ADVICE: Readonly<Record<number, string>> = {
  0: 'set --url or BOUNCE_SUPPRESSOR_URL to where the service runs',
  401: 'set --key or BOUNCE_SUPPRESSOR_KEY to an API key',
  403: 'set --key or BOUNCE_SUPPRESSOR_KEY to a key of role write',
  404: 'is --url or BOUNCE_SUPPRESSOR_URL the URL of the API, without a path?',
  412: 'look again and decide anew',
  429: 'try again later, or with fewer at once',
};

function apiFailure({ status, detail }: ApiError): string {
  const advice = ADVICE[status];
  return `${status === 0 ? '' : `the API answered ${status}: `}${detail}${advice ? ` (${advice})` : ''}`;
}
