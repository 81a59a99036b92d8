// What went wrong, in words for the person at the terminal.
import { ConfigError } from '../shared/pipeline/config.ts';

/** Several lines for a configuration with several mistakes; never a stack trace. */
export function failure(error: unknown): string {
  if (error instanceof ConfigError) return `the configuration is not valid\n${error.message.replace(/^/gm, '  ')}`;
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    return `port ${error.port} is taken: stop what runs there, or choose another with --port`;
  }
  return error.message;
}
