import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { WebhookRequest } from '../../../shared/providers/provider.ts';
import { sendgridVerifier } from '../../../shared/providers/sendgrid/verify.ts';
import {
  EVENT_SECONDS,
  RECEIVED_AT,
  SIGNATURE,
  sendgridItem,
  sendgridKeys,
  signedRequest,
  TIMESTAMP,
} from '../fixtures-sendgrid.ts';
import { reference } from '../fixtures-ses.ts';

const keys = sendgridKeys();
const others = sendgridKeys();
/** With the line ends that SendGrid writes: they are signed too. */
const BODY = `[${JSON.stringify(sendgridItem('processed'))},\r\n${JSON.stringify(sendgridItem('bounce'))}]\r\n`;

const verify = sendgridVerifier({ publicKeys: [keys.publicKey] });

function withHeader(request: WebhookRequest, name: string, value: string | undefined): WebhookRequest {
  return { ...request, headers: { ...request.headers, [name]: value } };
}

function refusal(detail: RegExp) {
  return { kind: 'unauthenticated', detail: expect.stringMatching(detail) };
}

describe('a request', () => {
  test('signed by SendGrid is let in, whatever bytes it has', async () => {
    expect(await verify(signedRequest(BODY, keys), RECEIVED_AT)).toBeUndefined();
    // No valid UTF-8: a round trip through a string would change it.
    const bytes = Buffer.from([0x5b, 0xff, 0xfe, 0xc3, 0x28, 0x5d]);
    expect(await verify(signedRequest(bytes, keys), RECEIVED_AT)).toBeUndefined();
  });

  test.each([
    ['without its last line end', BODY.trimEnd()],
    ['with other line ends', BODY.replaceAll('\r\n', '\n')],
    ['read and written again', JSON.stringify(JSON.parse(BODY))],
    ['emptied', ''],
  ])('%s is refused', async (_what, body) => {
    const request = { ...signedRequest(BODY, keys), body: Buffer.from(body) };
    expect(await verify(request, RECEIVED_AT)).toEqual(refusal(/does not match the configured public key/));
  });

  test('with any bit of body, signature or time changed is refused', async () => {
    const genuine = signedRequest(BODY, keys);
    await fc.assert(
      fc.asyncProperty(fc.nat(genuine.body.length * 8 - 1), async (bit) => {
        const body = Buffer.from(genuine.body);
        body.writeUInt8(body.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        expect(await verify({ ...genuine, body }, RECEIVED_AT)).toEqual(refusal(/does not match/));
      }),
    );
    const later = withHeader(genuine, TIMESTAMP, String(EVENT_SECONDS + 31));
    expect(await verify(later, RECEIVED_AT)).toEqual(refusal(/does not match/));
    const foreign = withHeader(genuine, SIGNATURE, signedRequest('[]', keys).headers[SIGNATURE]);
    expect(await verify(foreign, RECEIVED_AT)).toEqual(refusal(/does not match/));
  });

  test.each([SIGNATURE, TIMESTAMP])('without %s is refused, never passed', async (name) => {
    const missing = refusal(new RegExp(`^${name}: missing; turn on Signed Event Webhook at Settings > `));
    for (const value of [undefined, '']) {
      expect(await verify(withHeader(signedRequest(BODY, keys), name, value), RECEIVED_AT)).toEqual(missing);
    }
  });

  test.each(['AAAA', 'AAAAAAAA', 'MEUCIQ==', 'no base64', 'MEUCIQ==, MEUCIQ==', `${'A'.repeat(4000)}`])(
    'with the signature %j is refused and breaks nothing',
    async (signature) => {
      const request = withHeader(signedRequest(BODY, keys), SIGNATURE, signature);
      expect(await verify(request, RECEIVED_AT)).toEqual(refusal(/^x-twilio-email-event-webhook-signature: /));
    },
  );

  test('with a genuine signature among other characters is refused', async () => {
    const request = signedRequest(BODY, keys);
    const genuine = request.headers[SIGNATURE];
    for (const signature of [` ${genuine}`, `${genuine}\n`, `${genuine}!`, `${genuine},${genuine}`]) {
      const outcome = await verify(withHeader(request, SIGNATURE, signature), RECEIVED_AT);
      expect(outcome).toEqual(refusal(/not the base64 text/));
    }
  });

  test('with any signature at all gets an answer, not an exception', async () => {
    const any = fc.oneof(fc.base64String(), fc.string(), fc.uint8Array({ max: 255, maxLength: 80 }).map(base64));
    await fc.assert(
      fc.asyncProperty(any, async (signature) => {
        const outcome = await verify(withHeader(signedRequest(BODY, keys), SIGNATURE, signature), RECEIVED_AT);
        expect(outcome).toMatchObject({ kind: 'unauthenticated' });
      }),
    );
  });
});

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

describe('keys', () => {
  test('any of several lets in: one for each webhook, and the old one beside the new', async () => {
    const both = sendgridVerifier({ publicKeys: [others.publicKey, keys.pem] });
    expect(await both(signedRequest(BODY, keys), RECEIVED_AT)).toBeUndefined();
    expect(await both(signedRequest(BODY, others), RECEIVED_AT)).toBeUndefined();
    expect(await both(signedRequest(BODY, sendgridKeys()), RECEIVED_AT)).toEqual(
      refusal(/does not match any of the 2 configured public keys; copy the verification key/),
    );
  });

  test('a refusal tells nothing of the key or of the signature', async () => {
    const request = signedRequest(BODY, others);
    const told = JSON.stringify(await verify(request, RECEIVED_AT));
    expect(told).not.toContain(keys.publicKey.slice(40, 60));
    expect(told).not.toContain(request.headers[SIGNATURE]?.slice(0, 20));
  });

  test('one that was never checked is a bug and said so at once', () => {
    expect(() => sendgridVerifier({ publicKeys: ['nonsense'] })).toThrow(/^sendgrid\.publicKeys\.0: /);
  });
});

describe('age', () => {
  const HOUR = 3_600_000;
  const hourly = sendgridVerifier({ publicKeys: [keys.publicKey], maxAgeSeconds: 3600 });

  test('is not looked at unless told: SendGrid retries for a day', async () => {
    expect(await verify(signedRequest(BODY, keys), RECEIVED_AT + 24 * HOUR)).toBeUndefined();
  });

  test('counts from the signed time', async () => {
    expect(await hourly(signedRequest(BODY, keys), RECEIVED_AT + HOUR)).toBeUndefined();
    expect(await hourly(signedRequest(BODY, keys), RECEIVED_AT + HOUR + 1)).toEqual(
      refusal(/not within the last 3600 s \(sendgrid\.maxAgeSeconds\)/),
    );
  });

  test('that can not be read is too old', async () => {
    expect(await hourly(signedRequest(BODY, keys, 'yesterday'), RECEIVED_AT)).toEqual(refusal(/not within/));
  });
});

const vectors = reference('vectors/sendgrid-signed-event-webhook.json');
const vectorFile = z.object({
  vectors: z.array(
    z.object({
      name: z.string(),
      expect: z.boolean(),
      headers: z.record(z.string(), z.string()),
      publicKey: z.string(),
      bodyBase64: z.string(),
    }),
  ),
});

test.skipIf(!existsSync(vectors))(
  'the reference signatures hold or fail as they should (needs the reference material)',
  async () => {
    const { vectors: cases } = vectorFile.parse(JSON.parse(readFileSync(vectors, 'utf8')));
    expect(cases.length).toBeGreaterThan(0);
    for (const { name, expect: genuine, headers, publicKey, bodyBase64 } of cases) {
      const lowerCase = Object.fromEntries(Object.entries(headers).map(([key, value]) => [key.toLowerCase(), value]));
      const request = { headers: lowerCase, body: Buffer.from(bodyBase64, 'base64') };
      const outcome = await sendgridVerifier({ publicKeys: [publicKey] })(request, RECEIVED_AT);
      expect({ name, genuine: outcome === undefined }).toEqual({ name, genuine });
    }
  },
);
