// What asks and answers beside a mail server: the policy daemons iRedAPD and PolicyD, amavis, Dovecot's delivery, Courier's checks.
import type { Rule } from '../rule.ts';

const IREDAPD = 'iredmail/iRedAPD, libs/__init__.py';

export const POLICY_DAEMON_RULES: readonly Rule[] = [
  {
    id: 'policyd-weight',
    reason: 'ip_blocklisted',
    // The sum of lists, HELO and DNS, in which the lists weigh most.
    pattern: /appeared to be spam or forged\. ask your/i,
    confidence: 0.9,
    source: 'policyd-weight, $DEFER_STRING and $REJECTMSG',
    examples: [
      '550 5.7.1 Mail appeared to be SPAM or forged. Ask your Mail/DNS-Administrator to correct HELO and DNS MX settings or to get removed from DNSBLs; in dnsbl.example.net',
    ],
  },
  {
    id: 'policyd-weight-retries',
    reason: 'rate_limited',
    pattern: /blocked because of previous errors - retrying too fast/i,
    confidence: 0.93,
    source: 'policyd-weight, $RETRYCOOLDOWN',
    examples: [
      '450 4.7.1 <mx.example.net[192.0.2.3]>: Client host rejected: temporarily blocked because of previous errors - retrying too fast. penalty: 30 seconds x 0 retries.',
    ],
  },
  {
    id: 'courier-authdaemon',
    reason: 'receiver_unavailable',
    // The daemon that knows the users does not answer: nobody has failed to log in.
    pattern: /temporary authentication failure|authdaemon: s_connect/i,
    confidence: 0.93,
    source: 'Courier, maildrop(1) and authdaemond',
    examples: [
      'temporary failure. Command output: ERR: authdaemon: s_connect() failed: No such file or directory /usr/bin/maildrop: Temporary authentication failure.',
    ],
  },
  {
    id: 'postsrsd',
    reason: 'policy_block',
    // A bounce to an address that was rewritten for forwarding, too late or altered.
    pattern: /\bsrs (?:signature|hash|time ?stamp|address|key)|invalid srs\b/i,
    confidence: 0.85,
    source: 'libsrs2, PostSRSd',
    examples: ['550 5.7.1 Invalid SRS signature'],
  },
  {
    id: 'policyd-quota',
    reason: 'rate_limited',
    // So many messages an hour: nobody's mailbox is full.
    pattern:
      /sender address rejected: quota exceeded|quota exceeded \((?:number|amount|accumulated)|policy rejection ?[:;,-] (?:\w{1,20} ){0,3}quota exceeded/i,
    confidence: 0.93,
    source: 'iredmail/iRedAPD, libs/__init__.py; PolicyD (cluebringer), module Quotas',
    examples: [
      '554 5.7.1 <b@example.net>: Sender address rejected: Quota exceeded (number of mails in total)',
      '554 5.7.1 <END-OF-MESSAGE>: End-of-data rejected: Quota exceeded (accumulated message size)',
      '450 4.7.1 <a@example.com>: Recipient address rejected: Policy rejection; Message count quota exceeded',
    ],
  },
  {
    id: 'policy-daemon-size',
    reason: 'message_too_large',
    pattern: /message size exceed(?:s|ed)? \(maybe|quota exceeded \(size of single|\bid=\S{3,40} - oversized/i,
    confidence: 0.95,
    source: 'iredmail/iRedAPD, libs/__init__.py; amavisd-new, README.customize',
    examples: [
      '554 5.7.0 Reject, id=12345-01 - OVERSIZED',
      '554 5.7.1 <a@example.com>: Recipient address rejected: Message size exceed (maybe caused by big attachment file)',
    ],
  },
  {
    id: 'iredapd-greylisting',
    reason: 'greylisted',
    pattern: /intentional policy rejection/i,
    confidence: 0.95,
    source: 'iredmail/iRedAPD, libs/default_settings.py, GREYLISTING_MESSAGE',
    examples: [
      '451 4.7.1 <a@example.com>: Recipient address rejected: Intentional policy rejection, please try again later',
    ],
  },
  {
    id: 'iredapd-not-authorized',
    reason: 'recipient_refused',
    // A list or a mailbox that takes mail of some senders only, or has this one on its own black list.
    pattern: /recipient address rejected: (?:not authorized|blacklisted)\W{0,3}$/i,
    confidence: 0.85,
    source: IREDAPD,
    examples: [
      '554 5.7.1 <sales@example.com>: Recipient address rejected: Not authorized',
      '554 5.7.1 <a@example.com>: Recipient address rejected: Blacklisted',
    ],
  },
  {
    id: 'amavis-failed',
    reason: 'receiver_unavailable',
    // The scanner is ill, not the message.
    pattern: /error in processing, id=\S{3,40}/i,
    confidence: 0.9,
    source: 'amavisd-new, reply where a check fails',
    examples: ['451 4.5.0 Error in processing, id=12345-01, virus_scan FAILED: all virus scanners failed'],
  },
  {
    id: 'dovecot-sieve-failed',
    reason: 'receiver_unavailable',
    pattern: /execution of sieve filters was aborted/i,
    confidence: 0.95,
    source: 'dovecot/pigeonhole, src/plugins/lda-sieve/lda-sieve-plugin.c',
    examples: ['451 4.2.0 <a@example.com> Execution of Sieve filters was aborted due to temporary failure'],
  },
  {
    id: 'dovecot-rejected',
    reason: 'recipient_refused',
    // The recipient's own Sieve script. Of a full mailbox the same words come with "Quota exceeded".
    pattern: /your message to <?@>? was automatically rejected(?![^;]{0,120}(?:quota|\bfull\b))/i,
    confidence: 0.85,
    source: 'dovecot, setting rejection_reason',
    examples: ['550 5.2.0 Your message to <a@example.com> was automatically rejected: no newsletters, please'],
  },
  {
    id: 'courier-sender',
    reason: 'sender_rejected',
    // 517 is said of the sender's domain, which the words leave out; the second line tells it too.
    pattern:
      /^\s{0,4}517[ -](?:domain does not exist|mail server at)|invalid domain, see <url:ftp|rfc ?1035 violation: recursive|violate section 3\.3\.9/i,
    confidence: 0.93,
    source: 'svarshavchik/courier, courier/courier/submit.C',
    examples: [
      '517-Domain does not exist: example.net.\n517 Invalid domain, see <URL:ftp://ftp.isi.edu/in-notes/rfc1035.txt>',
      '517-MX records for example.net violate section 3.3.9 of RFC 1035.',
    ],
  },
  {
    id: 'courier-message',
    reason: 'message_format',
    pattern: /header size, or recipient list, exceeds|mime complexity exceeds/i,
    confidence: 0.93,
    source: 'sisimai/p5-sisimai, lib/Sisimai/Reason/ContentError.pm',
    examples: ['534 Message header size, or recipient list, exceeds policy limit.'],
  },
];
