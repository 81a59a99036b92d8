// Words about the way to the recipient, tried last: they accompany many refusals and decide only where nothing else did.
import type { Rule } from './rule.ts';

export const TRANSPORT: readonly Rule[] = [
  {
    id: 'expired',
    reason: 'delivery_expired',
    pattern:
      /message expired|delivery (?:time )?expired|retry time(?:out)? (?:not reached|exceeded)|undelivered (?:after|for)|could not be delivered (?:for|after|within)|expired after/i,
    confidence: 0.85,
    examples: ['4.4.7 Message expired: unable to deliver in 840 minutes'],
  },
  {
    id: 'network',
    reason: 'network_error',
    pattern:
      /connection (?:refused|timed out|reset|dropped|closed|lost)|timed? ?out|no route|network is unreachable|host (?:is )?unreachable|unable to (?:resolve|connect)|servfail|temporary (?:dns|name)|name server|dns (?:error|failure|lookup)/i,
    confidence: 0.85,
    examples: ['421 4.4.1 Connection timed out', '450 4.4.3 Temporary DNS failure'],
  },
  {
    id: 'unavailable',
    reason: 'receiver_unavailable',
    pattern:
      /try (?:again )?later|service (?:temporarily )?(?:unavailable|not available)|temporar(?:y|ily) (?:unavailable|failure|error|problem|deferred|rejected)|server (?:is )?(?:busy|down)|system (?:is )?(?:busy|not accepting|problem)|internal (?:server )?error|local (?:error|problem)|resources temporarily|insufficient system/i,
    confidence: 0.8,
    examples: ['400 try again later', '451 4.3.0 Temporary server error'],
  },
  {
    id: 'policy',
    reason: 'policy_block',
    pattern:
      /polic(?:y|ies)|access denied|not (?:allowed|permitted|accepted|authorized)|administrative(?:ly)?|rejected|refused|denied|blocked|prohibited|\[[CP][SH]01\]/i,
    confidence: 0.6,
    examples: ['554 5.7.1 [CS01] Message rejected due to local policy', '550 Administrative prohibition'],
  },
];
