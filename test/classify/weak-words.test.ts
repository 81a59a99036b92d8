// Replies in words that no row knows: what is guessed of them, and what must never be.
import { describe, expect, test } from 'vitest';
import { classify } from '../../shared/classify/classify.ts';
import { REASONS } from '../../shared/classify/reasons.ts';
import { DECISIVE, ROWS } from '../../shared/classify/rules/order.ts';
import { WEAK_WORDS_RULES } from '../../shared/classify/rules/weak-words.ts';
import { bounceOf } from '../eval/evaluate.ts';

const verdictOn = (text: string) => classify(bounceOf({ text, bad_recipient: null }));

describe('words that only lean to a cause', () => {
  test('never suppress, and are less sure than any row that was asked before', () => {
    expect(WEAK_WORDS_RULES.filter(({ reason }) => REASONS[reason].action === 'suppress')).toEqual([]);
    expect(WEAK_WORDS_RULES.filter(({ confidence }) => confidence > 0.55)).toEqual([]);
  });

  test('are asked behind the codes and behind all rows but the one of bare refusals', () => {
    const first = ROWS.findIndex(({ id }) => id === WEAK_WORDS_RULES[0]?.id);
    expect(first).toBeGreaterThan(DECISIVE);
    expect(ROWS.slice(first + WEAK_WORDS_RULES.length).map(({ id }) => id)).toEqual(['policy', 'closing']);
  });

  test('leave a reply unknown that says something is not so of the recipient', () => {
    expect(verdictOn('550 The member may never enter, see line 4')).toMatchObject({
      reason: 'unknown',
      action: 'count',
    });
  });
});

describe('words against a recipient accuse nobody else', () => {
  test.each([
    '550 Domain example.net has outgoing mail disabled',
    '550 Your account has been suspended',
    '550 The account you are sending from is disabled',
    '550 The user you authenticated as does not exist',
    '535 User unknown',
    '550 Sender callback failed: user unknown',
    '451 Alias database unavailable',
    '451 User lookup service not available',
    '550 Mailbox busy. Connection closed',
    '550 5.2.1 Mailbox unavailable. This server takes no mails, we do not accept mails from this sender',
    '550 This recipient does not accept mail from outside',
    '554 Invalid host name of the client',
    '550 Refused, please contact <postmaster@example.com>',
    '451 Forwarding to <b@example.org> did not work out',
    '550 The sending domain example.net does not exist',
    '550 Your return address has never existed',
    '550 sender <b@example.net>: address unknown',
    '550 Client host cannot be identified',
    '550 HELO name could not be located',
    '451 The table /etc/mail/virtual was not found',
    '554 The message could not be located',
    'Connected to 192.0.2.1 but sender was rejected.\nRemote host said: 550 User unknown',
    '450 4.1.1 <a@example.com>: Recipient address rejected: unverified address: Mailbox might be disabled, or full',
  ])('%s', (text) => {
    expect(verdictOn(text).action).not.toBe('suppress');
  });
});
