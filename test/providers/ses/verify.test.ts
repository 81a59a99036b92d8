import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { isObject } from '../../../shared/providers/json.ts';
import type { SesSettings } from '../../../shared/providers/ses/settings.ts';
import {
  bounce,
  certificateFor,
  confirmation,
  type Envelope,
  type Fetch,
  type Keys,
  notification,
  RECEIVED_AT,
  refusedFor,
  rsaKeys,
  SUBSCRIBE_URL,
  signed,
  TOPIC_ARN,
  verifierOf,
} from '../fixtures-ses.ts';

const keys = rsaKeys();
const strangers = rsaKeys();
const CERTIFICATE = certificateFor(keys);

const genuine = (changes: Envelope = {}, by: Keys = keys) => signed(notification(bounce(), changes), by);
const verifier = (changes: Partial<SesSettings> = {}, fetch: Fetch = async () => CERTIFICATE) =>
  verifierOf(fetch, changes);

describe('a genuine message is let in', () => {
  test.each(['1', '2'])('of every type, with signature version %s', async (SignatureVersion) => {
    const verify = verifier();
    expect(await verify(genuine({ SignatureVersion }))).toBeUndefined();
    for (const type of ['SubscriptionConfirmation', 'UnsubscribeConfirmation'] as const) {
      expect(await verify(signed(confirmation(type, { SignatureVersion }), keys))).toBeUndefined();
    }
  });

  test('without a subject, or with null for it', async () => {
    const { Subject: _, ...envelope } = notification(bounce());
    expect(await verifier()(signed(envelope, keys))).toBeUndefined();
    expect(await verifier()(genuine({ Subject: null }))).toBeUndefined();
  });

  test('whatever characters the message holds', async () => {
    const anyText = fc.string({ unit: 'grapheme' });
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (Message, Subject) => {
        expect(await verifier()(genuine({ Message, Subject }))).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });

  test('whatever the headers claim, as nobody signs these', async () => {
    const headers = { 'x-amz-sns-message-type': 'UnsubscribeConfirmation', 'x-amz-sns-topic-arn': 'arn:other' };
    expect(await verifier()(genuine(), RECEIVED_AT, headers)).toBeUndefined();
  });

  test('days late, since SNS retries and a replay changes nothing', async () => {
    expect(await verifier()(genuine(), RECEIVED_AT + 5 * 86_400_000)).toBeUndefined();
  });
});

describe('a message that is not genuine is refused', () => {
  test.each([
    ['a line break inside', (signature: string) => `${signature.slice(0, 40)}\n${signature.slice(40)}`],
    ['characters that are no base64', (signature: string) => `${signature}!`],
    ['the padding left out', (signature: string) => signature.replaceAll('=', '')],
  ])('with its signature spelt otherwise: %s', async (_spelling, respell) => {
    const envelope = genuine();
    const { Signature } = envelope;
    const respelt = { ...envelope, Signature: respell(String(Signature)) };
    expect(await verifier()(envelope)).toBeUndefined();
    expect(await verifier()(respelt)).toEqual(refusedFor('Signature'));
  });

  const signedKeys = {
    notification: ['Message', 'MessageId', 'Subject', 'Timestamp'],
    confirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token'],
  };

  test.each(signedKeys.notification)('a notification whose %s was changed', async (key) => {
    const envelope = genuine();
    expect(await verifier()({ ...envelope, [key]: `${envelope[key]} ` })).toEqual(refusedFor('Signature'));
  });

  test.each(signedKeys.confirmation)('a confirmation of either type whose %s was changed', async (key) => {
    for (const type of ['SubscriptionConfirmation', 'UnsubscribeConfirmation'] as const) {
      const envelope = signed(confirmation(type), keys);
      expect(await verifier()({ ...envelope, [key]: `${envelope[key]} ` })).toEqual(refusedFor('Signature'));
    }
  });

  test('a topic or a type that was changed to another one which is allowed', async () => {
    const other = `${TOPIC_ARN}-other`;
    const verify = verifier({ topicArns: [TOPIC_ARN, other] });
    expect(await verify({ ...genuine(), TopicArn: other })).toEqual(refusedFor('Signature'));
    const goodbye = signed(confirmation('UnsubscribeConfirmation'), keys);
    expect(await verify({ ...goodbye, Type: 'SubscriptionConfirmation' })).toEqual(refusedFor('Signature'));
  });

  test('a subject that was added or taken away', async () => {
    const { Subject: _, ...without } = genuine();
    expect(await verifier()(without)).toEqual(refusedFor('Signature'));
    expect(await verifier()({ ...genuine({ Subject: null }), Subject: 'x' })).toEqual(refusedFor('Signature'));
  });

  test('a signature by another key', async () => {
    expect(await verifier()(genuine({}, strangers))).toEqual(refusedFor('Signature'));
  });

  test('a signature of one version that claims to be of the other', async () => {
    expect(await verifier()({ ...genuine(), SignatureVersion: '2' })).toEqual(refusedFor('Signature'));
  });

  test.each(['', 'AAAA', '!!!', 'a'.repeat(10_000)])('the signature %j', async (Signature) => {
    expect(await verifier()({ ...genuine(), Signature })).toEqual(refusedFor('Signature'));
  });

  test.each(['MessageId', 'TopicArn', 'Message', 'Timestamp', 'Signature', 'SigningCertURL', 'SignatureVersion'])(
    'a message without %s, or with a number for it',
    async (key) => {
      const { [key]: _, ...without } = genuine();
      const about = key === 'TopicArn' ? 'body' : key;
      expect(await verifier()(without)).toEqual(refusedFor(about));
      expect(await verifier()({ ...genuine(), [key]: 1 })).toEqual(refusedFor(key));
    },
  );

  test.each(['Token', 'SubscribeURL'])('a confirmation without %s', async (key) => {
    const { [key]: _, ...without } = signed(confirmation('SubscriptionConfirmation'), keys);
    expect(await verifier()(without)).toEqual(refusedFor(key));
  });

  test.each(['0', '3', '', 1])('the signature version %j', async (SignatureVersion) => {
    expect(await verifier()({ ...genuine(), SignatureVersion })).toEqual(refusedFor('SignatureVersion'));
  });

  test.each(['notification', 'Other', 'constructor', '', null, 7])('the type %j', async (Type) => {
    expect(await verifier()({ ...genuine(), Type })).toEqual(refusedFor('Type'));
  });

  test.each([`${TOPIC_ARN}2`, TOPIC_ARN.toUpperCase(), 'arn:aws:sns:eu-central-1:999999999999:ses-events'])(
    'a well-signed message of the topic %s, and nothing is fetched for it',
    async (TopicArn) => {
      const fetch = vi.fn<Fetch>();
      expect(await verifier({}, fetch)(genuine({ TopicArn }))).toEqual(refusedFor('TopicArn'));
      expect(fetch).not.toHaveBeenCalled();
    },
  );

  test('raw message delivery, in words that say what to change', async () => {
    const refusal = await verifier()(bounce(), RECEIVED_AT, { 'x-amz-sns-rawdelivery': 'true' });
    expect(refusal).toEqual(refusedFor('body'));
    expect(refusal?.detail).toContain('raw message delivery');
  });

  test('the first of two equal keys does not speak: what is verified is what is read later', async () => {
    const body = JSON.stringify(genuine());
    const twice = body.replace('"Message":', `"Message":${JSON.stringify(JSON.stringify(bounce()))},"Message":`);
    const reversed = body.replace(/}$/, `,"Message":"{}"}`);
    expect(await verifier()(twice)).toBeUndefined();
    expect(await verifier()(reversed)).toEqual(refusedFor('Signature'));
  });

  test.each(['', 'hello', '[]', '7', 'null', JSON.stringify(genuine()).slice(0, -20)])(
    'as malformed where it is no JSON object: %.20s',
    async (body) => {
      expect(await verifier()(body)).toMatchObject({ kind: 'malformed' });
    },
  );

  test('whatever it is, unless every signed key is as it was', async () => {
    const verify = verifier();
    const original = genuine();
    const { UnsubscribeURL: _, ...needed } = original;
    const envelopeLike = fc.record(
      Object.fromEntries(
        Object.entries(original).map(([key, text]) => [
          key,
          fc.oneof({ weight: 9, arbitrary: fc.constant<unknown>(text) }, fc.jsonValue()),
        ]),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), envelopeLike), async (value) => {
        const untouched = isObject(value) && Object.entries(needed).every(([key, text]) => value[key] === text);
        expect((await verify(value)) === undefined).toBe(untouched);
      }),
    );
  });
});

describe('a greatest age, where one is set', () => {
  const verify = verifier({ maxAgeSeconds: 3600 });

  test('refuses what is older, and what tells no time', async () => {
    expect(await verify(genuine(), Date.parse('2026-03-02T10:00:00Z'))).toBeUndefined();
    expect(await verify(genuine(), Date.parse('2026-03-02T10:00:01Z'))).toEqual(refusedFor('Timestamp'));
    expect(await verify(genuine({ Timestamp: 'now' }))).toEqual(refusedFor('Timestamp'));
  });
});

test('the address to confirm at is signed: no other can be slipped in', async () => {
  const envelope = signed(confirmation('SubscriptionConfirmation'), keys);
  const SubscribeURL = SUBSCRIBE_URL.replace('abc123', 'def456');
  expect(await verifier()({ ...envelope, SubscribeURL })).toEqual(refusedFor('Signature'));
});
