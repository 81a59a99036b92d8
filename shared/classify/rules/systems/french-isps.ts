// Free, SFR and LWS, the French providers beside Orange and La Poste.
import type { Rule } from '../rule.ts';

const SFR = 'https://www.postmastery.com/all-about-isp-sfr-and-smtp-error-codes-sfr_in_xxx/';
const LWS = 'https://help.lws.net/a/468';

export const FRENCH_ISP_RULES: readonly Rule[] = [
  {
    id: 'free-ip',
    reason: 'reputation_block',
    pattern: /too many (?:spams?|errors) from your ip/i,
    confidence: 0.95,
    source: 'http://postmaster.free.fr/',
    help: 'http://postmaster.free.fr/',
    examples: [
      '421 Too many spams from your IP (192.0.2.1), please visit http://postmaster.free.fr/',
      '421 4.2.1 Too many errors from your ip (192.0.2.1), please visit http://postmaster.free.fr/',
    ],
  },
  {
    id: 'sfr-abuse',
    reason: 'reputation_block',
    pattern: /abus detecte|\bgu_eib_\d\d/i,
    confidence: 0.9,
    source:
      'https://www.postmastery.com/sfr-deliverability-explaining-error-codes-gu_eib-and-the-ongoing-error-threshold/',
    examples: ['554 5.7.1 <unknown[192.0.2.1]>: Client host rejected: Abus detecte GU_EIB_02'],
  },
  {
    id: 'sfr-behaviour',
    reason: 'reputation_block',
    // For two hours: too much spam (01), viruses (02) or unknown recipients (04).
    pattern: /\bsfr_in_\d0[124]\b/i,
    confidence: 0.95,
    source: SFR,
    examples: ['450 4.7.1 Client host rejected: Service refused. SFR_IN_104'],
  },
  {
    id: 'sfr-commands',
    reason: 'protocol_error',
    pattern: /\bsfr_in_\d03\b/i,
    confidence: 0.93,
    source: SFR,
    examples: ['450 4.7.1 Client host rejected: Service refused. SFR_IN_103'],
  },
  {
    id: 'sfr-volume',
    reason: 'rate_limited',
    pattern: /\bsfr_in_\d05\b/i,
    confidence: 0.95,
    source: SFR,
    examples: ['450 4.7.1 Service refused due to bad behavior SFR_IN_105'],
  },
  {
    id: 'lws-volume',
    reason: 'rate_limited',
    // The sender's own host, as in the row below: messages, recipients or bytes of an hour.
    pattern: /\bl(?:pr)?-(?:rate|rcpt|size)[0-9a-z]{2}\b/i,
    confidence: 0.93,
    source: LWS,
    examples: ['550 L-RATE10', '550 5.7.1 LPR-RCPT01'],
  },
  {
    id: 'lws-blocked',
    reason: 'reputation_block',
    // Too much of the mailbox's mail was spam, or came back.
    pattern: /\bl(?:pr)?-(?:spam|hb)[0-9a-z]{2,4}\b/i,
    confidence: 0.9,
    source: LWS,
    examples: ['550 L-SPAM20', '550 L-HB0010'],
  },
  {
    id: 'sfr-spam',
    reason: 'spam_content',
    pattern: /rejected per spam policy/i,
    confidence: 0.9,
    examples: ['550 5.7.1 Email 4AbCd12EF3z1XYZ rejected per SPAM policy'],
  },
];
