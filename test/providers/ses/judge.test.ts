import { describe, expect, test } from 'vitest';
import { ANN, bounce, complaint, MESSAGE_ID, normalised, onlyEvent } from '../fixtures-ses.ts';

const BEN = { ...ANN, emailAddress: 'ben@example.com' };

describe('a bounce', () => {
  test('comes out with everything that is known of it', () => {
    expect(onlyEvent(bounce({ remoteMtaIp: '192.0.2.25' }))).toEqual({
      version: 1,
      id: expect.stringMatching(/^ses:bounce:/),
      provider: 'ses',
      type: 'bounce',
      recipient: 'ann@example.com',
      occurredAt: '2026-03-02T08:59:02.500Z',
      receivedAt: '2026-03-02T09:00:30.000Z',
      messageId: MESSAGE_ID,
      stream: 'newsletter',
      diagnostic: {
        smtpCode: 550,
        enhancedCode: '5.1.1',
        text: 'smtp; 550 5.1.1 no such mailbox here',
        remoteMta: '192.0.2.25',
        reportingMta: 'mx-out.example.net',
      },
      native: { event: 'Bounce', type: 'Permanent', subtype: 'General' },
      sender: { domain: 'shop.example', ip: '203.0.113.9' },
      metadata: { campaign: 'spring' },
    });
  });

  test.each([
    ['Permanent', 'General', 'bounce'],
    ['Permanent', 'NoEmail', 'bounce'],
    ['Permanent', 'Suppressed', 'drop'],
    ['Permanent', 'OnAccountSuppressionList', 'drop'],
    ['Permanent', 'OnTenantSuppressionList', 'drop'],
    ['Permanent', 'EmailValidationSuppressed', 'drop'],
    ['Permanent', 'UnsubscribedRecipient', 'unsubscribe'],
    ['Transient', 'General', 'bounce'],
    ['Transient', 'MailboxFull', 'bounce'],
    ['Transient', 'MessageTooLarge', 'bounce'],
    ['Transient', 'CustomTimeoutExceeded', 'bounce'],
    ['Transient', 'ContentRejected', 'bounce'],
    ['Transient', 'AttachmentRejected', 'bounce'],
    ['Undetermined', 'Undetermined', 'bounce'],
    ['SomethingNew', 'SomethingElse', 'bounce'],
  ])('%s/%s with a diagnostic is a %s, in its own words too', (bounceType, bounceSubType, type) => {
    const event = onlyEvent(bounce({ bounceType, bounceSubType }));
    expect(event).toMatchObject({ type, native: { event: 'Bounce', type: bounceType, subtype: bounceSubType } });
  });

  test('that is Transient/General and tells nothing else is an out-of-office reply', () => {
    const transient = (entry: object) =>
      onlyEvent(bounce({ bounceType: 'Transient', bounceSubType: 'General', bouncedRecipients: [entry] })).type;
    const { emailAddress, status, diagnosticCode } = ANN;
    expect(transient({ emailAddress })).toBe('autoreply');
    expect(transient({ emailAddress, status: '', diagnosticCode: null })).toBe('autoreply');
    expect(transient({ emailAddress, status })).toBe('bounce');
    expect(transient({ emailAddress, diagnosticCode })).toBe('bounce');
    // Other kinds are at times as bare, and final all the same.
    expect(onlyEvent(bounce({ bouncedRecipients: [{ emailAddress }] })).type).toBe('bounce');
  });

  test('names every recipient that bounced, and none of the others whom the message went to', () => {
    const destination = ['ann@example.com', 'ben@example.com', 'cleo@example.com'];
    const { events } = normalised(bounce({ bouncedRecipients: [ANN, BEN] }, { destination }));
    expect(events.map(({ recipient }) => recipient)).toEqual(['ann@example.com', 'ben@example.com']);
  });

  test.each(['delayed', 'Delayed'])(
    'judges each recipient alone: one with the action %s is only deferred',
    (action) => {
      const { events } = normalised(bounce({ bouncedRecipients: [ANN, { ...BEN, action, status: '4.4.1' }] }));
      expect(events.map(({ type }) => type)).toEqual(['bounce', 'deferral']);
    },
  );

  test.each([
    ['<Ann@Example.com>', 'ann@example.com'],
    ['"Ann" <ann@example.com>', 'ann@example.com'],
    ['rfc822;ann@example.com', 'ann@example.com'],
  ])('finds the address in %s, and keeps it as it was written', (emailAddress, recipient) => {
    const event = onlyEvent(bounce({ bouncedRecipients: [{ ...ANN, emailAddress }] }));
    expect(event).toMatchObject({ recipient, recipientRaw: emailAddress });
  });

  test.each(['', 'postmaster', undefined, 7])('with the address %j is about the only addressee', (emailAddress) => {
    const event = onlyEvent(bounce({ bouncedRecipients: [{ ...ANN, emailAddress }] }));
    expect(event.recipient).toBe('ann@example.com');
  });

  test('with an unusable address among several addressees is about none of them', () => {
    const destination = ['ann@example.com', 'ben@example.com'];
    const value = bounce({ bouncedRecipients: [{ ...ANN, emailAddress: 'mangled' }, BEN] }, { destination });
    const { events, rejects } = normalised(value);
    expect(events.map(({ recipient }) => recipient)).toEqual(['ben@example.com']);
    const reason = 'bounce.bouncedRecipients[0]: not an e-mail address';
    expect(rejects).toEqual([{ provider: 'ses', reason, index: 0, raw: value }]);
  });

  test('with bad entries in its list costs these, and not their neighbours', () => {
    const { events, rejects } = normalised(bounce({ bouncedRecipients: [null, ANN, 7, [], BEN] }));
    expect(events.map(({ recipient }) => recipient)).toEqual(['ann@example.com', 'ben@example.com']);
    expect(rejects.map(({ index }) => index)).toEqual([0, 2, 3]);
  });

  test.each([undefined, null, [], {}, 'ann@example.com'])('with the recipients %j is put aside whole', (list) => {
    const { events, rejects } = normalised(bounce({ bouncedRecipients: list }));
    expect(events).toEqual([]);
    expect(rejects[0]?.reason).toBe('bounce.bouncedRecipients: missing or names no recipient');
  });
});

describe('a complaint', () => {
  test.each([
    ['abuse', null, 'complaint'],
    ['fraud', null, 'complaint'],
    ['other', null, 'complaint'],
    [undefined, undefined, 'complaint'],
    ['something-new', 'SomethingNew', 'complaint'],
    // A rescue from the spam folder.
    ['not-spam', null, 'other'],
    ['auth-failure', null, 'other'],
    ['virus', null, 'other'],
    [undefined, 'OnAccountSuppressionList', 'drop'],
    [undefined, 'OnTenantSuppressionList', 'drop'],
  ])('with the feedback %s and the subtype %s is: %s', (complaintFeedbackType, complaintSubType, type) => {
    const event = onlyEvent(complaint({ complaintFeedbackType, complaintSubType }));
    expect(event.type).toBe(type);
    expect(event.native.type).toBe(complaintFeedbackType);
    expect(event.native.subtype).toBe(complaintSubType ?? undefined);
  });

  test('says how many share it, where the receiver hid who complained', () => {
    const several = {
      complainedRecipients: [{ emailAddress: 'ann@example.com' }, { emailAddress: 'ben@example.com' }],
    };
    const { events } = normalised(complaint(several));
    expect(events.map(({ recipient, suspects }) => [recipient, suspects])).toEqual([
      ['ann@example.com', 2],
      ['ben@example.com', 2],
    ]);
    expect(onlyEvent(complaint())).not.toHaveProperty('suspects');
    const rescued = normalised(complaint({ ...several, complaintFeedbackType: 'not-spam' }));
    expect(rescued.events.map(({ suspects }) => suspects)).toEqual([undefined, undefined]);
  });

  test('happened when it was received back, not when it was sent', () => {
    expect(onlyEvent(complaint()).occurredAt).toBe('2026-03-02T08:59:40.000Z');
  });
});
