import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BOUNDS } from '../../shared/event/bounds.ts';
import {
  boundedMetadata,
  boundedTags,
  eventId,
  hashedId,
  recipientOf,
  senderOf,
  textWithin,
} from '../../shared/providers/fields.ts';

describe('ids', () => {
  test('hold the native id where that is plain, and its hash where it is not', () => {
    expect(eventId('postmark', 'bounce', '4323372036854775807')).toBe('postmark:bounce:4323372036854775807');
    expect(eventId('sendgrid', 'bounce', 'x'.repeat(128))).toBe(`sendgrid:bounce:${'x'.repeat(128)}`);
    expect(eventId('sendgrid', 'bounce', 'x'.repeat(129))).toMatch(/^sendgrid:bounce:sha256-[\w-]{22}$/);
    expect(eventId('sendgrid', 'bounce', 'a b')).toMatch(/^sendgrid:bounce:sha256-[\w-]{22}$/);
  });

  test('always fit their bound', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (nativeId) => {
        expect(eventId('sendgrid', 'resubscribe', nativeId)).toMatch(/^[\x21-\x7e]+$/);
        expect(eventId('sendgrid', 'resubscribe', nativeId).length).toBeLessThanOrEqual(BOUNDS.id);
      }),
    );
  });

  test('hashed over different parts are different, wherever the parts begin', () => {
    const parts = fc.array(fc.string({ unit: fc.constantFrom('a', '|', '"', ',', '\\', '\0') }), { maxLength: 4 });
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        expect(hashedId('ses', 'bounce', a) === hashedId('ses', 'bounce', b)).toBe(
          JSON.stringify(a) === JSON.stringify(b),
        );
      }),
    );
  });
});

test('a text is trimmed first and cut then', () => {
  expect(textWithin('  abc  ', 2)).toBe('ab');
  expect(textWithin(' \t\r\n', 2)).toBeUndefined();
  expect(textWithin(7, 2)).toBeUndefined();
});

test('a recipient is kept as it was written only where that differs', () => {
  expect(recipientOf('ann@example.com')).toEqual({ recipient: 'ann@example.com' });
  expect(recipientOf('<Ann@Example.com>')).toEqual({ recipient: 'ann@example.com', recipientRaw: '<Ann@Example.com>' });
  expect(recipientOf(`${'x'.repeat(400)} <ann@example.com>`)?.recipientRaw).toHaveLength(BOUNDS.address);
  expect(recipientOf('nobody')).toBeUndefined();
  expect(recipientOf(null)).toBeUndefined();
});

test('of a sender only the domain is kept, and an address of its server that is one', () => {
  expect(senderOf({ from: 'News <news@Shop.example>', ip: ' 2001:db8::7 ' })).toEqual({
    domain: 'shop.example',
    ip: '2001:db8::7',
  });
  expect(senderOf({ from: 'News', ip: 'localhost' })).toBeUndefined();
  expect(senderOf({})).toBeUndefined();
});

test('tags and metadata that hold nothing are none', () => {
  expect(boundedTags([])).toBeUndefined();
  expect(boundedTags([null, ' '])).toBeUndefined();
  expect(boundedMetadata([])).toBeUndefined();
  expect(boundedMetadata([['a', null]])).toBeUndefined();
});
