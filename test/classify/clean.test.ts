import { describe, expect, test } from 'vitest';
import { cleanText, spanIn, withoutPages } from '../../shared/classify/clean.ts';

describe("only the remote server's own words are left", () => {
  test.each([
    ['550 5.1.1 User unknown', '550 5.1.1 User unknown'],
    ['smtp; 550 5.1.1 User unknown', '550 5.1.1 User unknown'],
    ['X-Postfix; User unknown', 'User unknown'],
    ['host mx.example.com[192.0.2.1] said: 550 User unknown', '550 User unknown'],
    ['<a@example.com>: host mx.example.com[2001:db8::1] said: 550 User unknown', '550 User unknown'],
    ['host mx.example.com[192.0.2.1] refused to talk to me: 554 go away', '554 go away'],
    ['550 User unknown (in reply to RCPT TO command)', '550 User unknown'],
    ['Final-Recipient: rfc822; a\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 no', '550 no'],
    ['Action: failed Diagnostic-Code: X-Notes; no such user', 'no such user'],
    [
      'Your message wasn’t delivered. Diagnostic information for administrators: Generating server: a.example b@example.com #550 5.1.1 gone',
      '550 5.1.1 gone',
    ],
    ['The server doesn’t know him', "The server doesn't know him"],
    ['Net::SMTPFatalError: 550 5.1.3 no', '550 5.1.3 no'],
    ['<a@example.com>: host mx.example.com[192.0.2.1] refused to talk\n    to me: 421 no', '421 no'],
    ['550 User does not\n            exist', '550 User does not exist'],
    ['It was rejected. The error that the other\nserver returned was: 550 550 5.7.1 no', '550 5.7.1 no'],
    ['status=bounced (host mx.example.com[192.0.2.1] said: 550 no)', '550 no)'],
    [
      'SMTP Error: no. SMTP server error: RCPT TO command failed Detail: No such user SMTP code: 550',
      'No such user SMTP code: 550',
    ],
    ['163mx.example.com[192.0.2.1] said: 550 no', '550 no'],
    ['451 Greylisted for 240 seconds', '451 Greylisted for 240 seconds'],
    ['451 Greylisted, try again in\n450 seconds', '451 Greylisted, try again in 450 seconds'],
    ['You may not send to them. <mx.example.com #5.7.1 smtp;554 5.7.1 gone>', '554 5.7.1 gone>'],
    ['192.0.2.1 does not like recipient.\nRemote host said: 550 no\nGiving up on 192.0.2.1.', '550 no'],
    [
      'SMTP error from remote mail server after RCPT TO:<a@example.com>:\nhost mx.example.com [192.0.2.1]: 550 no',
      '550 no',
    ],
    ['It was rejected by the domain. The response from the remote server was: 550 no', '550 no'],
    ['The error that the other server returned was: 550 550 5.1.1 no', '550 5.1.1 no'],
    ['#< #5.0.0 X-Spam-Firewall; no> #SMTP#', 'no> #SMTP#'],
    ['550 no\nReceived: from spam.example\nSubject: quota', '550 no'],
    ['550 Several addresses in\nFrom: 550 5.7.1 header', '550 Several addresses in From: header'],
    ['550 no; from=<b@example.net> to=<a@example.com> proto=ESMTP helo=<spam.example>', '550 no'],
    ['550 no; from=<> proto=SMTP helo=<full.example>', '550 no'],
    ['The message with the subject of (Your mailbox is full) is spam', 'The message with the is spam'],
    ['550 User does not     exist', '550 User does not exist'],
    ['550 Envelope blocked – the user’s entry', "550 Envelope blocked - the user's entry"],
  ])('%j', (original, words) => {
    expect(cleanText(original)).toBe(words);
  });
});

test.each([
  '550-5.1.1 User\r\n550 5.1.1 unknown',
  '550-5.1.1 User\n550-5.1.1 unknown',
  '550-5.1.1 User 550 5.1.1 unknown',
])('the lines of %j are one sentence', (original) => {
  expect(cleanText(original)).toBe('550-5.1.1 User unknown');
});

test.each([
  ['550 <spam.quota@full.example>: User unknown', '550 <@>: User unknown'],
  ['spam.quota@full.example is unknown', '@ is unknown'],
  ['@full.example is unknown', '@ is unknown'],
  ['unknown: spam@full.example', 'unknown: @'],
  ['550 is not allowed...spam@full.example', '550 is not allowed...@'],
  ['...spam@full.example', '...@'],
  ['spam@a.example quota@b.example full', '@ @ full'],
])('an address is made of words that mean nothing: %j', (original, cleaned) => {
  expect(cleanText(original)).toBe(cleaned);
});

describe('the place of the words in the original', () => {
  const wordsAt = (original: string, words: string) => {
    const span = spanIn(original, words);
    return span && original.slice(...span);
  };

  test.each([
    ['smtp; 550 5.1.1 User unknown', 'User unknown', 'User unknown'],
    ['550 5.1.1 User\r\n550 5.1.1 unknown here', 'User unknown', 'User\r\n550 5.1.1 unknown'],
    ['550 User <a@example.com> unknown', 'User <@> unknown', 'User <a@example.com> unknown'],
    ['550 He doesn’t exist', "doesn't exist", 'doesn’t exist'],
    ['550 Blocked – by you', 'Blocked - by', 'Blocked – by'],
    ['no aa no aa', 'no aa no aa', 'no aa no aa'],
    ['User\nunknown', 'User unknown', 'User\nunknown'],
    ['550 <a@example.com> unknown', '@ unknown', 'unknown'],
    ['5,0 <a@example.com>, unknown', '@, unknown', 'unknown'],
    ['unknown <a@example.com>', 'unknown @', 'unknown'],
    [
      '550 unavailable: mailbox\n550 is not able',
      'unavailable: mailbox is not able',
      'unavailable: mailbox\n550 is not able',
    ],
  ])('in %j', (original, words, expected) => {
    expect(wordsAt(original, words)).toBe(expected);
  });

  test('is unknown where they are not there', () => {
    expect(spanIn('550 5.1.1 gone', 'User unknown')).toBeUndefined();
    expect(spanIn('550 5.1.1 unknown', 'User unknown')).toBeUndefined();
    expect(spanIn('', '@')).toBeUndefined();
  });
});

test.each([
  ' ',
  '\t',
  '\r\n',
  ' \n',
  '<',
  'a@',
  'a',
  '@',
  '(in reply to ',
  'smtp; ',
  'host x[',
  '\nfrom: ',
  '550-',
  '; 5.1.1 ',
  '#<x ',
  'was: ',
  'remote host ',
  'diagnostic-',
  'failed Detail: ',
])('64 KB of %j are cleaned', (part) => {
  expect(cleanText(`550 ${part.repeat(Math.ceil(65_536 / part.length))}x`)).toMatch(/^550/);
});

describe('the addresses of pages', () => {
  test.each([
    ['see https://example.com/spam?ip=192.0.2.1.', 'see ://.'],
    ['(http://example.com/block) now', '(://) now'],
    ['visit WWW.EXAMPLE.COM/spam, or www.example.com/spam', 'visit ://, or ://'],
    ['<https://a.example/x>; awww. no page', '<://>; awww. no page'],
    ['SEE WWW.EXAMPLE.COM/SPAM', 'SEE ://'],
    ['no page', 'no page'],
  ])('%j becomes %j', (text, without) => {
    expect(withoutPages(text)).toBe(without);
  });
});
