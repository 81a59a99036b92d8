// What surrounds a function in Lambda: an environment before it loads, events of API Gateway, queues to look into.
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, vi } from 'vitest';
import { sqsClient } from '../../shared/adapters/clients.ts';

/** Loads a function anew, as a cold start does, with these environment variables; undefined unsets one. */
export async function coldStart<Function>(
  load: () => Promise<Function>,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Function> {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  vi.resetModules();
  try {
    return await load();
  } finally {
    vi.unstubAllEnvs();
  }
}

/** What the functions log during a test, a parsed line each. */
export function useLog(): Record<string, unknown>[] {
  const lines: Record<string, unknown>[] = [];
  beforeEach(() => {
    lines.length = 0;
    vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
      const line = String(chunk);
      if (line.startsWith('{')) lines.push(JSON.parse(line));
      return true;
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });
  return lines;
}

interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

/** A request as API Gateway hands it over in payload format 2.0. */
export function gatewayEvent(method: string, rawPath: string, { query = '', headers = {}, ...body }: Sent = {}) {
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString: query,
    headers,
    requestContext: { requestId: 'request-1', stage: '$default', http: { method, path: rawPath } },
    isBase64Encoded: false,
    ...body,
  };
}

/** The bodies that a queue holds, taken out of it. */
export async function take(QueueUrl: string): Promise<string[]> {
  const { Messages = [] } = await sqsClient().send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  return Messages.map(({ Body = '' }) => Body);
}
