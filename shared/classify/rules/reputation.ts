// How the receiver thinks of the sending IP or domain, and how fast they send.
import type { Rule } from './rule.ts';

const LISTED = String.raw`(?:black|block|deny|drop)[ -]?list|\brbls?\b|dnsbl|spamhaus|surbl|uribl`;

export const REPUTATION_RULES: readonly Rule[] = [
  {
    id: 'listed-domain',
    reason: 'domain_blocklisted',
    pattern: new RegExp(
      String.raw`(?:domain|url|uri|link|website|from address|helo)s?\b[^.;]{0,60}(?:${LISTED})|(?:${LISTED})[^.;]{0,30}\b(?:url|uri|domain|link)|\bdbl\b|\bsurbl|\buribl|multi\.(?:surbl|uribl)|\bdomain [^;]{0,50}(?:black-?list|block-?list|listed (?:in|on|by))|rhsbl|ivmuri|(?:blocked|banned|prohibited|bad) (?:url|link|domain)|(?:contains|with) (?:a )?(?:bad|blocked|banned|malicious) (?:url|link|domain)`,
      'i',
    ),
    confidence: 0.88,
    source: 'RFC 5782',
    examples: ['554 5.7.1 Your domain news.example is on our blacklist'],
  },
  {
    id: 'reputation',
    reason: 'reputation_block',
    pattern:
      /reputation|\btss[01]\d|karma score|bad karma|senderscore|senderbase|\bsbrs\b|[45]\.7\.650|user complaints|\bnowl\b|too many (?:spam )?complaints|sender score|poor score|not accepting (?:mail|connections|messages) from (?:you|your)|access denied, please try again later|suspicious (?:activity|behaviou?r|due)|temporarily rate limited due to ip/i,
    confidence: 0.9,
    source: 'Google and Yahoo sender guidelines',
    examples: ['550 5.7.1 The sending domain has a very low reputation'],
  },
  {
    id: 'listed-ip',
    reason: 'ip_blocklisted',
    pattern: new RegExp(
      String.raw`${LISTED}|spamcop|barracudacentral|\bsorbs\b|abusix|\b(?:sbl|xbl|pbl|css|zen|cbl)\b[^.;]{0,20}(?:list|block|spam)|uceprotect|psbl|hostkarma|spamrats|mailspike|truncate\.gbudb|cloudmark|blocked using|(?:is|are|was|been|ip|host|address|\]|\)|currently) listed (?:on|at|in|by|as)|^listed (?:on|at|in|by)|block-?listed|black-?listed|s31[4-6]\d\b|\[bl\d\d\]|permblock|banned send(?:ing|er\[)|bad ip\b|ip (?:address )?(?:\S{1,60} )?(?:is |was |has been )?(?:blocked|banned|blacklist|refused|rejected|denied)|access from ip|\d{1,3}\.\d{1,3}[\])"']{0,2} ?-? ?(?:is |was |has been )?(?:blocked|banned|blacklisted|denied|refused)|(?:block|bann|reject|den[iy]|refus)\w{0,12} (?:your|this|the|sending|source|client) ip|problem occurred\. \(ask your postmaster|invalid ip for sending|your ip identified|open relay|open proxy|dial-?up|dynamic (?:ip|address|pool)|residential|geoip|(?:your|this) (?:ip|network|server|host)[^.;]{0,40}(?:on our|in our|on a|in a) [^.;]{0,20}list`,
      'i',
    ),
    confidence: 0.88,
    source: 'RFC 5782',
    examples: ['554 5.7.1 Connection refused: your IP is on our block list'],
  },
  {
    id: 'rate',
    reason: 'rate_limited',
    pattern:
      /too many errors from your|too many (?:\w{1,24} ){0,3}(?:connections?|sessions?|messages?|mails?|e-?mails?|recipients|requests|rcpts?|transactions|processes|unauthenticated|invalid recipients|hits|commands|logins)|(?:rate|frequency|connections?|sending|hourly|daily|message|recipients?|throughput|concurren\w{1,24})[ -]?(?:limit|quota|threshold|restrict)|(?:maximum|max\.?) (?:number of |concurrent |allowed ){0,3}(?:\w{1,24} )?(?:connections?|messages?|recipients|sessions)|unusual rate|throttl|slow(?:ing)? down|exceed\w{0,12} (?:\w{1,24} ){0,5}(?:rate|connections|messages|recipients|limits? within|permitted limits|threshold)|excessive (?:volume|rate|connections|number|sending)|concurrent (?:connections?|sessions)|limit(?:ed|ing)? (?:the )?(?:number|rate)|try(?:ing)? to send (?:too )?(?:many|much)|rate limit|ratelimit|frequency limited|too much mail|(?:allowed|permitted|hourly|sending) limit|limit (?:has been |was )?exceeded for|connection limit|load (?:is )?too high|spread out|server busy[^.;]{0,10}too/i,
    confidence: 0.88,
    source: 'RFC 3463 X.4.5 and X.5.3',
    examples: [
      '421 4.7.0 Too many connections from your IP',
      '550 5.7.1 Frequency limited, come back in an hour',
      '421 4.7.1 Deferred due to excessive volume',
    ],
  },
];
