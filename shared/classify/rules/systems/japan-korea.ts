// The mobile carriers of Japan (docomo, au, SoftBank) and the portals of Korea (Naver, Daum).
import type { Rule } from '../rule.ts';

const AU = 'https://note.com/sendmagic/n/n875d8dcb6cb8';
const DOCOMO = 'https://note.com/sendmagic/n/neb6bbe7e51cf';
const SOFTBANK = 'https://note.com/sendmagic/n/n5afbf98aeb25';
const KOREA = 'https://puffinknight.tistory.com/102'; // replies of the Korean portals, by their causes

export const JAPAN_KOREA_RULES: readonly Rule[] = [
  {
    id: 'au-filtered',
    reason: 'recipient_refused',
    // With the address, the user is unknown; without it, and only after the data, the user's own filter refuses.
    pattern: /\b550 : user unknown/i,
    confidence: 0.85,
    system: 'kddi',
    source: AU,
    examples: ['host lsean.ezweb.ne.jp[192.0.2.1] said: 550 : User unknown (in reply to end of DATA command)'],
  },
  {
    id: 'docomo-full',
    reason: 'mailbox_full',
    pattern: /too much mail data/i,
    confidence: 0.85,
    source: DOCOMO,
    examples: ['552 Too much mail data'],
  },
  {
    id: 'docomo-line',
    reason: 'message_format',
    pattern: /^\s{0,4}500 line too long/i,
    confidence: 0.9,
    source: DOCOMO,
    examples: ['500 Line Too Long'],
  },
  {
    id: 'softbank-sender-domain',
    reason: 'sender_rejected',
    // The domain of the envelope sender has no record at all: whoever the recipient is, this is the answer.
    pattern: /^\s{0,4}553 (?:[\w-]{1,60}\.){1,4}[\w-]{2,60} does not exist/i,
    confidence: 0.88,
    source: SOFTBANK,
    examples: ['553 mail.example.net does not exist'],
  },
  {
    id: 'infosphere-unknown',
    reason: 'recipient_unknown',
    // Mistyped, or the contract has ended.
    pattern: /can['’]t accept user\.{2,3}/i,
    confidence: 0.88,
    source: 'http://www.sphere.ne.jp/support/news/2006/07/000027.html',
    examples: ["550 can't accept user... (#5.7.1)"],
  },
  {
    id: 'naver-filtered-ip',
    reason: 'reputation_block',
    pattern: /your ip ?\(?[^)]{0,45}\)? is filtered|you must register your ip|spam_suspect:ip_control/i,
    confidence: 0.9,
    source: KOREA,
    examples: [
      '421 4.3.2 Your IP(192.0.2.1) is filtered and this connection will be closed. You must register your IP',
    ],
  },
  {
    id: 'naver-volume',
    reason: 'rate_limited',
    pattern: /you send too many messages|since you sent too many e-?mails/i,
    confidence: 0.92,
    source: KOREA,
    examples: [
      '421 4.3.1 You send too many messages.',
      '550 5.7.1 <a@example.com>... your access was denied. Since you sent too many e-mails, wait 24 hours',
    ],
  },
  {
    id: 'korea-reject-list',
    reason: 'recipient_refused',
    pattern: /by user'?s reject list|mail is denied,? by spam filter/i,
    confidence: 0.92,
    source: KOREA,
    examples: [
      "550 You are registered as spammer (by user's reject list)",
      '554 5.0.0 Service unavailable (jane: mail is denied, by spam filter)',
    ],
  },
  {
    id: 'korea-inactive',
    reason: 'recipient_disabled',
    pattern: /\binactive mbox\b|^(?:\s{0,4}550[ -])?(?:5\.1\.1 )?suspended user\b/i,
    confidence: 0.92,
    source: KOREA,
    examples: ['550 5.1.1 Inactive mbox', '550 5.1.1 Suspended user'],
  },
  {
    id: 'daum-busy',
    reason: 'reputation_block',
    // CCRT: the spam centre has blocked the IP for a while, whatever "busy" says.
    pattern: /\bccrt \d{1,3}\.|server is busy\(rt\)/i,
    confidence: 0.88,
    source: 'https://oliveit.tistory.com/39, the bounce codes of Daum',
    examples: ['421 4.4.5 CCRT 192.0.2.1: Connection refused. Server is busy(RT)'],
  },
];
