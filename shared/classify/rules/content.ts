// The message itself: what is in it, how large it is, how it is written.
import type { Rule } from './rule.ts';

export const CONTENT_RULES: readonly Rule[] = [
  {
    id: 'malware',
    reason: 'malware_phishing',
    pattern: /\bvirus|malware|\bphish|trojan|infected|malicious|ransomware|\bworm\b|safe ?browsing|exploit/i,
    confidence: 0.9,
    examples: ['554 5.7.1 The message was refused for a virus', '550 Phishing attempt blocked'],
  },
  {
    id: 'attachment',
    reason: 'attachment_rejected',
    pattern:
      /attach(?:ment|ed file)s?\b[^.;]{0,60}(?:not allowed|not accepted|prohibited|forbidden|blocked|reject|refus|banned|denied|disallowed|security|dangerous|executable|type)|not allowed as attachment|attachment \([^)]{1,60}\)|files ending|\bmacros?\b|(?:illegal|unacceptable|banned|forbidden|prohibited|dangerous|blocked|disallowed|suspicious|unsafe|executable) (?:\w{1,24} ){0,2}(?:attachment|file|extension|attached)|p=blockedmessage|file (?:type|extension)|(?:encrypted|password[- ]protected) (?:archive|zip|attachment)|potential security issue/i,
    confidence: 0.9,
    source: 'Gmail 5.7.0 BlockedMessage',
    examples: ['552 5.7.0 Blocked: the attachment type is not allowed', '554 Banned file extension .exe'],
  },
  {
    id: 'size',
    reason: 'message_too_large',
    pattern:
      /(?:message|mail|e-?mail|data|content|body|size)(?:'s)? (?:size |length |is |was |are ){0,3}(?:too (?:large|big|long)|exceed)|(?:exceed\w{0,12}|over|larger than|above) (?:\w{1,24} ){0,5}(?:message size|size limit|maximum size|message length|maximum message|size of message|fixed limit)|(?:message|mail) size|size limit|too (?:large|big) (?:message|mail)|5\.3\.4(?!\d)|5\.2\.3(?!\d)|maxmessagesize/i,
    confidence: 0.9,
    source: 'RFC 1870, RFC 3463 X.3.4',
    examples: ['552 5.3.4 Message size exceeds fixed maximum message size', '552 Mail is too large'],
  },
  {
    id: 'format',
    reason: 'message_format',
    pattern:
      /\brfc ?-?(?:2822|5322|822|2047|2045|2046|1652)|(?:missing|invalid|duplicate|multiple|malformed|bad|too many|no|illegal|non-?rfc|improper|oversized|equal)\b[^.;]{0,40}\b(?:x-)?headers?\b|headers?\b[^.;]{0,40}(?:missing|invalid|duplicate|malformed|too (?:large|long|many)|not (?:valid|permitted|allowed|accepted|rfc)|error|lines? (?:is |are )?too)|header error|headers? fail|line (?:limit|length|is too long)|\bnul characters?|smtpapi header|mime (?:error|structure|part|type|header|version|syntax|defect)|(?:invalid|bad|malformed) mime|non-?compliant|not (?:rfc|standards?)[- ]compliant|message-?id|bare (?:lf|line ?feed|cr|carriage)|8-?bit|smtputf8|non-?ascii|character set|charset|\bencoding|encoded-word|from:? header|date header|invalid (?:characters|message content|message format)|content-(?:type|transfer)|message (?:format|structure|is malformed|malformed)|badly formatted|too many received|5\.6\.(?!0)\d{1,3}(?!\d)/i,
    confidence: 0.85,
    source: 'RFC 5322, RFC 3463 X.6.x',
    examples: ['554 5.7.7 too many equal X-headers', 'Invalid SMTPAPI header'],
  },
];

/** Behind lists and reputation, whose replies speak of spam too. */
export const SPAM_RULES: readonly Rule[] = [
  {
    id: 'spam',
    reason: 'spam_content',
    pattern:
      /\bspam\w{0,12}|unsolicited|bulk (?:mail|e-?mail)|mass mailer|\bube\b|\buce\b|(?:content|message) (?:was |is |has been )?(?:filter|judged|classified|identified|flagged|marked|considered|denied|scored)|mail content denied|content (?:rejected|policy|denied|not accept|unaccept|restriction|blocked)|content filter|(?:reject|refus|den[iy]|block)\w{0,12}[^.;]{0,20} (?:by|due to|for|because of)[^.;]{0,15} content|\bjunk\b|bayes|rspamd|message filtered|looks like (?:spam|bulk)|advertis|message[^.;]{0,20}high(?:er)? (?:\w{1,24} )?score/i,
    confidence: 0.85,
    examples: ['550 5.7.1 Rejected due to high probability of spam', 'Spam Content'],
  },
];
