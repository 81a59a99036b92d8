// How the receiver thinks of the sending IP or domain, and how fast they send.
import type { Rule } from './rule.ts';

const LISTED = String.raw`(?:black|block|deny|drop)[ -]?list|(?:\b|_)rbls?\b|dnsbl|spamhaus|surbl\b|uribl\b`;

export const REPUTATION_RULES: readonly Rule[] = [
  {
    id: 'listed-domain',
    reason: 'domain_blocklisted',
    pattern: new RegExp(
      String.raw`(?:domain|url|uri|link|website|from address|helo)s?\b[^.;]{0,60}(?:${LISTED})|(?:${LISTED})[^.;]{0,30}\b(?:url|uri|domain|link)|\b(?:url|uri|link|website)s?\b[^;]{0,70} listed (?:on|in|at|by)|\bdbl\b|\bdomain [^;]{0,50}(?:black-?list|block-?list|listed (?:in|on|by))|\bdomain (?:\S{1,80} )?(?:is |was |has been )?(?:blocked|banned)|rhsbl|(?:blocked|banned|prohibited|bad) (?:url|link|domain)|(?:link|url|uri)s?\b[^.;]{0,40}\b(?:listed|blocked|banned)|block\w{0,5} (?:url|link)|listed (?:domain|url|link|uri)|your domain (?:is |has been )?(?:blocked|banned|listed)`,
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
      /reputation|connections? (?:was |is )?(?:refused|rejected|denied) (?:due to|because of|for)|too many bounces|(?:unknown|invalid|bad|nonexistent) (?:user|recipient)s? (?:ratio|rate|percentage)|bounce rate|excessive (?:unknown|userid|invalid)|sender is (?:an? )?(?:known )?spammer|karma score|\bsbrs\b|user complaints|too many (?:spam )?complaints|sender score|(?:poor|low|bad) (?:\w{1,24} ){0,2}(?:rating|trust|score)|trust score|spam ?traps?\b|our traps|(?<!\blisted [^;]{0,80})dictionary (?:attack|scan)|harvest|too many (?:\w{1,24} ){0,2}(?:unknown|invalid|bad|nonexistent|non-existent|wrong) (?:users?|recipients?|rcpts?|address)|(?:users|people|recipients|customers) (?:have )?(?:reported|complain|marked|flagged)|(?:abuse|spam|attack)s? (?:from|by) (?:your|this) (?:host|server|ip|network)|reported for abuse|too much (?:spam|junk|abuse)|not accepting (?:mail|connections|messages) from (?:you|your)|suspicious (?:activity|behaviou?r|due)|intrusion prevention|unusual (?:\w{1,12} )?(?:activity|behaviou?r|pattern)|(?:identified|flagged|marked|known|reported|considered|classified|listed) as (?:an? )?(?:spammer|spam (?:source|sender|host)|abus\w{1,5}|source of)/i,
    confidence: 0.9,
    source: 'Google and Yahoo sender guidelines',
    examples: [
      '550 5.7.1 The sending domain has a very low reputation',
      '550 5.4.6 Unusual sending activity was noticed',
    ],
  },
  {
    id: 'bad-history',
    reason: 'reputation_block',
    pattern:
      /(?:bad|poor|negative|no good) (?:history|standing|record|behaviou?r)|(?:user|negative) feedback|known for (?:hosting|sending|harbou?ring)|untrusted (?:sender|host|server|ip)|sending (?:practice|pattern)|too many listings|(?:half|most|many|percent|\d ?%) of (?:your|the) recipients|\b(?:users|people|subscribers|customers) (?:have )?complain/i,
    confidence: 0.85,
    examples: ['421 Your server has a bad history here', '550 Half of your recipients are unknown'],
  },
  {
    id: 'mail-from-ip',
    reason: 'ip_blocklisted',
    pattern:
      /\b(?:ip|server|host|network)\b(?: address)?(?: \[?[\d.]{7,15}\]?)? (?:is |was |has been )(?:not welcome|permanently (?:blocked|rejected|banned|denied))|(?:mails?|e-?mails?|messages?|connections?|traffic|smtp) (?:sent )?from (?:ip |host |the ip )?\[?\d{1,3}(?:\.\d{1,3}){3}(?:\/\d\d)?\]? (?:(?:is|are|was|has|have|been|currently|temporarily|being) ){0,3}(?:block|bann|reject|refus|den(?:ied|y)|not (?:allowed|accepted|permitted|welcome))|(?:refused|rejected|blocked|denied)[^\w]{1,6}\d{1,3}(?:\.\d{1,3}){3}\b|spam(?:ming)? (?:source|host|server|network)s? (?:is |was )?(?:block|listed|reject|refus|den(?:y|ied))|\bno (?:e-?mail|mail|connections?) (?:is |are )?(?:accepted|taken|allowed) from \[?\d|address [\d.]{7,15} appears to be from|bypass\w{0,3} (?:\w{1,24} )?(?:service )?(?:provider|isp)(?:'s)? (?:mail |smtp |own )?(?:relay|server)|(?:smtp|mail) (?:server|relay) (?:of|at) your (?:isp|\w{0,12} ?provider)|ip (?:you're|you are) using to send mail is not authorized/i,
    confidence: 0.88,
    examples: [
      '553 Mail from 192.0.2.7 not allowed',
      '571 Email from 192.0.2.7 is currently blocked here',
      "554 5.7.1 This client bypasses its service provider's mail relay",
      '550 Please use the smtp server of your ISP',
      "550-5.7.1 The IP you're using to send mail is not authorized to send directly",
      '571 spam source blocked',
    ],
  },
  {
    id: 'listed-ip',
    reason: 'ip_blocklisted',
    pattern: new RegExp(
      String.raw`${LISTED}|\b(?:sbl|xbl|pbl|css|zen|cbl)\b[^.;]{0,20}(?:list|block|spam)|cloudmark|blocked using|\bon (?:the )?(?:cbl|sbl|xbl|pbl|psbl|rbl)\b|(?:is|are|was|been|ip|host|address|\]|\)|currently) listed (?:on|at|in|by|as)|^listed (?:on|at|in|by)|\blisted (?:on|at|in|by) [\w-]{1,60}\.[\w-]{2,60}\.|bad (?:sender )?ip\b|invalid ip\b(?! for)|client host rejected:[^;]{0,20}spam|(?:use|via|through) (?:the |your )?(?:\w{1,24} ){0,3}(?:isp|provider)\b|(?:your|this|sending|client|remote) (?:ip|host|server|network|subnet|address|mta)\b[^;]{0,40}\b(?:block(?:ed|list)|banned|filtered|blacklist|listed|jailed|black-)|known spam (?:source|server|host)|connections? (?:was |is )?(?:refused|rejected|denied|not accepted|not allowed) from|(?:not|n['’]t) accept (?:any )?(?:mails?|messages|e-?mails?) from (?:your|this) (?:server|host|ip|network|system|site)\b|(?:not|n't) accept (?:any )?connections? from|(?:ip|host|server|network|[\d.]{7,15})\b[^;]{0,40} (?:sends?|sent|sending|source of) (?:\w{1,24} )?(?:spam|junk)|fail2ban|found [\d.:]{7,40} in|your (?:ip|network) (?:is |has )?not (?:\w{1,24} )?(?:allowed|permitted|authori[sz]ed|welcome)|\bips? (?:address )?(?:\S{1,60} )?(?:is |was |are |has been )?(?:blocked|banned|blacklist)|access from ip|\d{1,3}(?:\.\d{1,3}){3}[\])"']{0,2} ?-? ?(?:(?:is |was |has been |currently |temporarily ){0,3})(?:blocked|banned|blacklisted|denied|refused|rejected|not (?:allowed|accepted|permitted|welcome)(?! to (?:relay|send)))|(?:block|bann|reject|den[iy]|refus)\w{0,12} (?:your|this|the|sending|source|client) ip|problem occurred\. \(ask your postmaster|invalid ip for sending|open relay(?!ing)|open proxy|dial-?up|dynamic(?:ally)? (?:ip|address|pool|assigned|allocated|range|host|client)|geoip|(?:your|this) (?:ip|network|server|host)[^.;]{0,40}(?:on our|in our|on a|in a) [^.;]{0,20}list`,
      'i',
    ),
    confidence: 0.88,
    source: 'RFC 5782',
    examples: ['554 5.7.1 Connection refused: your IP is on our block list', '554 5.7.1 acl dns_rbl'],
  },
  {
    id: 'rate',
    reason: 'rate_limited',
    pattern:
      /too many errors (?:detected )?from your|limit for processing|limits? (?:for|of) (?:your|this|the) (?:account|sender|user|domain)[^.;]{0,12} (?:exceeded|reached)|(?:only|more than|at most|up to|over) \d{1,7} (?:messages|mails|e-?mails|recipients|connections|sessions)|connections? (?:too )?fast|number of (?:mails|messages|e-?mails|recipients) [^.;]{0,30}(?:used up|exhausted)|exceed\w{0,12} [^.;]{0,40}(?:mails?|messages?|recipients|connections?) (?:an?|each|in one) (?:second|minute|hour|day|connection|session)|(?:too|sent to|sent? to) many (?:\w{1,24} ){0,3}(?:connections?(?! fail)|sessions?|messages?|mails?|e-?mails?|recipients|requests|rcpts?|transactions|processes|unauthenticated|invalid recipients|hits|commands|logins|login attempts|delivery attempts(?= from))|(?:rate|frequency|connections?|sending|hourly|daily|monthly|message|recipients?|rcpt|throughput|concurren\w{1,24}|volume)[ -]?(?:message |sending |mail )?(?:limit|quota|threshold|restrict|allowance)|(?:number|amount|volume) of (?:\w{1,24} ){0,2}(?:messages|mails|e-?mails|recipients|rcpts?|connections|rcpt attempts)\b[^.;]{0,40}(?:exceed|over|limit|max|reached|too)|max(?:imum)? (?:rcpts?|recipients|connections)|(?:sending|send|mailing) (?:too |more )?(?:fast|quick|slow|often|much)|(?:maximum|no|out of|insufficient) credits?|(?:simultaneous|parallel) connections|one recipient at a time|too (?:fast|quickly|frequently|often)\b|(?:mail|message) volume|too frequent|exceed\w{0,12} [^.;]{0,40}(?:mails?|messages?|recipients)[^.;]{0,24} per (?:second|minute|hour|day)|(?:maximum|max\.?) (?:number of |concurrent |allowed ){0,3}(?:\w{1,24} )?(?:connections?|messages?|recipients|sessions)|unusual rate|throttl|flood (?:control|protect|detect)|(?:hourly|daily|outgoing|outbound|sending) (?:\w{1,12} ){0,2}(?:limit|maximum|cap)\b|busy with (?:other|more) mail|slow(?:ing)? down|exceed\w{0,12} (?:\w{1,24} ){0,5}(?:rate|connections|messages|recipients|limits? within|permitted limits)|excessive (?:volume|rate|connections|number|sending)|concurrent (?:connections?|sessions)|(?:batch|concurrency|session) limit|too much mail|(?:allowed|permitted|hourly|sending) limit|limit (?:has been |was )?exceeded for|rate (?:is |was |has been )?(?:exceeded|reached|too high)/i,
    confidence: 0.88,
    source: 'RFC 3463 X.4.5 and X.5.3',
    examples: [
      '421 4.7.0 Too many connections from your IP',
      '550 5.7.1 Frequency limited, come back in an hour',
      '421 4.7.1 Deferred due to excessive volume',
      '471 The limits of this account are exceeded, try later',
    ],
  },
];

/** Behind the words about spam, names and rates: an IP is refused for all of them. */
export const IP_REFUSED_RULES: readonly Rule[] = [
  {
    id: 'ip-refused',
    reason: 'ip_blocklisted',
    pattern: /\bips? (?:add?ress )?(?:\S{1,60} )?(?:is |was |are |has been )?(?:refused|rejected|denied)/i,
    confidence: 0.75,
    examples: ['554 5.7.1 Sender IP address rejected'],
  },
];
