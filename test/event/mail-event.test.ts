import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { BOUNDS } from '../../shared/event/bounds.ts';
import { EVENT_TYPES, mailEvent, PROVIDER_NAMES } from '../../shared/event/mail-event.ts';
import { mailEventOf } from '../support/mail-event.ts';

/** The places that the schema complains about. */
function complaints(event: unknown): string[] {
  const result = z.safeParse(mailEvent, event);
  return result.success ? [] : result.error.issues.map(({ path }) => path.join('.'));
}

const FULL = mailEventOf({
  recipientRaw: 'Ann <ANN@example.com>',
  stream: 'newsletter',
  diagnostic: {
    smtpCode: 550,
    enhancedCode: '5.1.1',
    text: '550 5.1.1 unknown',
    remoteMta: '192.0.2.1',
    reportingMta: 'mx.example.com',
  },
  native: { event: 'Bounce', type: 'HardBounce', subtype: 'x', inactive: true },
  suspects: 2,
  sender: { domain: 'shop.example', ip: '192.0.2.2' },
  tags: ['spring'],
  metadata: { order: '4711' },
});

test('an event passes unchanged, with all parts and with as few as possible', () => {
  expect(z.parse(mailEvent, FULL)).toEqual(FULL);
  const { messageId: _id, diagnostic: _diagnostic, ...least } = mailEventOf();
  expect(z.parse(mailEvent, { ...least, native: { event: 'Bounce' } })).toEqual({
    ...least,
    native: { event: 'Bounce' },
  });
});

test.each(PROVIDER_NAMES.flatMap((provider) => EVENT_TYPES.map((type) => ({ provider, type }))))(
  'a $type of $provider passes, also through the queue',
  (changes) => {
    const event = mailEventOf(changes);
    expect(z.parse(mailEvent, JSON.parse(JSON.stringify(event)))).toEqual(event);
  },
);

describe('refused, naming the place', () => {
  test.each([
    ['another version', { version: 2 }, 'version'],
    ['a version as text', { version: '1' }, 'version'],
    ['an unknown provider', { provider: 'mailgun' }, 'provider'],
    ['an unknown type', { type: 'hard' }, 'type'],
    ['a time without milliseconds', { occurredAt: '2026-03-02T09:00:00Z' }, 'occurredAt'],
    ['a time in another zone', { occurredAt: '2026-03-02T09:00:00.000+01:00' }, 'occurredAt'],
    ['a day that never was', { receivedAt: '2026-02-30T09:00:00.000Z' }, 'receivedAt'],
    ['a reply code out of range', { diagnostic: { smtpCode: 99 } }, 'diagnostic.smtpCode'],
    ['half a reply code', { diagnostic: { smtpCode: 550.5 } }, 'diagnostic.smtpCode'],
    ['no enhanced code', { diagnostic: { enhancedCode: '5.1' } }, 'diagnostic.enhancedCode'],
    ['a complaint shared by one', { suspects: 1 }, 'suspects'],
    ['a complaint shared by two and a half', { suspects: 2.5 }, 'suspects'],
    ['an unknown key', { reason: 'x' }, ''],
    ['an unknown key of the diagnostic', { diagnostic: { code: 550 } }, 'diagnostic'],
    ['an unknown key of the native words', { native: { event: 'x', raw: 1 } }, 'native'],
    ['no native event', { native: {} }, 'native.event'],
    ['a number as metadata', { metadata: { order: 4711 } }, 'metadata.order'],
  ])('%s', (_what, changes, place) => {
    expect(complaints({ ...FULL, ...changes })).toEqual([place]);
  });

  test.each([
    ['id', { id: 'x'.repeat(BOUNDS.id + 1) }],
    ['recipient', { recipient: 'x'.repeat(BOUNDS.address + 1) }],
    ['recipientRaw', { recipientRaw: 'x'.repeat(BOUNDS.address + 1) }],
    ['messageId', { messageId: 'x'.repeat(BOUNDS.id + 1) }],
    ['stream', { stream: 'x'.repeat(BOUNDS.stream + 1) }],
    ['diagnostic.text', { diagnostic: { text: 'x'.repeat(BOUNDS.text + 1) } }],
    ['diagnostic.remoteMta', { diagnostic: { remoteMta: 'x'.repeat(BOUNDS.host + 1) } }],
    ['native.type', { native: { event: 'x', type: 'x'.repeat(BOUNDS.native + 1) } }],
    ['sender.domain', { sender: { domain: 'x'.repeat(BOUNDS.host + 1) } }],
    ['tags', { tags: Array.from({ length: BOUNDS.tags + 1 }, () => 'x') }],
    ['tags.0', { tags: ['x'.repeat(BOUNDS.metadataValue + 1)] }],
    ['metadata.order', { metadata: { order: 'x'.repeat(BOUNDS.metadataValue + 1) } }],
  ])('%s beyond its bound', (place, changes) => {
    expect(complaints({ ...FULL, ...changes })).toEqual([place]);
  });

  test.each(['id', 'recipient', 'occurredAt', 'receivedAt', 'native'])('no %s', (key) => {
    expect(complaints(Object.fromEntries(Object.entries(FULL).filter(([name]) => name !== key)))).toEqual([key]);
  });

  test.each([null, undefined, 'event', 1, [], [FULL]])('%j', (value) => {
    expect(complaints(value)).toEqual(['']);
  });
});
