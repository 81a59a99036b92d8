// A second look before anybody is suppressed at once.
import { LANGUAGES } from './languages.ts';

/**
 * What else a reply can be about than its recipient: the sender, the client, authentication, lists, policies, the message,
 * how much and how fast. Of 1,657 replies about dead recipients two hold such a word; of those that were wrongly taken for
 * one, nearly all.
 */
const ENGLISH =
  /\bsenders?\b|\bsending\b|\byour (?:own )?(?:domain|account|server|host|ip|mail server)\b|\bmail from\b|return[- ]path|\b(?:he|eh)lo\b|\bclient\b|authenticat|\b(?:spf|dkim|dmarc)\b|reputation|bl(?:ock|ack)-?list|\bspam\b|moderat|\bheld\b|not been verified|address for \[?\d|(?<!access )\bdenied|\bbann|prohibit|violat|unauthori|forbidden|suspicious|permission|temporar|again later|quota|\bfull\b|\blimit|too many|gr[ae]ylist|virus|malware|phish|attachment|\bsize\b|\bheader|\bsubject\b|\bcontent|complain|external|outside|encrypt|certificate|\btls\b|connection|timed? ?out|\b(?:objet|betreff|asunto|assunto|oggetto|onderwerp) ?:/i;

export const OTHERS = new RegExp(
  [ENGLISH, ...LANGUAGES.map(({ sender }) => sender)].map(({ source }) => source).join('|'),
  'i',
);
