// Words that lean to one cause, asked last: a guess that leaves the recipient alone is better than none.
import type { Reason } from '../reasons.ts';
import type { Rule } from './rule.ts';

type Row = readonly [reason: Reason, words: RegExp, confidence: number, ...examples: [string, ...string[]]];

/** What says most stands first: "size" and "limit" say less than "attachment", "header" less than "sender". */
const ROWS: readonly Row[] = [
  ['attachment_rejected', /attach(?:ment|ed)|executable|\bzip\b/i, 0.5, '550 There is something attached here'],
  ['auth_failure', /forge[dr]|alignment|impersonat/i, 0.5, '550 Forged'],
  [
    'protocol_error',
    /\bsasl\b|\bcredential|password|log-?in\b|authenticat|mechanism|\bcipher|plain ?text|^\s{0,4}530[ -]/i,
    0.5,
    '550 Credentials, please',
  ],
  ['receiver_misconfigured', /certificate|\bx\.?509|\btls\b|\bssl\b/i, 0.45, '454 There is trouble with TLS'],
  ['mailbox_full', /quota|\bfull\b|(?:disk|storage|mailbox) (?:space|limit|usage)/i, 0.5, '554 Full'],
  [
    'message_too_large',
    /\b(?:over)?size\b(?!=)|\boversize|too (?:large|big)|\blarger\b/i,
    0.5,
    '552 It is larger than we take',
  ],
  [
    'relay_denied',
    /\brelay(?:s|ed|ing)?\b(?![.-])|(?:local|foreign|our) domains?\b/i,
    0.5,
    '550 Relays get nothing here',
  ],
  [
    'greylisted',
    /first (?:time|attempt|seen|contact)|triplet|(?:wait|again|back) [^.;]{0,20}(?:minute|second)/i,
    0.5,
    '450 This is your first attempt',
  ],
  [
    'ip_blocklisted',
    /\b(?:ips?|host|network|subnet|server|client|connection|range)\b[^.;]{0,60}(?:\blisted|block(?:ed|ing)|\bbann|prison|jail|\bfiltered|blacklist|denied|not allowed|unwanted)|not allowed to connect|(?:blocking|banned|filtered|denied|refus\w{1,4}) [^.;]{0,20}\b(?:ip|host|network|server)\b|\d\.\d{1,3}\.\d{1,3}\.\d{1,3}[\])]{0,2} (?:(?:is|was|currently|has|been) ){0,3}(?:block|bann|listed|refus|reject|denied)/i,
    0.5,
    '554 Range jailed',
  ],
  [
    'domain_blocklisted',
    /\b(?:urls?|uris?|links?|website|domains?)\b[^.;]{0,40}(?:\blisted|block|\bbann)/i,
    0.5,
    '554 The website you speak of is not liked: blocking it',
  ],
  ['sender_dns', /\bdns\b|host ?name|\bhelo\b|\behlo\b|resolv|\bfqdn\b|reverse/i, 0.5, '550 Mend the DNS first'],
  [
    'sender_rejected',
    /\bsenders?\b|mail from|from[: -](?:address|domain|header|field)|return[ -]path|envelope|reply-?to|\bfrom:/i,
    0.5,
    '550 Who is this sender',
  ],
  [
    'reputation_block',
    /attack|\babus|suspicious|suspect|\btrust|rating\b|complain|\btraps?\b|untrusted/i,
    0.5,
    '554 This looks suspicious',
  ],
  // It is said of the recipient that something is not so: rather counted than guessed at.
  [
    'unknown',
    /\b(?:recipient|addressee|mail ?box|user|account|member|person)s?\b[^.;]{0,60}\b(?:no|not|never|none|cannot|un[a-z]{3,12}|isn't|doesn't|hasn't)\b/i,
    0.3,
    '550 The recipient may not be served',
  ],
  [
    'message_format',
    /\bheaders?\b|\bmime\b|\bformat|characters?\b|\bcrlf|encod|charset|\butf|\bhtml\b|\blines?\b|[45]\.6\.\d|message-?id|\bdate\b|malformed|corrupt|conversion/i,
    0.45,
    '554 The lines are odd',
  ],
  [
    'rate_limited',
    /too (?:many|much|fast|often|quick)|excessive|more than (?:is )?(?:allowed|permitted)|maximum|threshold|exceed|\brate\b|credits?\b|frequen|slow|simultaneous|concurren|allowance|limit|volume/i,
    0.45,
    '554 Exceeds what we take',
  ],
  [
    'spam_content',
    /content|subject\b(?!:)|\bwords?\b|\bbody\b|\bscor|\bfilter|signature|pattern|keyword|advert|unwanted|probability/i,
    0.45,
    '550 We dislike the words of it',
  ],
  [
    'protocol_error',
    /commands?\b(?! (?:rejected|refused|denied))|parameter|argument|syntax|sequence|encrypt|unsupported|not supported|^\s{0,4}50[0234]\b(?! 5\.7|[^;]{0,40}(?:reject|refus|den(?:y|ied)|block))|[45]\.5\.[1246]\b/i,
    0.45,
    '550 Command, please',
  ],
  [
    'network_error',
    /session|handshake|\beof\b|greeting|socket|remote (?:server|host)|peer\b|communicat|transmission|network|connect|[45]\.4\.[0-4]\b|lookup|gateway/i,
    0.45,
    '450 Communication ended',
  ],
  [
    'receiver_misconfigured',
    /\balias|forward|\bscript|\bprogram(?! at\b)|director(?:y|ies)|permission|config|\bloop|expansion|media error|cannot create|[45]\.3\.5\b/i,
    0.45,
    '550 A script was lost',
  ],
  [
    'receiver_unavailable',
    /unavailable|\bdown\b|outage|maintenance|backend|upstream|internal (?:\w{1,12} )?error|database|not respon|storage/i,
    0.4,
    '450 Some outage',
  ],
  ['rate_limited', /\b[45]\.(?:4\.5|5\.3)\b/i, 0.4, '452 4.5.3 That is it'],
  [
    'policy_block',
    /go away|unwelcome|unwanted|no thanks|\bcountr(?:y|ies)|approv|internal use|\brules?\b|use (?:our|the) (?:web|form|site)|\baccess\b|accept|\btransaction failed/i,
    0.4,
    '550 Go away',
  ],
];

export const WEAK_WORDS_RULES: readonly Rule[] = ROWS.map(([reason, pattern, confidence, ...examples], index) => ({
  id: `weak-${reason.replaceAll('_', '-')}${ROWS.findIndex(([other]) => other === reason) === index ? '' : '-words'}`,
  reason,
  pattern,
  confidence,
  examples,
}));
