// United Internet (GMX, WEB.DE, mail.com, 1&1, IONOS): the last line of a reply decides, the first is boilerplate.
import type { Rule } from '../rule.ts';

const SOURCE = 'postmaster.gmx.net, error messages';
const HELP = 'https://postmaster.gmx.net/en/error-messages';

export const UNITED_INTERNET_RULES: readonly Rule[] = [
  {
    id: 'gmx-greeting-ptr',
    reason: 'sender_dns',
    pattern: /nemesis esmtp service not available[^<]{0,60}bad dns/i,
    confidence: 0.95,
    source: SOURCE,
    help: HELP,
    examples: [
      '554-gmx.net (mxgmx010) Nemesis ESMTP Service not available\n554-No SMTP service\n554 Bad DNS PTR resource record.',
    ],
  },
  {
    id: 'gmx-greeting-listed',
    reason: 'ip_blocklisted',
    pattern: /nemesis esmtp service not available[^<]{0,60}(?:(?:block|black) ?listed|on our block ?list)/i,
    confidence: 0.95,
    source: SOURCE,
    help: HELP,
    examples: [
      '554-web.de (mxweb010) Nemesis ESMTP Service not available\n554-No SMTP service\n554 IP address is block listed.',
    ],
  },
  {
    id: 'gmx-greeting',
    reason: 'policy_block',
    // "No SMTP service" is for this client, not for the domain.
    pattern: /nemesis esmtp service not available/i,
    confidence: 0.85,
    source: SOURCE,
    help: HELP,
    examples: ['554-gmx.net (mxgmx010) Nemesis ESMTP Service not available\n554 No SMTP service'],
  },
  {
    id: 'gmx-send-limit',
    reason: 'rate_limited',
    pattern: /mail send limit exceeded/i,
    confidence: 0.95,
    source: SOURCE,
    help: HELP,
    examples: ['450-Requested mail action not taken: mailbox unavailable\n450 Mail send limit exceeded.'],
  },
  {
    id: 'gmx-sending-failed',
    reason: 'receiver_unavailable',
    pattern: /mailbox unavailable[^<]{0,8}failure sending mail/i,
    confidence: 0.85,
    source: SOURCE,
    examples: ['550-Requested action not taken: mailbox unavailable\n550 Failure sending mail. Try again later'],
  },
  {
    id: 'gmx-policy-beside-mailbox',
    reason: 'policy_block',
    pattern: /mailbox unavailable[^<]{0,8}reject(?:ed)? due to policy/i,
    confidence: 0.95,
    source: SOURCE,
    help: HELP,
    examples: ['550-Requested action not taken: mailbox unavailable\n550 Reject due to policy restrictions.'],
  },
];
