// Free and SFR, the French providers without a published list of codes.
import type { Rule } from '../rule.ts';

export const FRENCH_ISP_RULES: readonly Rule[] = [
  {
    id: 'free-ip',
    reason: 'reputation_block',
    pattern: /too many (?:spams?|errors) from your ip/i,
    confidence: 0.95,
    source: 'postmaster.free.fr',
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
    examples: ['554 5.7.1 <unknown[192.0.2.1]>: Client host rejected: Abus detecte GU_EIB_02'],
  },
  {
    id: 'sfr-spam',
    reason: 'spam_content',
    pattern: /rejected per spam policy/i,
    confidence: 0.9,
    examples: ['550 5.7.1 Email 4AbCd12EF3z1XYZ rejected per SPAM policy'],
  },
];
