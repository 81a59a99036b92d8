// The whole road through the local stack: posted over HTTP, verified, queued, classified, written. The emulators share the
// machine with the functions, so each one's part is told: how long it had a request to answer.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { type Service, serve } from '../../infra/local/serve.ts';
import { signSendgrid } from '../../infra/local/sign.ts';
import { sqsClient } from '../../shared/adapters/clients.ts';
import { type Benchmark, type Measurement, measured } from './measure.ts';

const WEBHOOKS = 200;
const SIZE = 100;
const SENDERS = 8;
/** Of a hundred events how many are failures: the rest are deliveries, of which nothing is written. */
const FAILURES = 5;

interface Run {
  readonly inPerSecond: number;
  readonly throughPerSecond: number;
  /** Shares of the time, from 0 to 1, with a request under way. */
  readonly sqs: number;
  readonly dynamodb: number;
}

let only: Promise<Run> | undefined;
const share = (choose: (run: Run) => number, unit: string) => async (): Promise<Measurement> => {
  only ??= through();
  return measured(choose(await only), unit);
};

const WHAT = `${(WEBHOOKS * SIZE).toLocaleString('en')} SendGrid events, ${FAILURES} in 100 of them failures`;

export const ROAD: readonly Benchmark[] = [
  {
    name: 'road.in',
    about: `events a second that the webhook answers: ${WHAT}, ${SIZE} a request, ${SENDERS} at a time`,
    run: share(({ inPerSecond }) => inPerSecond, 'events/s'),
  },
  {
    name: 'road.through',
    about: 'events a second from the first request until the queue is empty and everything written',
    run: share(({ throughPerSecond }) => throughPerSecond, 'events/s'),
  },
  {
    name: 'road.sqs',
    about: "part of that time in which SQS's emulator (fauxqs) had a request to answer",
    run: share(({ sqs }) => sqs * 100, '%'),
  },
  {
    name: 'road.dynamodb',
    about: "the same of DynamoDB's (dynalite); the larger of the two bounds the figures above",
    run: share(({ dynamodb }) => dynamodb * 100, '%'),
  },
];

async function through(): Promise<Run> {
  const service = await serve({ port: 0, config: undefined, data: undefined, onError: fail });
  const watches = [service.endpoints.sqs, service.endpoints.dynamodb].map((endpoint) => new Watch(endpoint));
  try {
    const requests = webhooks(service);
    const start = performance.now();
    await Promise.all(Array.from({ length: SENDERS }, () => post(service.url, requests)));
    const taken = performance.now() - start;
    await drained(service.queues.events);
    const done = performance.now() - start;
    const [sqs = 0, dynamodb = 0] = watches.map(({ busy }) => busy / done);
    const events = WEBHOOKS * SIZE * 1000;
    return { inPerSecond: events / taken, throughPerSecond: events / done, sqs, dynamodb };
  } finally {
    for (const watch of watches) watch.stop();
    await service.stop();
  }
}

function fail(error: unknown): never {
  throw error;
}

function webhooks({ credentials }: Service): ReturnType<typeof signSendgrid>[] {
  const now = Math.floor(Date.now() / 1000);
  return Array.from({ length: WEBHOOKS }, (_, webhook) => {
    const events = Array.from({ length: SIZE }, (_, place) => {
      const event = {
        email: `user-${webhook}-${place}@example.com`,
        timestamp: now,
        sg_event_id: `${webhook}-${place}`,
      };
      if (place >= FAILURES) return { ...event, event: 'delivered', response: '250 2.0.0 OK' };
      return { ...event, event: 'bounce', type: 'bounce', status: '5.1.1', reason: '550 5.1.1 No such user here' };
    });
    return signSendgrid(credentials, events, now);
  });
}

async function post(url: string, requests: ReturnType<typeof signSendgrid>[]): Promise<void> {
  for (let request = requests.pop(); request !== undefined; request = requests.pop()) {
    const { path, headers, body } = request;
    const { status } = await fetch(`${url}${path}`, { method: 'POST', headers, body });
    if (status !== 200) throw new Error(`a webhook was answered with ${status}`);
  }
}

/** A message that is being worked on counts too: it goes only when everything it told is written. */
async function drained(QueueUrl: string): Promise<void> {
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...names] });
  for (;;) {
    const { Attributes = {} } = await sqsClient().send(command);
    if (names.every((name) => Attributes[name] === '0')) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** How long requests to one endpoint were under way, waiting for messages left out. */
class Watch {
  readonly #port: string;
  readonly #open = new Set<unknown>();
  #since = 0;
  #busy = 0;

  constructor(endpoint: string) {
    this.#port = new URL(endpoint).port;
    subscribe('http.client.request.start', this.#begin);
    subscribe('http.client.response.finish', this.#end);
  }

  /** Milliseconds. */
  get busy(): number {
    return this.#busy;
  }

  stop(): void {
    unsubscribe('http.client.request.start', this.#begin);
    unsubscribe('http.client.response.finish', this.#end);
  }

  readonly #begin = (message: unknown): void => {
    const request = requestOf(message);
    if (request === undefined || !isTo(request, this.#port)) return;
    if (this.#open.size === 0) this.#since = performance.now();
    this.#open.add(request);
  };

  readonly #end = (message: unknown): void => {
    const request = requestOf(message);
    if (request === undefined || !this.#open.delete(request)) return;
    if (this.#open.size === 0) this.#busy += performance.now() - this.#since;
  };
}

function requestOf(message: unknown): ClientRequest | undefined {
  const isMessage = (value: unknown): value is { request: ClientRequest } =>
    typeof value === 'object' && value !== null && 'request' in value;
  return isMessage(message) ? message.request : undefined;
}

/** A long poll is no work of the emulator's. */
function isTo(request: ClientRequest, port: string): boolean {
  const target = String(request.getHeader('x-amz-target') ?? '');
  return String(request.getHeader('host')).endsWith(`:${port}`) && !target.endsWith('.ReceiveMessage');
}
