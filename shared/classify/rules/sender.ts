// The sender's own house: authentication, names and addresses.
import type { Rule } from './rule.ts';

export const SENDER_RULES: readonly Rule[] = [
  {
    id: 'restricted-group',
    reason: 'recipient_refused',
    // Also says "authenticated", but of the members that a group takes mail from.
    pattern:
      /restrictedtosender|(?:not|sender)authenticatedfor(?:group|mailbox)|restrictedtorecipientspermission|allowed-senders list|5\.7\.1(?:2[0-9]|3[0-6])(?!\d)|only (?:accepts?|takes?) (?:mail|messages|e-?mails?) from|not (?:allowed|authorized|permitted) to (?:send|post|write|mail)[^.;]{0,20} to (?:this|the|that) (?:group|recipient|list|mailbox|user|address)|member of (?:this|the) (?:mailing )?list|delivery restriction|rejected by (?:the )?recipients?\b|recipient preferences|recipient (?:has )?(?:blocked|rejected) (?:you|mail from|this sender)|blocked by (?:the )?recipient|block-send-er|senderfilter|not pre-approved|personal (?:block|black) ?list|you are not allowed to write|chosen not to (?:get|receive|accept)|(?:subscribers|members) only|resolver\.rst\.(?:not|auth|sender|restrict)\w{4,40}/i,
    confidence: 0.92,
    source: 'Exchange non-delivery reports 5.7.124 to 5.7.136',
    examples: ['554 Blocked by recipient'],
  },
  {
    id: 'authentication',
    reason: 'auth_failure',
    pattern:
      /\bspf\b|\bdkim\b|\bdmarc\b|domainkeys|sender policy framework|sender ?id\b|unauthenticated (?:e-?mail|mail|message|sender)|authentication (?:information|checks|results?|requirements)|(?:fail|pass|missing|lack)\w{0,12} (?:\w{1,24} ){0,2}authentication|(?:mail|message|sender|domain|e-?mail) (?:is |was |has )?not (?:been )?authenticated|5\.7\.(?:2[0-46]|29|509|515)(?!\d)|purported responsible|anti-?spoof|spoof(?:ed|ing)|domain owner (?:discourages|policy)/i,
    confidence: 0.92,
    source: 'RFC 7372, RFC 7489',
    examples: [
      "550 5.7.26 Mail from example.com is refused because of the domain's DMARC policy",
      '550 5.7.23 The message violates the Sender Policy Framework',
      '421 4.7.0 This message does not pass authentication checks',
    ],
  },
  {
    id: 'reverse-dns',
    reason: 'sender_dns',
    pattern:
      /reverse[ -]?(?:dns|hostname|host|lookup|name|map|record|address)|\bptr\b|\brdns\b|(?:can ?not|can't|could not|unable to) (?:find|resolve)[^.;]{0,20} your (?:\w{1,24} )?(?:host ?name|ip|address)|(?:ip|client|host) ?name (?:lookup|verification|could not be resolved)|ip name lookup|does not resolve to|mismatches client ip|your (?:host|server|ip)[^.;]{0,30}(?:does not|doesn't|no) (?:have a )?(?:valid )?(?:dns|resolve)|5\.7\.(?:25|7)(?!\d)[^.;]{0,10}(?:ptr|ip)|fcrdns|forward[- ]confirmed/i,
    confidence: 0.92,
    source: 'RFC 7372 X.7.25',
    examples: [
      '550 5.7.25 The IP address sending this message has no PTR record',
      '450 4.7.1 Client host rejected: cannot find your hostname, [192.0.2.1]',
    ],
  },
  {
    id: 'sender-address',
    reason: 'sender_rejected',
    pattern:
      /\bsender(?:'s)?(?: e-?mail)?(?: address| domain| verify| verification| host){0,3} (?:is |was |has been |does |could |must |address ){0,3}(?:rejected|fail|unknown|denied|invalid|not (?:exist|allowed|found|be verified|accepted|valid|be found|permitted|authori[sz]ed)|unverif|missing|blocked|refused|undeliverable)|(?:unauthori[sz]ed|invalid|unknown|unverified|bad|illegal|unregistered|disallowed|malformed) (?:envelope )?(?:sender|from address|return[- ]path|mail from)|verify (?:the )?sender|call ?back (?:setup|verif)|mail from must|(?:mail from:|mail from address|mailfrom|return[- ]?path|envelope[- ]from|from domain|rfc\.?5321 from|5321\.from)[^.;]{0,50}(?:reject|denied|not (?:allowed|exist|accepted|valid|found|permitted)|invalid|unresolv|unknown|resolv|must)|unresolvable (?:\w{1,24}[ .]){0,3}(?:from|sender|domain)|domain of (?:the )?sender|call ?out|5\.1\.[78](?!\d)|5\.7\.27(?!\d)|unregistered domains|registered gateway user|sender(?:'s)? (?:domain|address)[^.;]{0,30}(?:resolve|\bmx\b|null ?mx|not exist)|invalid dns mx|header from[^.;]{0,30}not|blank from|from: domain|valid from\b|sender account|badmailfrom|required for sender|mail sending denied/i,
    confidence: 0.88,
    source: 'RFC 3463 X.1.7 and X.1.8',
    examples: ['550 5.1.8 <bounce@example.net>: Sender address rejected: Domain not found'],
  },
  {
    id: 'helo',
    reason: 'sender_dns',
    pattern:
      /\b(?:helo|ehlo)\b[^.;]{0,60}(?:invalid|reject|not resolve|mismatch|fully[- ]qualified|bogus|fake|forged|bad|deny|denied|requires|not (?:allowed|accepted|found|valid))|(?:invalid|bad|bogus|forged|fake) (?:\w{1,24} )?(?:helo|ehlo)|my name was rejected/i,
    confidence: 0.88,
    examples: ['504 5.5.2 <localhost>: Helo command rejected: need fully-qualified hostname'],
  },
];
