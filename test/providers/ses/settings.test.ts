import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ses } from '../../../shared/providers/ses/provider.ts';
import { sesSettings } from '../../../shared/providers/ses/settings.ts';
import { CERTIFICATE_URL, certificateFor, rsaKeys, TOPIC_ARN } from '../fixtures-ses.ts';

const keys = rsaKeys();

function complaints(settings: unknown): string[] {
  const parsed = sesSettings.safeParse(settings);
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('settings', () => {
  test('a topic is enough; subscriptions are confirmed and ages not looked at unless told', () => {
    expect(ses.settings).toBe(sesSettings);
    expect(sesSettings.parse({ topicArns: [TOPIC_ARN] })).toEqual({
      topicArns: [TOPIC_ARN],
      confirmSubscriptions: true,
    });
  });

  test.each([
    'arn:aws-cn:sns:cn-north-1:123456789012:events',
    'arn:aws-us-gov:sns:us-gov-west-1:123456789012:events',
    'arn:aws:sns:eu-west-1:123456789012:events.fifo',
  ])('%s is a topic', (arn) => {
    expect(complaints({ topicArns: [arn] })).toEqual([]);
  });

  test('no topic at all would let nobody in, or everybody', () => {
    expect(complaints({ topicArns: [] })).toEqual(['topicArns: name at least one SNS topic']);
    expect(complaints({})).toEqual(['topicArns: not a list']);
  });

  test.each([
    '',
    '*',
    'arn:aws:sns:*:123456789012:events',
    'arn:aws:sqs:eu-west-1:123456789012:events',
    `${TOPIC_ARN}\n`,
    7,
  ])('as a topic, %j is refused with its place', (arn) => {
    expect(complaints({ topicArns: [TOPIC_ARN, arn] })).toEqual([expect.stringMatching(/^topicArns\.1: not /)]);
  });

  test('a pinned certificate must be readable, and hold an RSA key', () => {
    const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pin = (pem: unknown) =>
      complaints({ topicArns: [TOPIC_ARN], pinnedCertificates: { [CERTIFICATE_URL]: pem } });
    const refusal = `pinnedCertificates.${CERTIFICATE_URL}: not an X.509 certificate with an RSA key in PEM text`;
    expect(pin(certificateFor(keys))).toEqual([]);
    expect(pin('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n')).toEqual([refusal]);
    expect(pin(certificateFor({ ...keys, publicKey: elliptic.publicKey }))).toEqual([refusal]);
    expect(pin(7)).toEqual([`pinnedCertificates.${CERTIFICATE_URL}: not text`]);
  });

  test('a pinned certificate stands under a URL', () => {
    expect(complaints({ topicArns: [TOPIC_ARN], pinnedCertificates: { here: certificateFor(keys) } })).toHaveLength(1);
  });

  test.each([0, -1, 1.5, '60'])('%j is no age in seconds', (maxAgeSeconds) => {
    expect(complaints({ topicArns: [TOPIC_ARN], maxAgeSeconds })).toEqual([
      expect.stringMatching(/^maxAgeSeconds: not /),
    ]);
  });

  test('a misspelt key is refused, as it would silently change nothing', () => {
    expect(complaints({ topicArns: [TOPIC_ARN], topicArn: TOPIC_ARN })).toHaveLength(1);
  });
});
