import { describe, expect, test } from 'vitest';
import { eventOf, explainPayload, type Question } from '../../shared/pipeline/explain.ts';

const SES_GENERAL = { provider: 'ses', nativeType: 'Transient', nativeSubtype: 'General' } as const;

describe('a question becomes the event that the webhook would have brought', () => {
  test.each<[string, Question, object]>([
    ['nothing at all', {}, { type: 'bounce', native: { event: 'bounce' } }],
    [
      'codes beside the text',
      { text: 'no such user', smtp: '550', enhanced: '5.1.1', rhost: 'mx.example.com' },
      {
        type: 'bounce',
        native: { event: 'bounce' },
        diagnostic: { smtpCode: 550, enhancedCode: '5.1.1', text: 'no such user', remoteMta: 'mx.example.com' },
      },
    ],
    ['a reply code alone', { smtp: '452' }, { diagnostic: { smtpCode: 452 } }],
    ['an enhanced code alone', { enhanced: '5.2.2' }, { diagnostic: { enhancedCode: '5.2.2' } }],
    [
      'a class without its sender',
      { nativeType: 'Permanent', nativeSubtype: 'General' },
      { type: 'bounce', native: { event: 'bounce', type: 'Permanent', subtype: 'General' } },
    ],
    [
      'a class that only SendGrid would have meant as an event',
      { nativeType: 'dropped' },
      { type: 'bounce', native: { event: 'bounce', type: 'dropped' } },
    ],
    [
      'SendGrid, an event of its own',
      { provider: 'sendgrid', nativeType: 'Dropped' },
      { type: 'drop', native: { event: 'dropped' } },
    ],
    [
      'SendGrid, a deferral',
      { provider: 'sendgrid', nativeType: 'deferred' },
      { type: 'deferral', native: { event: 'deferred' } },
    ],
    [
      'SendGrid, a type of bounce',
      { provider: 'sendgrid', nativeType: 'blocked', nativeSubtype: 'Content' },
      { type: 'bounce', native: { event: 'bounce', type: 'blocked', subtype: 'Content' } },
    ],
    [
      'SendGrid, a bounce by its name',
      { provider: 'sendgrid', nativeType: 'bounce' },
      { type: 'bounce', native: { event: 'bounce', type: 'bounce' } },
    ],
    ['SendGrid, no class', { provider: 'sendgrid' }, { type: 'bounce', native: { event: 'bounce' } }],
    ['Postmark, a hard bounce', { provider: 'postmark', nativeType: 'HardBounce' }, { type: 'bounce' }],
    ['Postmark, an autoreply', { provider: 'postmark', nativeType: 'AutoResponder' }, { type: 'autoreply' }],
    ['Postmark, no class', { provider: 'postmark' }, { type: 'bounce' }],
    ['SES, a permanent bounce', { provider: 'ses', nativeType: 'Permanent' }, { type: 'bounce' }],
    ['SES, no class', { provider: 'ses', text: '550 5.1.1 gone' }, { type: 'bounce' }],
    ['SES, its own list', { ...SES_GENERAL, nativeSubtype: 'OnAccountSuppressionList' }, { type: 'drop' }],
    ['SES, an out-of-office reply, which names nothing', SES_GENERAL, { type: 'autoreply' }],
    ['SES, a temporary failure with a text', { ...SES_GENERAL, text: '452 4.2.2 full' }, { type: 'bounce' }],
    ['SES, a temporary failure with a reply code', { ...SES_GENERAL, smtp: '452' }, { type: 'bounce' }],
    ['SES, a temporary failure with an enhanced code', { ...SES_GENERAL, enhanced: '4.2.2' }, { type: 'bounce' }],
  ])('%s', (_, question, event) => {
    const { provider } = question;
    expect(eventOf(question)).toMatchObject(provider === undefined ? event : { ...event, provider });
  });

  test('has no keys for what was not said', () => {
    expect(eventOf({})).toStrictEqual({ type: 'bounce', native: { event: 'bounce' } });
  });
});

describe('a payload', () => {
  const NOW = Date.parse('2026-03-02T09:00:30.000Z');

  test('is explained event by event, with what is none', () => {
    const timestamp = NOW / 1000;
    const dead = { event: 'bounce', email: 'ann@example.com', timestamp, reason: '550 5.1.1 No such user' };
    const items = [dead, { event: 'bounce', timestamp }];
    const explained = explainPayload('sendgrid', Buffer.from(JSON.stringify(items)), NOW);
    expect(explained).toMatchObject({
      events: [{ event: { recipient: 'ann@example.com' }, verdict: { reason: 'recipient_unknown' } }],
      rejects: [{ index: 1, reason: expect.stringContaining('email') }],
      notices: [],
    });
    expect(JSON.stringify(explained)).not.toContain('"raw"');
  });

  test('that is none is refused', () => {
    expect(explainPayload('postmark', Buffer.from('x'), NOW)).toMatchObject({ kind: 'malformed' });
  });
});
