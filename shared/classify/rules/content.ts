// The message itself: what is in it, how large it is, how it is written.
import type { Rule } from './rule.ts';

/** Not in the name of a host: many are called after what they filter. */
const NO_HOST = String.raw`(?![\w-]{0,30}\.(?:[\w-]{1,40}\.){0,3}(?:com|net|org|edu|gov|info|biz|eu|io|de|fr|it|nl|pl|ru|jp|cn|br|uk|es|cz|ch|at|se|au|ca)\b)`;

export const CONTENT_RULES: readonly Rule[] = [
  {
    id: 'malware',
    reason: 'malware_phishing',
    pattern:
      /\bvirus(?![-& ]{1,3}(?:transmitting|fire ?wall|scan\w{0,4} error|checker error))|malware|(?<!\bmay contain [^.;]{0,40})\bphish|trojan|infected|malicious|ransomware|\bw(?:in)?32[/.]|\bscam\b|(?<!\bmay contain [^.;]{0,40})\bfraud|\bworm\b|safe ?browsing|exploit(?!s? block)|\bpayload|threat (?:was |has been )?(?:detected|found)|contains? (?:an? )?threat|(?:suspicious|malicious|harmful) (?:link|url|code|content)/i,
    confidence: 0.9,
    examples: ['554 5.7.1 The message was refused for a virus', '550 Phishing attempt blocked'],
  },
  {
    id: 'attachment',
    reason: 'attachment_rejected',
    pattern:
      /attach(?:ment|ed file)?s?\b[^.;]{0,60}(?:not allowed|not accepted|prohibited|forbidden|blocked|reject|refus|banned|denied|disallowed|security|dangerous|executable|type)|files ending|\bmacros?\b|(?:illegal|unacceptable|banned|forbidden|prohibited|restricted|dangerous|blocked|disallowed|suspicious|unsafe|executable) (?:\w{1,24} ){0,2}(?:attachment|file|extension|attached)|file[ _](?:type|extension)|contains \w{2,4} file|black-?listed (?:mime|file|attach|extension)|disallowed attach|security issue|too many attach|(?:encrypted|compressed|password\W{0,2}protected|zipped) (?:\w{1,24} )?(?:archive|file|document|zip)|attachment (?:count|limit|number)|\.(?:exe|scr|vbs|zip|js|iso|rar|7z|bat|jar|lnk|docm|xlsm|hta|cab)\b|archives? (?:in|inside|within)|nested archive|\bb-attach|executable content|(?:banned|blocked|forbidden|unwanted) mime/i,
    confidence: 0.9,
    source: 'Gmail 5.7.0 BlockedMessage',
    examples: ['552 5.7.0 Blocked: the attachment type is not allowed', '554 Banned file extension .exe'],
  },
  {
    id: 'size',
    reason: 'message_too_large',
    pattern:
      /(?:message|mail|e-?mail|data|content|body|size)(?:'s)? (?:size |length |is |was |are ){0,3}(?:too (?:large|big|long|heavy)|exceed(?!\w{0,3} (?:the |our |a )?(?:spam|score|threshold|retry|rate|number|hourly|daily)))|(?:message|mail) (?:size|length)|(?:exceeds?|more than) \d{1,12} ?(?:[kmg]b|bytes)|(?:bigger|larger|heavier|longer|greater) than (?:the |our )?(?:\d|maximum|allowed|limit|permitted)|\bweighs\b|limited to \d{1,9} ?[kmg]b|over (?:the )?(?:maximum|max) (?:\w{1,12} )?size|5\.3\.4(?!\d)|5\.2\.3(?!\d| mailpolicy)/i,
    confidence: 0.9,
    source: 'RFC 1870, RFC 3463 X.3.4',
    examples: ['552 5.3.4 Message size exceeds fixed maximum message size', '552 Mail is too large'],
  },
  {
    id: 'format',
    reason: 'message_format',
    pattern:
      /(?<!=)\brfc ?-?(?:2822|5322|822|2047|2045|2046|1652)|(?:missing|invalid|duplicate|multiple|malformed|bad|too many|no|illegal|non-?rfc|improper|oversized|equal)\b[^.;]{0,40}\b(?:x-)?headers?\b|headers?\b[^.;]{0,40}(?:missing|invalid|duplicate|malformed|too (?:large|long|many)|not (?:valid|permitted|allowed|accepted|rfc)|error|lines? (?:is |are )?too)|(?:lone|stray|bare|naked) (?:cr|lf|linefeed|newline|carriage)|unpars\w{2,6} (?:message|mail)|html[ -](?:only|tag|mail|message)|plain text (?:only|mail)|body is empty|(?:empty|missing|no|blank) (?:message )?(?:body|subject|from line|date|message-?id)|(?:not exactly one|more than one|multiple) (?:from|date|to|subject)|more than one recipient|non-?compliant|(?:comply with|conform(?:ant|s|ing)? (?:to|with)) (?:\w{1,24} ){0,3}(?:standard|rfc)|not (?:rfc|standards?)[- ]compliant|message-?id|8-?bit(?!mime smtputf8)|smtputf8|non-?ascii|from:? header|invalid (?:characters(?! in (?:the )?(?:recipient|address|local|rcpt|mailbox))|message content|message format)|invalid mime content|content-(?:type|transfer)/i,
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
    pattern: new RegExp(
      String.raw`\bspam${NO_HOST}\w{0,12}|\banti-?spam${NO_HOST}(?! polic|europe)|\bgtube|fuzzy (?:hash|checksum)|commercial (?:e-?)?mails?|(?:unwanted|offensive|objectionable|inappropriate|forbidden|prohibited|banned|blocked) (?:content|words?|phrases?|subject|text)|\b(?:words?|phrases?|subject|html tag)s? (?:\w{1,24} ){0,5}(?:not|un)[ -]?(?:permitted|accept|allowed|welcome)|matche[sd] (?:a |an |our )?(?:\w{1,24} )?(?:filter|profile|pattern|rule)|\d points?\b|score (?:\w{1,24} ){0,3}(?:exceed|above|over|too high)|content (?:scanner|filter)|(?:ct|spam|mail|message|content) signature|unsolicited|bulk (?:mail|e-?mail)|mass mailer|\bube\b|\buce\b|(?:content|message) (?:was |is |has been )?(?:filter|judged|classified|identified|flagged|marked|considered|denied|scored)|content (?:rejected|policy|denied|not accept|unaccept|restriction|blocked)|(?:reject|refus|den[iy]|block)\w{0,12}[^.;]{0,20} (?:by|due to|for|because of)[^.;]{0,15} content|\bjunk\b|quarantined|bayes|rspamd|\b(?:razor2?|pyzor|bogofilter|dspam|crm114|brightmail|commtouch|cyren|spamassassin|spamhaus hash|vade ?(?:secure|retro))\b|advertis(?:e?ment|ing)`,
      'i',
    ),
    confidence: 0.85,
    examples: ['550 5.7.1 Rejected due to high probability of spam', 'Spam Content'],
  },
];
