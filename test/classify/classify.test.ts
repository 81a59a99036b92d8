import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classify } from '../../shared/classify/classify.ts';
import { REASONS } from '../../shared/classify/reasons.ts';
import { ROWS } from '../../shared/classify/rules/order.ts';
import type { Verdict } from '../../shared/classify/verdict.ts';
import { BOUNDS } from '../../shared/event/bounds.ts';
import type { Diagnostic } from '../../shared/event/mail-event.ts';
import { classifiables } from '../support/arbitraries.ts';
import { law } from '../support/law.ts';
import { bounced } from '../support/verdicts.ts';

const SUPPRESSING = ['recipient_unknown', 'invalid_address', 'domain_invalid', 'recipient_disabled', 'recipient_moved'];

function coded(diagnostic: Diagnostic): Verdict {
  return classify({ provider: 'ses', type: 'bounce', native: { event: 'Bounce' }, diagnostic });
}

describe('events that need no words', () => {
  test.each([
    ['complaint', 'complaint', 'suppress'],
    ['unsubscribe', 'unsubscribed', 'suppress'],
    ['resubscribe', 'subscribe', 'none'],
    ['delivery', 'delivered', 'none'],
    ['autoreply', 'auto_reply', 'none'],
    ['other', 'unknown', 'none'],
  ] as const)('%s is %s: %s', (type, reason, action) => {
    expect(bounced('550 5.1.1 User unknown', { type })).toMatchObject({ reason, action, rule: `event-${type}` });
  });
});

describe('a bounce is judged by its words before its codes', () => {
  test.each([
    ['550 5.1.1 User unknown', 'recipient_unknown', 'suppress'],
    ['552 5.1.1 The mailbox is over quota', 'mailbox_full', 'count'],
    ['550 5.1.1 Rejected because of spam', 'spam_content', 'alert'],
    ['550 5.7.1 No such user here', 'recipient_unknown', 'suppress'],
    ['550 5.1.1 Sender address rejected: User unknown', 'sender_rejected', 'alert'],
    ['554 5.7.1 Client host blocked using dnsbl.example', 'ip_blocklisted', 'alert'],
    ['550 5.7.26 Unauthenticated mail, DMARC policy', 'auth_failure', 'alert'],
    ['550 Greylisted, try again', 'greylisted', 'retry'],
  ])('%s: %s', (text, reason, action) => {
    expect(bounced(text)).toMatchObject({ reason, action });
  });

  test.each([
    ['5.1.1', 'recipient_unknown'],
    ['5.1.3', 'invalid_address'],
    ['5.1.6', 'recipient_moved'],
    ['5.1.10', 'domain_invalid'],
    ['5.2.2', 'mailbox_full'],
    ['5.7.13', 'recipient_disabled'],
    ['5.7.26', 'auth_failure'],
  ])('%s alone is believed: %s', (enhancedCode, reason) => {
    expect(coded({ enhancedCode })).toMatchObject({ reason, rule: `code-x.${enhancedCode.slice(2)}` });
  });

  test.each(['5.0.0', '5.1.0', '5.1.2', '5.2.0', '5.2.1', '5.5.0', '5.7.1', '5.7.0', '5.999.999'])(
    '%s alone proves nothing',
    (enhancedCode) => {
      expect(coded({ smtpCode: 550, enhancedCode })).toMatchObject({
        reason: 'unknown',
        action: 'count',
        rule: 'no-rule',
      });
    },
  );

  test.each(['550', '554 rejected', '552', '553 no', '550 5.7.1 refused'])('%s: a 5xx alone proves nothing', (text) => {
    expect(bounced(text).action).not.toBe('suppress');
  });

  test('a reply that names several causes decides for none of them', () => {
    expect(bounced('550 The address may not exist, may be full, or you lack permission')).toMatchObject({
      reason: 'unknown',
      action: 'count',
    });
  });

  test('what was refused before a recipient was named is the sender, in whatever words', () => {
    const text = '553 mail.example.net is odd (in reply to MAIL FROM command)';
    expect(bounced(text)).toMatchObject({ reason: 'sender_rejected', rule: 'before-recipient', action: 'alert' });
  });

  test('a refusal at MAIL FROM or before names no recipient yet', () => {
    const text = '550 5.1.1 User unknown (in reply to MAIL FROM command)';
    expect(bounced(text)).toMatchObject({ reason: 'sender_rejected', rule: 'unknown-user', action: 'alert' });
    expect(bounced('550 5.1.1 User unknown (in reply to HELO command)')).toMatchObject({
      reason: 'policy_block',
      action: 'alert',
    });
    expect(bounced('554 Listed at zen.spamhaus.org (in reply to MAIL FROM command)')).toMatchObject({
      reason: 'ip_blocklisted',
    });
  });
});

test.each([
  ['550 5.1.1 User unknown, see https://example.com/help/spam/reputation', 'recipient_unknown'],
  ['550 5.1.1 mailbox unavailable, visit https://postmaster.example.com/blocklist', 'recipient_unknown'],
  ['554 5.7.1 Refused, see https://www.spamhaus.org/query/ip/192.0.2.1', 'ip_blocklisted'],
])('the page to look at is no cause, but where a list is named: %s', (text, reason) => {
  expect(bounced(text).reason).toBe(reason);
});

test('500 is no temporary reply', () => {
  expect(bounced('500 5.1.1 User unknown')).toMatchObject({ action: 'suppress', permanence: 'permanent' });
});

test('an event of another kind is nothing to act on', () => {
  expect(bounced('550 5.1.1 User unknown', { type: 'other' })).toMatchObject({ permanence: 'none', action: 'none' });
});

describe('a temporary reply', () => {
  test.each([
    ['450 4.1.1 User unknown', {}],
    ['450 5.1.1 User unknown', {}],
    ['4.1.1 User unknown', {}],
    ['550 5.1.1 User unknown', { type: 'deferral' }],
  ] as const)('%s %j counts the dead recipient instead of suppressing it', (text, changes) => {
    expect(bounced(text, changes)).toMatchObject({
      reason: 'recipient_unknown',
      action: 'count',
      permanence: 'temporary',
    });
  });

  test('a reply code beats the class of the enhanced code', () => {
    expect(bounced('550 4.1.1 User unknown')).toMatchObject({ action: 'suppress', permanence: 'permanent' });
  });

  test('a deferral that is not understood is not even counted', () => {
    expect(bounced('451 4.3.9 xyzzy', { type: 'deferral' })).toMatchObject({ reason: 'unknown', action: 'retry' });
    expect(bounced('451 4.3.9 xyzzy')).toMatchObject({ reason: 'unknown', action: 'count' });
  });

  test('no deferral ever suppresses', () => {
    const actions = ROWS.flatMap(({ examples }) => examples.map((text) => bounced(text, { type: 'deferral' }).action));
    expect(actions).not.toContain('suppress');
  });
});

describe('a reply that names the recipient dead and speaks of others too', () => {
  test.each([
    '550 User unknown. The sender is not known here either',
    '550 No such user, see the client that you sent from',
    '550 The address could not be found: your domain has no MX',
    '550 5.1.1 User unknown (HELO mismatch)',
    '550 5.1.1 Not accepted, DKIM',
  ])('suppresses nobody: %s', (text) => {
    expect(bounced(text).action).not.toBe('suppress');
  });

  test.each([
    '550 The user <a@example.com> has not been verified',
    '550 Unknown user, message held for a moderator',
    '550 Benutzer unbekannt: Absender pruefen',
    '550 5.1.1 <a@example.com>, moderated',
  ])('is counted where no words decide for the others: %s', (text) => {
    expect(bounced(text)).toMatchObject({ action: 'count', permanence: 'temporary' });
  });

  test('is suppressed where the words only lie within others', () => {
    expect(bounced('550 User unknown at clientele.example')).toMatchObject({ action: 'suppress' });
    expect(bounced('550 No such user, mx7.antispamhost.net')).toMatchObject({ action: 'suppress' });
  });
});

describe('where the matched words stand', () => {
  test.each([
    ['550 5.1.1 User unknown', 'User unknown'],
    ['smtp; 550 5.1.1 User unknown', 'User unknown'],
    [
      '<a@example.com>: host mx.example.com[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command)',
      'User unknown',
    ],
    ['550-5.1.1 User\r\n550 5.1.1 unknown', 'User\r\n550 5.1.1 unknown'],
    ['smtp; 552 5.2.2 Sorry, the mailbox is full today', 'mailbox is full'],
  ])('in %j', (text, words) => {
    expect(text.slice(...(bounced(text).span ?? [0, 0]))).toBe(words);
  });

  test('with any row and any prefix, the words are those that the row looks for', () => {
    for (const { id, pattern, examples } of ROWS) {
      for (const example of examples.filter((text) => !/[\n@]/.test(text))) {
        for (const text of [example, `smtp; ${example}`, `host mx.example.com[192.0.2.1] said: ${example}`]) {
          const { rule, span = [0, 0] } = bounced(text);
          if (rule !== id || /[\^$]|\(\?[=!]|\\b/.test(pattern.source)) continue;
          expect([id, text.slice(...span)]).toEqual([id, expect.stringMatching(pattern)]);
        }
      }
    }
  });

  test('codes and classes have no words', () => {
    expect(coded({ enhancedCode: '5.1.1' }).span).toBeUndefined();
  });
});

describe('what else the reply tells', () => {
  test('the help page and the time to wait', () => {
    expect(bounced('450 4.2.0 Greylisted, try again in 5 minutes, see https://mx.example.com/grey')).toMatchObject({
      reason: 'greylisted',
      help: 'https://mx.example.com/grey',
      retryAfter: 300,
    });
  });

  test('and nothing that it does not tell', () => {
    const always = ['reason', 'permanence', 'fault', 'action', 'rule', 'confidence', 'remedy'];
    expect(Object.keys(bounced('550 5.1.1 User unknown'))).toEqual([...always, 'span']);
    expect(Object.keys(bounced(''))).toEqual(always);
    expect(Object.keys(bounced('554 Listed at zen.spamhaus.org'))).toEqual([...always, 'span', 'help', 'list']);
    expect(Object.keys(bounced('450 Greylisted, retry in 30 seconds'))).toEqual([...always, 'span', 'retryAfter']);
  });

  test('how to mend it and how sure the rule is', () => {
    const verdict = bounced('550 5.1.1 User unknown');
    expect(verdict.remedy).toBe(REASONS.recipient_unknown.remedy);
    expect(verdict.confidence).toBeGreaterThan(0.5);
  });
});

describe('laws', () => {
  const events = classifiables;

  test('no event makes it throw, and the same event always gets the same verdict', () => {
    law(
      fc.property(events, (event) => {
        const before = structuredClone(event);
        expect(classify(event)).toEqual(classify(structuredClone(event)));
        expect(event).toEqual(before);
      }),
      5000,
    );
  });

  test('only five failures suppress, never a deferral, a 4xx or a block', () => {
    law(
      fc.property(events, (event) => {
        const { action, reason, permanence } = classify(event);
        if (action !== 'suppress' || reason === 'complaint' || reason === 'unsubscribed') return;
        expect(SUPPRESSING).toContain(reason);
        expect(permanence).toBe('permanent');
        expect(event.type).not.toBe('deferral');
        if (event.type === 'bounce') expect(event.diagnostic?.smtpCode ?? 500).toBeGreaterThanOrEqual(500);
        if (event.provider === 'sendgrid') expect(event.native.type).not.toBe('blocked');
      }),
      5000,
    );
  });

  test('a span lies within the text and is not empty', () => {
    law(
      fc.property(events, (event) => {
        const { span } = classify(event);
        if (span === undefined) return;
        expect(span[0]).toBeGreaterThanOrEqual(0);
        expect(span[1]).toBeGreaterThan(span[0]);
        expect(span[1]).toBeLessThanOrEqual(event.diagnostic?.text?.length ?? 0);
      }),
      5000,
    );
  });

  test('of a text beyond the bound, head and tail are read', () => {
    const filler = 'x '.repeat(100_000);
    expect(bounced(`550 5.1.1 User unknown ${filler}`).reason).toBe('recipient_unknown');
    expect(
      classify({ type: 'bounce', native: { event: 'x' }, diagnostic: { text: `${filler} mailbox is full` } }).reason,
    ).toBe('mailbox_full');
    expect(filler.length).toBeGreaterThan(BOUNDS.text);
  });
});
