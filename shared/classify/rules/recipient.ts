// Words against the recipient: tried only when nothing cleared them.
import type { Rule } from './rule.ts';

/** Before everything else: a reply that names several causes decides for none of them. */
export const AMBIGUITY_RULES: readonly Rule[] = [
  {
    id: 'several-causes',
    reason: 'unknown',
    pattern:
      /may not exist[^.;]{0,60}\bor\b|may be (?:disabled|full|blacklisted|invalid)[^.;]{0,40}\bor\b|\b(?:does not exist|disabled|inactive|full)\b,? or (?:\w{1,24} ){0,4}(?:blocked|rejected|full|blacklisted|permission)/i,
    confidence: 0.3,
    examples: ['550 The address may not exist, may be blacklisted, or lacks permission'],
  },
];

export const RECIPIENT_RULES: readonly Rule[] = [
  {
    id: 'temporarily-unavailable',
    reason: 'receiver_unavailable',
    pattern:
      /(?:recipient|mailbox|user|account|address)[^.;]{0,30} (?:is |are )?(?:temporar\w{1,24}|currently) (?:unavailable|not available|locked|busy|disabled|inaccessible|in use)|mailbox (?:is )?(?:busy|locked|in use)|(?:try|retry)[^.;]{0,20}(?:different|another) (?:server|mx)|temporary (?:lookup|domain|recipient|user|verification|mailbox|address)[^.;]{0,12}(?:fail|error|problem)|recipient (?:verification|check|lookup) (?:temporarily )?(?:failed|unavailable|error)|unable to (?:verify|check|validate) (?:recipient|user) (?:now|at this time|at the moment)/i,
    confidence: 0.8,
    examples: ['450 4.2.0 <a@example.com> - Recipient temporarily unavailable', '450 4.2.1 Mailbox busy'],
  },
  {
    id: 'moved',
    reason: 'recipient_moved',
    pattern:
      /(?:user|mailbox|recipient|account|address|person|employee|he|she)\b[^.;]{0,30}(?:has |was )?moved\b|changed (?:his |her |their |its )?(?:e-?mail )?address|not here any ?more|has left\b|left the company|please write to|the new one is|no longer (?:at|with|works? (?:at|for|here)|employed)\b|please (?:try|use|send(?: \w{1,24}){0,2} to) <?@|new (?:e-?mail )?address (?:is|:)|user not local; please try|moved to (?:a )?new/i,
    confidence: 0.85,
    source: 'RFC 5321 reply 551',
    examples: ['551 5.1.6 Recipient has moved; please try <b@example.org>', '550 User no longer works here'],
  },
  {
    id: 'disabled',
    reason: 'recipient_disabled',
    pattern:
      /(?:account|mailbox|mail box|user|recipient|address|e-?mail|inbox|customer)s?\b[^;]{0,60}\b(?:disabled|inactive|in-active|deactivated|de-activated|suspended|discontinued|closed|terminated|deleted|removed|dormant|frozen|archived|abandoned|cancelled|canceled|expired|retired|de-?provisioned|locked out|on hold|not active|not enabled|no longer (?:active|valid|available|in use|in service|used|accept\w{0,12}|exists?))\b|\b(?:disabled|inactive|deactivated|suspended|closed|dormant|expired|deleted|blocked|terminated) (?:e-?mail )?(?:account|mailbox|user|recipient|address)|p=disableduser|\[suspend\]|(?:account|mailbox|user)[^.;]{0,30}(?:is|has been|was) (?:blocked|locked|barred)\b|no longer (?:valid|active|in use)|mailbox cannot be accessed|account not (?:activated|active|enabled)|user (?:is )?(?:disabled|suspended)/i,
    confidence: 0.9,
    source: 'RFC 3463 X.2.1',
    examples: [
      '550 5.2.1 The account that you wrote to is disabled',
      '554 delivery error: This account has been disabled or discontinued',
      '550 Mailbox is frozen',
    ],
  },
  {
    id: 'temporary-dns',
    reason: 'network_error',
    pattern:
      /(?:host|domain|name)[^.;]{0,30}(?:not found|lookup|resolution|service)[^;]{0,80}try again|servfail|temporary (?:dns|name|resolution|failure in name)|(?:dns|name ?server|host ?name|mx)[^.;]{0,20}(?:lookup|query|server)[^.;]{0,20}(?:fail|error|time)|4\.4\.(?:3|312)(?!\d)/i,
    confidence: 0.85,
    examples: ['450 4.4.3 Host not found, try again', '451 4.4.312 DNS query failed'],
  },
  {
    id: 'domain-invalid',
    reason: 'domain_invalid',
    pattern:
      /null ?mx|does(?: not|n't) accept (?:any )?(?:e-?)?mail\b|domain\b[^.;]{0,40}(?:not found|does(?: not|n't) exist|no longer|unknown|invalid|not registered|is not reachable|misspel|expired|not active|not in service|disabled)|(?:host|domain)(?: or domain)?(?: name)? not found|nxdomain|unroute?able (?:mail )?domain|no such (?:domain|host)|(?:unknown|invalid|illegal|nonexistent|non-existent|bad) (?:recipient |destination |mail |host\/)?(?:host|domain)|no (?:valid )?mx\b|nonexistentdomain|recipient domain|name or service not known|couldn't find (?:a mail exchanger|any host)|mail exchanger or ip|no smtp service|bad destination (?:system|host)|host unknown|all relevant mx records|hosted tenant which has no/i,
    confidence: 0.88,
    source: 'RFC 3463 X.1.2, RFC 7505',
    examples: [
      '556 5.1.10 <a@example.com>: Domain example.com does not accept mail (nullMX)',
      '550 5.1.2 Host or domain name not found. Name service error for name=example.invalid',
      "Sorry, I couldn't find any host named example.invalid. (#5.1.2)",
    ],
  },
  {
    id: 'address-syntax',
    reason: 'invalid_address',
    pattern:
      /(?:bad|invalid|malformed|illegal|incorrect)[^.;]{0,25}(?:address|mailbox|recipient|rcpt)[^.;]{0,10}syntax|syntax[^.;]{0,30}(?:address|rcpt|recipient|mailbox)|malformed (?:e-?mail )?(?:address|recipient)|address format|(?:not|isn't) (?:a )?(?:valid )?rfc|mailbox name (?:is )?not allowed|^(?:\s{0,4}[245]\d\d[ -])?(?:\s{0,4}[245]\.\d\.\d )?invalid (?:e-?mail )?address\W{0,8}$|^invalid$|unsupported characters|5\.1\.3(?!\d)[^;]{0,40}(?:address|recipient)|address (?:contains|has) (?:an? )?(?:illegal|invalid)/i,
    confidence: 0.88,
    source: 'RFC 3463 X.1.3',
    examples: ['501 5.1.3 Bad recipient address syntax', 'Invalid', '553 malformed address: <a..@example.com>'],
  },
  {
    id: 'unknown-user',
    reason: 'recipient_unknown',
    pattern:
      /(?:user|recipient|mail ?box|account|addressee|address|person|customer|alias|userid|rcpt|destination)s?(?: name| id)?\b[^;]{0,60}\b(?:unknown|not (?:found|exist|known|recogni[sz]ed|available|valid|listed|here|defined|registered|a valid|a known|exists|accepted here|our)|non-?existent|unavailable|undeliverable|invalid|misspel\w{1,24}|bad|ambiguous|no longer here|unroute?able|nonexist\w{0,12}|not been found)\b/i,
    confidence: 0.88,
    source: 'RFC 3463 X.1.1',
    examples: [
      '550 5.1.1 <a@example.com>: Recipient address rejected: User unknown in virtual mailbox table',
      '550 Requested action not taken: mailbox unavailable',
      '550 5.1.1 <a@example.com> User not found',
    ],
  },
  {
    id: 'does-not-exist',
    reason: 'recipient_unknown',
    pattern:
      /\b(?:does ?n[o'’]?t|does not|dosn'?t|do not|don't|did not|didn't) (?:exist|have an? (?:\S{1,60} )?(?:account|mailbox|user)|match any)|(?:could|can) ?(?:not|n't) be found|(?:wasn't|weren't|not) able to find|there is no (?:user|mailbox|account|such|one)|nobody (?:here|with|by)|not a (?:known|valid|registered) (?:user|recipient|mailbox|address|account|e-?mail)|not our (?:customer|user)|couldn't be found|cannot find (?:the )?(?:user|recipient|mailbox)|user[- ]not[- ]found|usernotfound|bad_?recipient/i,
    confidence: 0.88,
    examples: ["554 RCPT (a@example.com) dosn't exist"],
  },
  {
    id: 'no-such-user',
    reason: 'recipient_unknown',
    pattern:
      /\bno (?:such|matching|mail ?box|account|user)\b|\bno valid (?:user|mail ?box|address|account)|no (?:mailbox|user|account|one|recipient)[^.;]{0,12}(?:here|by that name|with that name|found)|no mail ?box|(?:unknown|invalid|nonexistent|non-existent|unroute?able|undeliverable|bad|wrong|incorrect|illegal) (?:or \w{1,24} )?(?:local )?(?:final delivery )?(?:e-?mail )?(?:user|recipient|mail ?box|address|account|addressee|userid|local part|rcpt|destination)|unable to verify user|5\.4\.1 [^;]{0,12}recipient address(?:es)? rejected|recip(?:ient)?notfound|address (?:error|unknown)|5\.1\.0 address rejected|^(?:\s{0,4}[245]\d\d[ -])?(?:\s{0,4}#?[245]\.\d\.\d )?(?:<?@?>?[:.]{0,3} )?recipient (?:address )?(?:rejected|refused)\W{0,8}$|unknown user|user unknown|verify address failed|check if address is correct|not in (?:our )?(?:directory|user (?:list|database)|recipient table)|recipient address reserved/i,
    confidence: 0.88,
    examples: ['550 No such user here', '500 unknown recipient'],
  },
];
