// Emulators of DynamoDB and SQS for one test file: started on free ports, and found by the AWS SDK in the environment.
import { afterAll, beforeAll } from 'vitest';
import { type Emulator, startDynamo, startSqs } from '../../infra/local/emulators.ts';

/** Starts them before the file's tests and stops them after. The clients are made inside of tests or `beforeAll`. */
export function useEmulators(...names: readonly ('dynamodb' | 'sqs')[]): void {
  const running: Emulator[] = [];
  beforeAll(async () => {
    Object.assign(process.env, {
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    });
    for (const name of names) {
      const emulator = elsewhere(name) ?? (name === 'sqs' ? await startSqs(undefined) : await startDynamo(undefined));
      process.env[`AWS_ENDPOINT_URL_${name.toUpperCase()}`] = emulator.endpoint;
      running.push(emulator);
    }
  });
  afterAll(async () => {
    await Promise.all(running.map((emulator) => emulator.stop()));
  });
}

/** Another implementation that the same tests are to run against, see test/deploy. */
function elsewhere(name: string): Emulator | undefined {
  const endpoint = process.env[`CONTRACT_ENDPOINT_${name.toUpperCase()}`];
  return endpoint === undefined ? undefined : { endpoint, stop: async () => {} };
}
