// demo: a signed batch from every provider, and what became of each event.
import { styleText } from 'node:util';
import * as z from 'zod/mini';
import { type Service, serve } from '../../infra/local/serve.ts';
import { classify } from '../../shared/classify/classify.ts';
import { REASONS } from '../../shared/classify/reasons.ts';
import { type MailEvent, PROVIDER_NAMES } from '../../shared/event/mail-event.ts';
import { isRefusal } from '../../shared/providers/provider.ts';
import { providers } from '../../shared/providers/registry.ts';
import { table } from '../table.ts';
import { demoRequests } from './demo-events.ts';
import { reportError } from './serve.ts';

/** A service of its own, in memory and on a free port, so that the demo disturbs nobody. */
export async function demoCommand(): Promise<void> {
  const service = await serve({ port: 0, config: undefined, data: undefined, onError: reportError });
  try {
    await runDemo(service);
  } finally {
    await service.stop();
  }
}

const answers = z.object({
  results: z.array(
    z.object({
      address: z.string(),
      suppressed: z.boolean(),
      reason: z.nullable(z.string()),
      until: z.nullable(z.string()),
    }),
  ),
});
type Answer = z.infer<typeof answers>['results'][number];

const PATIENCE_MS = 20_000;

/** @throws when an address did not become what its events say */
export async function runDemo({ url, credentials }: Service): Promise<void> {
  const now = Date.now();
  const requests = demoRequests(credentials, now);
  const events: MailEvent[] = [];
  for (const { path, headers, body } of requests) {
    const response = await fetch(url + path, { method: 'POST', headers, body });
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    // The same normalisation once more, to show its events beside what the service made of them.
    const name = PROVIDER_NAMES.find((provider) => path.endsWith(provider));
    const normalised = name && providers[name].normalise(Buffer.from(body), now);
    if (normalised && !isRefusal(normalised)) events.push(...normalised.events);
  }
  process.stdout.write(`\nSent ${requests.length} signed webhooks with ${events.length} events.\n\n`);
  const addresses = [...new Set(events.map(({ recipient }) => recipient))];
  const known = await settled(url, credentials.apiKey, addresses);
  process.stdout.write(
    `${table(
      HEADINGS,
      events.map((event) => row(event, known.get(event.recipient))),
    )}\n`,
  );
  const good = [...known.values()].filter(({ suppressed }) => !suppressed).length;
  process.stdout.write(`\n${known.size - good} addresses are suppressed, ${good} good ones were left alone.\n`);
}

const HEADINGS = ['event', 'recipient', 'reason', 'fault', 'action', 'may be mailed?'] as const;

function row(event: MailEvent, answer: Answer | undefined): string[] {
  const { reason, action } = classify(event);
  const no = `no${answer?.until ? `, until ${answer.until.slice(0, 10)}` : ''}`;
  const paint = (color: 'red' | 'green', text: string) => styleText(color, text, { stream: process.stdout });
  return [
    `${event.provider} ${event.type}`,
    event.recipient,
    reason,
    REASONS[reason].fault,
    action,
    answer?.suppressed ? paint('red', no) : paint('green', 'yes'),
  ];
}

/** Asks until the queue is worked off: then the answers stay the same, and at least one address is suppressed. */
async function settled(url: string, apiKey: string, addresses: readonly string[]): Promise<Map<string, Answer>> {
  const end = Date.now() + PATIENCE_MS;
  let before = '';
  for (;;) {
    const response = await fetch(`${url}/v1/suppressions/lookup`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ addresses }),
    });
    if (!response.ok) throw new Error(`the lookup answered ${response.status}: ${await response.text()}`);
    const { results } = answers.parse(await response.json());
    const state = JSON.stringify(results);
    if (state === before && results.some(({ suppressed }) => suppressed)) {
      return new Map(results.map((answer) => [answer.address, answer]));
    }
    if (Date.now() > end) throw new Error('the events were not worked off in time');
    before = state;
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
}
