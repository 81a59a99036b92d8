import { describe, expect, test } from 'vitest';
import { classify } from '../../shared/classify/classify.ts';
import type { Verdict } from '../../shared/classify/verdict.ts';
import type { MailEvent } from '../../shared/event/mail-event.ts';

/** The verdict on an event of which only the sender's own words are known. */
function judged(
  provider: MailEvent['provider'],
  type: MailEvent['type'],
  native: Partial<MailEvent['native']>,
  text?: string,
): Verdict {
  return classify({
    provider,
    type,
    native: { event: 'bounce', ...native },
    ...(text !== undefined && { diagnostic: { text } }),
  });
}

test("SendGrid's blocks count a dead recipient, the blocks of others do not", () => {
  const dead = '550 5.1.1 User unknown';
  expect(judged('sendgrid', 'bounce', { type: 'Blocked' }, dead).action).toBe('count');
  expect(judged('postmark', 'bounce', { type: 'Blocked' }, dead).action).toBe('suppress');
});

test('only what was dropped is refused by an own list', () => {
  expect(judged('sendgrid', 'bounce', {}, 'Invalid').rule).not.toMatch(/^sendgrid-drop/);
  expect(judged('ses', 'bounce', { type: 'OnAccountSuppressionList' }).reason).not.toBe('already_suppressed');
});

describe("the sender's class decides where the reply does not", () => {
  test.each([
    ['sendgrid', 'bounce', 'Invalid Address', 'recipient_unknown'],
    ['sendgrid', 'blocked', 'Invalid Address', 'unknown'],
    ['sendgrid', 'bounce', 'Mailbox Unavailable', 'mailbox_full'],
    ['sendgrid', 'blocked', 'Mailbox Unavailable', 'mailbox_full'],
    ['sendgrid', 'bounce', 'Technical', 'network_error'],
    ['sendgrid', 'bounce', 'Technical Failure', 'network_error'],
    ['sendgrid', 'bounce', 'Content', 'spam_content'],
    ['sendgrid', 'bounce', 'Reputation', 'reputation_block'],
    ['sendgrid', 'bounce', 'Frequency or Volume Too High', 'rate_limited'],
    ['sendgrid', 'bounce', 'Frequency/Volume', 'rate_limited'],
    ['sendgrid', 'bounce', 'Unclassified', 'unknown'],
    ['sendgrid', 'expired', undefined, 'delivery_expired'],
    ['postmark', 'HardBounce', undefined, 'recipient_unknown'],
    ['postmark', 'BadEmailAddress', undefined, 'invalid_address'],
    ['postmark', 'SoftBounce', undefined, 'mailbox_full'],
    ['postmark', 'Blocked', undefined, 'policy_block'],
    ['postmark', 'DMARCPolicy', undefined, 'auth_failure'],
    ['postmark', 'Unknown', undefined, 'unknown'],
    ['ses', 'Permanent', 'NoEmail', 'recipient_unknown'],
    ['ses', 'Permanent', 'General', 'unknown'],
    ['ses', 'Transient', 'MailboxFull', 'mailbox_full'],
    ['ses', 'Transient', 'MessageTooLarge', 'message_too_large'],
    ['ses', 'Transient', 'ContentRejected', 'spam_content'],
    ['ses', 'Transient', 'AttachmentRejected', 'attachment_rejected'],
    ['ses', 'Transient', 'CustomTimeoutExceeded', 'delivery_expired'],
    ['ses', 'Undetermined', 'Undetermined', 'unknown'],
  ] as const)('%s %s/%s: %s', (provider, type, subtype, reason) => {
    const native = { type, ...(subtype !== undefined && { subtype }) };
    expect(judged(provider, 'bounce', native).reason).toBe(reason);
    const loud = { type: type.toUpperCase(), ...(subtype !== undefined && { subtype: subtype.toUpperCase() }) };
    expect(judged(provider, 'bounce', loud).reason).toBe(reason);
  });

  test('but never against the reply: it is a prior, less sure than words', () => {
    const native = { type: 'Permanent', subtype: 'NoEmail' };
    expect(judged('ses', 'bounce', native, '550 5.7.1 rejected as spam')).toMatchObject({ reason: 'spam_content' });
    expect(judged('ses', 'bounce', native).confidence).toBeLessThan(
      judged('ses', 'bounce', native, '550 5.1.1 User unknown').confidence,
    );
  });

  test('by a rule of its own, the subtype before the type', () => {
    expect(judged('sendgrid', 'bounce', { type: 'expired', subtype: 'Content' })).toMatchObject({
      reason: 'spam_content',
      rule: 'sendgrid-class-content',
    });
    expect(judged('sendgrid', 'bounce', { type: 'bounce', subtype: 'Invalid  Address' }).rule).toBe('no-rule');
    expect(judged('sendgrid', 'bounce', { type: 'bounce', subtype: 'Invalid Address ' }).rule).toBe(
      'sendgrid-class-bounce-invalid-address',
    );
    expect(judged('ses', 'drop', { event: 'Rendering Failure' }).rule).toBe('ses-refused-rendering-failure');
  });

  test('and only that of its own sender', () => {
    expect(judged('ses', 'bounce', { type: 'HardBounce' }).reason).toBe('unknown');
    expect(judged('postmark', 'bounce', { subtype: 'NoEmail' }).reason).toBe('unknown');
  });

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('%s is no class', (word) => {
    expect(judged('ses', 'bounce', { type: word, subtype: word }).reason).toBe('unknown');
    expect(judged('ses', 'drop', { event: word, type: word, subtype: word }).reason).toBe('unknown');
    expect(judged('sendgrid', 'drop', { event: word }, word).reason).toBe('unknown');
  });
});

describe("what the sender did not even try is its own list's matter", () => {
  test.each([
    ['Bounced Address', 'already_suppressed', 'none'],
    ['Unsubscribed Address', 'unsubscribed', 'suppress'],
    ['Spam Reporting Address', 'complaint', 'suppress'],
    ['Invalid', 'invalid_address', 'suppress'],
    ['Invalid Address', 'invalid_address', 'suppress'],
    ['Spam Content', 'spam_content', 'alert'],
    ['Invalid SMTPAPI header', 'message_format', 'alert'],
    ['Recipient List over Package Quota', 'rate_limited', 'retry'],
    ['bounced address (again)', 'already_suppressed', 'none'],
  ])('SendGrid drops for %j: %s', (text, reason, action) => {
    const verdict = judged('sendgrid', 'drop', { event: 'dropped' }, text);
    expect(verdict).toMatchObject({ reason, action, rule: expect.stringMatching(/^sendgrid-drop-[a-z-]+$/) });
    expect(verdict.span).toEqual([0, expect.any(Number)]);
  });

  test.each([
    ['ses', { event: 'Bounce', type: 'Permanent', subtype: 'Suppressed' }, 'already_suppressed'],
    ['ses', { event: 'Bounce', type: 'Permanent', subtype: 'OnAccountSuppressionList' }, 'already_suppressed'],
    ['ses', { event: 'Bounce', type: 'Permanent', subtype: 'OnTenantSuppressionList' }, 'already_suppressed'],
    ['ses', { event: 'Bounce', type: 'Permanent', subtype: 'EmailValidationSuppressed' }, 'already_suppressed'],
    ['ses', { event: 'Reject' }, 'malware_phishing'],
    ['ses', { event: 'Rendering Failure' }, 'message_format'],
    ['ses', { event: 'RenderingFailure' }, 'message_format'],
    ['postmark', { event: 'Bounce', type: 'ManuallyDeactivated' }, 'already_suppressed'],
    ['postmark', { event: 'Bounce', type: 'SMTPApiError' }, 'already_suppressed'],
    ['postmark', { event: 'SubscriptionChange', type: 'ManualSuppression' }, 'already_suppressed'],
    ['postmark', { event: 'Bounce', type: 'TemplateRenderingFailed' }, 'message_format'],
  ] as const)('%s %j: %s', (provider, native, reason) => {
    const verdict = judged(provider, 'drop', native, 'smtp; 550 5.1.1 User unknown');
    expect(verdict).toMatchObject({ reason, rule: expect.stringMatching(new RegExp(`^${provider}-refused-`)) });
    expect(['none', 'alert']).toContain(verdict.action);
  });

  test('a drop for an unknown cause is judged by its words', () => {
    expect(judged('sendgrid', 'drop', { event: 'dropped' }, 'Something new').action).not.toBe('suppress');
    expect(judged('ses', 'drop', { event: 'Reject2' }, '552 5.2.2 mailbox is full').reason).toBe('mailbox_full');
  });
});
