// The steps of the way in, each alone: verified, normalised, packed, for every sender.
import { createHash, createPublicKey, verify as verifySignature, X509Certificate } from 'node:crypto';
import { localConfig } from '../../infra/local/credentials.ts';
import { type MailEvent, PROVIDER_NAMES, type ProviderName } from '../../shared/event/mail-event.ts';
import { parseConfig } from '../../shared/pipeline/config.ts';
import { pack } from '../../shared/pipeline/pack.ts';
import { isRefusal, type WebhookRequest } from '../../shared/providers/provider.ts';
import { type ActiveProvider, activate } from '../../shared/providers/registry.ts';
import { textToSign } from '../../shared/providers/ses/envelope.ts';
import { bounceOf, NOW, own, SIGNATURE, type signedEnvelope, signedPost, TIMESTAMP } from '../support/genuine.ts';
import { type Benchmark, byTurns, measured } from './measure.ts';

/** Requests a round, so that a clock can tell one from the next. */
const REQUESTS = 200;
const EVENTS = 1000;
const BATCHES = [1, 10, 100, 1000, 10_000];

const FLOORS: Readonly<Record<ProviderName, string>> = {
  sendgrid: 'verifies the same signature with the same key',
  postmark: 'hashes the same credential',
  ses: 'parses the envelope and verifies the same signature with the same key',
};

export const WAY_IN: readonly Benchmark[] = [
  ...PROVIDER_NAMES.map(
    (name): Benchmark => ({
      name: `verify.${name}`,
      about: `a request of one event verified; the floor ${FLOORS[name]}`,
      async run() {
        const [request, provider] = [requestOf(name), providerOf(name)];
        const floor = leastOf(name, request);
        const times = await byTurns(
          async () => {
            for (let count = 0; count < REQUESTS; count += 1) {
              if (await provider.verify(request, NOW)) throw new Error(`${name} was refused`);
            }
          },
          () => {
            for (let count = 0; count < REQUESTS; count += 1) {
              if (!floor()) throw new Error(`${name} does not match`);
            }
          },
        );
        return perCall(times, REQUESTS);
      },
    }),
  ),
  ...PROVIDER_NAMES.map(
    (name): Benchmark => ({
      name: `normalise.${name}`,
      about: 'an event normalised, of a batch of 1,000 where the sender posts batches; the floor parses the same bytes',
      async run() {
        const isBatch = name === 'sendgrid';
        const provider = providerOf(name);
        const body = isBatch ? batch(EVENTS) : requestOf(name).body;
        const times = await byTurns(
          () => {
            for (let count = isBatch ? EVENTS : 1; count <= EVENTS; count += 1) normalised(provider, body);
          },
          () => {
            for (let count = isBatch ? EVENTS : 1; count <= EVENTS; count += 1) parsed(name, body);
          },
        );
        return perCall(times, EVENTS);
      },
    }),
  ),
  {
    name: 'pack',
    about: `an event packed into queue messages, of ${EVENTS.toLocaleString('en')}; the floor writes the same events as JSON and counts its bytes`,
    async run() {
      const events = normalised(providerOf('sendgrid'), batch(EVENTS));
      const times = await byTurns(
        () => pack(events),
        () => events.map((event) => Buffer.byteLength(JSON.stringify(event))),
      );
      return perCall(times, EVENTS);
    },
  },
  ...BATCHES.map(
    (size): Benchmark => ({
      name: `scale.batch.${size}`,
      about: 'an event normalised and packed, by the size of its batch; the floor parses and writes the same bytes',
      async run() {
        const provider = providerOf('sendgrid');
        const body = batch(size);
        const repetitions = Math.max(1, EVENTS / size);
        const times = await byTurns(
          () => {
            for (let count = 0; count < repetitions; count += 1) pack(normalised(provider, body));
          },
          () => {
            for (let count = 0; count < repetitions; count += 1) JSON.stringify(JSON.parse(body.toString()));
          },
        );
        return perCall(times, repetitions * size);
      },
    }),
  ),
];

function perCall({ value, floor }: { value: number; floor: number }, calls: number) {
  const micros = 1000 / calls;
  return measured(value * micros, 'µs', null, floor * micros);
}

function providerOf(name: ProviderName): ActiveProvider {
  const { providers } = parseConfig(JSON.stringify(localConfig(own)));
  const fetch = () => Promise.reject(new Error('the certificate is pinned'));
  const provider = activate(providers, { certificates: { fetch } }).get(name);
  if (provider === undefined) throw new Error(`${name} is not configured`);
  return provider;
}

function requestOf(name: ProviderName): WebhookRequest {
  const { headers, body } = signedPost(name, [bounceOf(name, 'ann@example.com')]);
  const lowerCase = Object.entries(headers).map(([header, value]) => [header.toLowerCase(), value]);
  return { headers: Object.fromEntries(lowerCase), body: Buffer.from(body, 'base64') };
}

/** The least that a verifier has to do. */
function leastOf(name: ProviderName, { headers, body }: WebhookRequest): () => boolean {
  switch (name) {
    case 'sendgrid': {
      const key = createPublicKey({ key: Buffer.from(own.sendgridPublicKey, 'base64'), format: 'der', type: 'spki' });
      const signature = Buffer.from(headers[SIGNATURE.toLowerCase()] ?? '', 'base64');
      const signed = Buffer.concat([Buffer.from(headers[TIMESTAMP.toLowerCase()] ?? ''), body]);
      return () => verifySignature('sha256', signed, key, signature);
    }
    case 'postmark':
      return () => createHash('sha256').update(own.postmark).digest().length > 0;
    case 'ses': {
      const key = new X509Certificate(own.snsCertificate).publicKey;
      return () => {
        const envelope: ReturnType<typeof signedEnvelope> = JSON.parse(body.toString());
        const signature = Buffer.from(envelope.Signature, 'base64');
        return verifySignature('sha256', Buffer.from(textToSign(envelope)), key, signature);
      };
    }
  }
}

function batch(size: number): Buffer {
  const events = Array.from({ length: size }, (_, index) => bounceOf('sendgrid', `user-${index}@example.com`));
  return Buffer.from(JSON.stringify(events));
}

function normalised(provider: ActiveProvider, body: Buffer): readonly MailEvent[] {
  const result = provider.normalise(body, NOW);
  if (isRefusal(result)) throw new Error(result.detail);
  return result.events;
}

function parsed(name: ProviderName, body: Buffer): unknown {
  const value: { Message: string } = JSON.parse(body.toString());
  return name === 'ses' ? JSON.parse(value.Message) : value;
}
