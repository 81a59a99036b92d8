// The embedded emulators: DynamoDB (dynalite) and SQS (fauxqs) on free loopback ports.
import type { Server } from 'node:http';
import { join } from 'node:path';
import dynalite from 'dynalite';
import { startFauxqs } from 'fauxqs';

export interface Emulator {
  readonly endpoint: string;
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';

/** @param directory where the tables live; in memory without it */
export async function startDynamo(directory: string | undefined): Promise<Emulator> {
  const server: Server = dynalite({
    createTableMs: 0,
    deleteTableMs: 0,
    ...(directory !== undefined && { path: join(directory, 'dynamodb') }),
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, HOST, () => resolve());
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('dynalite listens on no port');
  return {
    endpoint: `http://${HOST}:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** @param directory where the queues live; in memory without it */
export async function startSqs(directory: string | undefined): Promise<Emulator> {
  const server = await startFauxqs({
    port: 0,
    // Also part of every queue's URL, where an address would make an unreadable host: `sqs.us-east-1.127.0.0.1`.
    host: 'localhost',
    logger: false,
    ...(directory !== undefined && { dataDir: join(directory, 'sqs') }),
  });
  return { endpoint: `http://${HOST}:${server.port}`, stop: () => server.stop() };
}
