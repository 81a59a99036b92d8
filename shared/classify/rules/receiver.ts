// The receiving system: what it asks for, what is broken there, and what it takes for a fault of the protocol.
import type { Rule } from './rule.ts';

/** Before everything else: they say "rejected" and often name the recipient, and mean "later". */
export const GREYLISTING_RULES: readonly Rule[] = [
  {
    id: 'greylist',
    reason: 'greylisted',
    pattern:
      /gr[ea]y-?\s?list|liste grise|postgrey|not yet authorized|first (?:contact|time) sender|try again[^.;]{0,30}to be accepted|please retry (?:your delivery )?later to|temporarily (?:rejected|deferred)[^.;]{0,40}unknown (?:sender|triplet)/i,
    confidence: 0.95,
    source: 'RFC 6647',
    examples: [
      '450 4.2.0 <a@example.com>: Recipient address rejected: Greylisted, see postgrey help',
      '550 Greylisted, try again',
    ],
  },
  {
    id: 'verification-elsewhere',
    reason: 'receiver_unavailable',
    // The answer of the next server, which could not be asked.
    pattern: /unverified address: (?:host|connect|lost|conversation|unknown)/i,
    confidence: 0.85,
    examples: [
      '450 4.1.1 <a@example.com>: Recipient address rejected: unverified address: connect to mx.example.com[192.0.2.1]:25: refused',
    ],
  },
  {
    id: 'verification-in-progress',
    reason: 'greylisted',
    pattern: /address verification (?:is )?in progress|address is being verified|unverified address/i,
    confidence: 0.85,
    source: 'Postfix ADDRESS_VERIFICATION_README',
    examples: [
      '450 4.1.1 <a@example.com>: Recipient address rejected: unverified address: Address verification in progress',
    ],
  },
];

export const RECEIVER_RULES: readonly Rule[] = [
  {
    id: 'policy-beside-mailbox',
    reason: 'policy_block',
    // Beside "mailbox unavailable" or 5.1.1, where the policy is the cause and the rest is boilerplate.
    pattern:
      /due to policy (?:restrictions|reasons)|policy (?:error|restriction|violation|rejection)|violat\w{1,24} (?:\w{1,24} ){0,3}polic|local polic|security polic|polic(?:y|ies) of (?:this|the|our)|over ipv6|against (?:our|the) policy|administrative(?:ly)? (?:prohibit|den|reject)|for policy reasons/i,
    confidence: 0.8,
    examples: ['550 5.7.1 Not taken, this violates our policy'],
  },
  {
    id: 'relay',
    reason: 'relay_denied',
    pattern:
      /\brelay(?:ing)? (?:access |mail |attempt |of mail ){0,3}(?:is |was )?(?:denied|disallowed|prohibited|forbidden|rejected|refused|not (?:permitted|allowed|enabled))|(?:unable|not (?:allowed|permitted|authorized|configured)|cannot|refus\w{1,24}|won't|will not|trying) to (?:use me )?[^.;]{0,20}relay|as a relay|allowed rcpthosts|rcpthosts|(?:not|isn't) (?:a |one of )?(?:our )?(?:local|hosted) (?:domain|here|host)|we do(?:n't| not) (?:relay|handle|host|accept mail for)|insecure mail relay|not local or|relaying is off|no longer hosted|rcpt-to validation failed|mail server .{0,40}not configured for|domain[^.;]{0,30}not (?:hosted|handled|local|configured) (?:here|on|by|at)/i,
    confidence: 0.88,
    source: 'RFC 3463 X.7.1',
    examples: [
      '554 5.7.1 <a@example.com>: Relay access denied',
      "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)",
    ],
  },
  {
    id: 'receiver-tls',
    reason: 'receiver_misconfigured',
    pattern:
      /certificate[ -](?:has )?expired|certificate[^.;]{0,30}(?:validation|verif|invalid|untrusted|mismatch|fail)|mta-sts|\bdane\b|\btlsa\b|dnssec|starttls-not-supported|destination mail server must support tls|[45]\.7\.32[1-5](?!\d)|untrustedroot/i,
    confidence: 0.9,
    source: 'Exchange Online 4.7.321 to 4.7.325, RFC 8461, RFC 7672',
    examples: ['451 TLSA record does not match: DANE verification failed'],
  },
  {
    id: 'receiver-broken',
    reason: 'receiver_misconfigured',
    pattern:
      /too many hops|mail (?:forwarding )?loop|loops? (?:back|detected)|looping|hop ?count|licen[sc]e (?:has |is )?(?:expired|invalid)|(?:mis)?configur(?:ation|ed) (?:error|problem|incorrectly)|incorrectly configured|configuration (?:error|problem)|misconfigured|forwarding (?:recipient|loop|error)|misconfigured forwarding|points back to|mailer error|unable to (?:write|create|open|lock)|could not load|ldap|queue file write|trouble in home directory|home directory|insufficient permission|command died|lock failure|pipe to \||5\.4\.(?:6|14)(?!\d)|x\.400|mailing list expansion|address ambiguous|disk write/i,
    confidence: 0.85,
    source: 'RFC 3463 X.3.5 and X.4.6',
    examples: [
      '554 5.4.6 Too many hops',
      '550 5.3.5 System incorrectly configured',
      '451 4.3.0 Error: queue file write error',
    ],
  },
];

/** After the evidence against the recipient: such words also close a session that was over already. */
export const PROTOCOL_RULES: readonly Rule[] = [
  {
    id: 'protocol',
    reason: 'protocol_error',
    pattern:
      /starttls|must (?:issue|use|support) (?:a )?(?:start)?tls|tls (?:is )?required|encryption (?:is )?(?:required|needed)|auth(?:entication|entification)? (?:is |not )?(?:required|requise|enabled|first)|client not authenticated|log ?in (?:with|via|using)|invalid credentials|sequence of commands|out of sequence|command (?:not |un)(?:recogni[sz]ed|implemented|known)|unrecogni[sz]ed command|command parameter|syntax error(?![^.;]{0,20}(?:address|rcpt|recipient|mailbox))|protocol (?:error|violation)|pipelin|send (?:hello|helo|ehlo) first|(?:helo|ehlo)(?:\/[a-z]{4})? (?:first|before)|use (?:helo|ehlo)|synchroni[sz]ation error|polite people say|too many errors|cannot decode response|5\.5\.[1246](?!\d)[^.;]{0,12}(?:command|syntax|bad seq|error)|5\.7\.(?:10|11|57)(?!\d)/i,
    confidence: 0.8,
    source: 'RFC 3463 X.5.x, RFC 3207',
    examples: ['503 5.5.1 Bad sequence of commands'],
  },
];
