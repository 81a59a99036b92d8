// What other systems that read these webhooks got wrong.
import { describe, expect, test } from 'vitest';
import { bounced } from '../support/verdicts.ts';

describe('the traps of the senders', () => {
  const dead = '550 5.1.1 User unknown';

  test("SendGrid: a block is no hard bounce, whatever the reply or SendGrid's class says", () => {
    const native = { event: 'bounce', type: 'blocked', subtype: 'Invalid Address' };
    expect(bounced(dead, { provider: 'sendgrid', native }).action).toBe('count');
    expect(bounced('', { provider: 'sendgrid', native }).action).toBe('count');
    expect(bounced('', { provider: 'sendgrid', native: { ...native, type: 'Blocked' } }).action).toBe('count');
  });

  test.each(['Invalid Address', 'invalid address', 'INVALID ADDRESS'])(
    'SendGrid: %j is a class of its own in any letter case',
    (subtype) => {
      const native = { event: 'bounce', type: 'bounce', subtype };
      expect(bounced('', { provider: 'sendgrid', native })).toMatchObject({
        reason: 'recipient_unknown',
        action: 'suppress',
      });
    },
  );

  test('SendGrid: a class that is new suppresses nobody', () => {
    const native = { event: 'bounce', type: 'bounce', subtype: 'Quantum Failure' };
    expect(bounced('', { provider: 'sendgrid', native })).toMatchObject({ reason: 'unknown', action: 'count' });
  });

  test.each([
    'SMTPApiError',
    'TemplateRenderingFailed',
    'InboundError',
    'DMARCPolicy',
    'Blocked',
    'SpamNotification',
    'VirusNotification',
    'SoftBounce',
    'Unknown',
    'NeverHeardOf',
  ])('Postmark: %s is no fault of the recipient', (type) => {
    for (const kind of ['bounce', 'drop'] as const) {
      expect(bounced('', { provider: 'postmark', type: kind, native: { event: 'Bounce', type } }).action).not.toBe(
        'suppress',
      );
    }
  });

  test.each([
    '550 5.7.1 This message looks like spam',
    '550 5.7.26 The DMARC policy of the sender asks to reject',
    '554 5.7.1 Client host [192.0.2.1] blocked using dnsbl.example',
    '550 5.7.1 Message rejected due to local policy',
    '550',
    '',
  ])('SES: Permanent/General with the reply %j does not suppress', (text) => {
    const native = { event: 'Bounce', type: 'Permanent', subtype: 'General' };
    expect(bounced(text, { native }).action).not.toBe('suppress');
  });

  test('SES: a real refusal under Transient/General is seen for what it is', () => {
    const native = { event: 'Bounce', type: 'Transient', subtype: 'General' };
    expect(bounced(dead, { native })).toMatchObject({ reason: 'recipient_unknown', action: 'suppress' });
    expect(bounced('smtp; 554 4.4.7 Message expired', { native })).toMatchObject({
      reason: 'delivery_expired',
      action: 'count',
    });
    expect(bounced('550 5.4.4 Host or domain name not found', { native }).reason).toBe('domain_invalid');
    expect(bounced('', { native })).toMatchObject({ reason: 'unknown', action: 'count' });
  });
});
