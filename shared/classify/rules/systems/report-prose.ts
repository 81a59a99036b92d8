// What Exchange Online and Gmail write to people at the head of a non-delivery report, where nothing else of it is passed on.
import type { Rule } from '../rule.ts';

const EXCHANGE = 'learn.microsoft.com, non-delivery reports in Exchange Online';
const GMAIL = 'support.google.com/mail/answer/6596';

export const REPORT_PROSE_RULES: readonly Rule[] = [
  {
    id: 'report-domain-missing',
    reason: 'domain_invalid',
    pattern:
      /server for this recipient (?:couldn't|could not) be found|the domain \S{1,80} (?:couldn't|could not) be found|be delivered\.? {1,4}[\w-]{1,63}\.[\w.-]{2,80} (?:couldn't|could not|wasn't|was not)(?: be)? found(?! at )/i,
    confidence: 0.9,
    source: `${EXCHANGE}; ${GMAIL}`,
    examples: [
      "Your message wasn't delivered to a@example.invalid because the domain example.invalid couldn't be found. Check for typos and try again.",
      'The destination server for this recipient could not be found in DNS.',
      "Your message to a@example.invalid couldn't be delivered.\nexample.invalid couldn't be found.",
    ],
  },
  {
    id: 'report-recipient-missing',
    reason: 'recipient_unknown',
    pattern:
      /(?:wasn't|was not|weren't|couldn't be|could not be) found at (?:the destination|(?!least|once)[\w-]{1,63}\.)|address (?:couldn't|could not) be found,? or is unable to receive|(?:recipient|recipient's e-?mail address) is not listed in the domain/i,
    confidence: 0.92,
    source: `${EXCHANGE}; ${GMAIL}`,
    examples: [
      "Your message to a@example.com couldn't be delivered.\nfirst.last wasn't found at example.com.",
      "The address you sent your message to wasn't found at the destination domain. It might be misspelled.",
      "The recipient's email address is not listed in the domain's directory. Your email address may be misspelled.",
      "Address not found. Your message wasn't delivered to a@example.com because the address couldn't be found, or is unable to receive mail.",
    ],
  },
  {
    id: 'report-sender-not-valid',
    reason: 'sender_rejected',
    pattern: /(?:weren't|were not) recogni[sz]ed as a valid sender/i,
    confidence: 0.9,
    source: EXCHANGE,
    examples: [
      "Your message couldn't be delivered because you weren't recognized as a valid sender. You may be sending spam.",
    ],
  },
];
