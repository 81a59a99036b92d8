// Words about the way to the recipient, tried after the codes: they accompany many refusals and decide only where
// nothing else did.
import type { Rule } from './rule.ts';

export const TRANSPORT_RULES: readonly Rule[] = [
  {
    id: 'expired',
    reason: 'delivery_expired',
    pattern:
      /\b(?:message|delivery|envelope|mail|queue|time)\b[^.:;]{0,12} (?:time[ -]?(?:out|limit) )?(?:expired|exceeded)|retry time(?:out)?|not been collected|(?<!still )undeliver(?:ed|able) (?:after|for) (?:the last )?\d|tried for \d|(?:could not|not) (?:be |been )?deliver(?:ed)? (?:for|after|within|in(?= \d)) (?:the last )?\w{1,24}(?![^;]{0,60} will be retried)|expired after|giving up|(?:has|have) stopped trying|failing for a long time|(?:trying|tried|attempted) (?:for|during|over) (?:the last )?(?:\d|several|many|some)|(?:hours|days) without success|deliver\w{0,3} (?:\w{1,12} ){0,3}within \d|delivery failed \d{1,9} attempts|4\.4\.7(?!\d)|(?:message|mail|delivery) (?:is )?too old|timed out after \d{1,3} (?:days|hours)|(?:in|stayed in|on) (?:the |our )?(?:mail )?queue (?:for|too|longer)|(?:lifetime|queue time|retry limit|maximum (?:queue|retry) time)|(?:maximum|max\.?|allowed|final|last) (?:number of )?(?:delivery )?(?:attempts?|retr(?:y|ies)|tries)\b|numerous attempts|(?:attempts|retries|tries) (?:were |have been |are )?(?:exceeded|exhausted|failed|used up)|too many (?:delivery )?(?:attempts|retries)|message timeout|status=expired|(?:despite|after) (?:repeated|several|many|multiple) (?:attempts|tries|retries)|repeated attempts to (?:contact|deliver|reach|connect)/i,
    confidence: 0.85,
    source: 'RFC 3463 X.4.7',
    examples: [
      'Message expired: unable to deliver in 840 minutes',
      'Could not deliver for the last 432000 seconds. Giving up.',
      "Despite repeated attempts, the recipient's system didn't answer.",
    ],
  },
  {
    id: 'network',
    reason: 'network_error',
    pattern:
      /connect(?:ion|ing|ed)?\b[^.;]{0,40}(?:refused|timed? ?-?out|reset|dropped|closed|lost|failed|expired|aborted|error)|lost connection|timed? ?-?out|no route|unreachable|unable to (?:resolve|connect)|refused to talk(?! to me: ?\w)|socket (?:error|closed)|(?:unable|failed|could not|cannot|can't) (?:to )?(?:contact|reach)|no response|did(?:n't| not) respond|map: lookup|tried all (?:mxe?s|hosts|servers|mail exchangers)|did not accept our requests? to connect|hung up|unable to look ?up|(?:dns|mx|name|host) lookup|host not reachable|no answer|delivery attempts will continue|dns (?:error|failure|problem)|name server|routing (?:error|problem)|all hosts? (?:have been )?fail|econn\w{1,24}|broken pipe|\bconnect\(\)|\btcp\b[^;]{0,30}(?:fail|error)|no (?:smtp|mail) servers? (?:\w{1,12} ){0,2}(?:available|reachable|respond)|dns (?:\w{1,24} ){0,2}(?:error|fail|problem)|unable to complete the message transaction/i,
    confidence: 0.85,
    source: 'RFC 3463 X.4.x',
    examples: [
      '421 4.4.1 Connection timed out',
      'Too many failures (tried all MXs)',
      'connect to mx.example.com[192.0.2.1]:25: Connection refused',
    ],
  },
  {
    id: 'unavailable',
    reason: 'receiver_unavailable',
    pattern:
      /(?:try|retry)[^.;]{0,15} (?:again|later|soon|shortly)|come back later|service (?:is )?(?:temporarily |currently )?(?:unavailable|not available|not active|shutting)|temporar\w{1,4}\b|\bload (?:is )?(?:too )?high|too (?:much|high) load|(?:too|over|heavily) ?loaded|too busy|load average|not ready|(?:server|host|service|store|back-?end|system|daemon)s? (?:is |are )?(?:currently |temporarily )?(?:offline|down|busy|not available|not responding|not reachable|in error|under maintenance)|maintenance|encountered an error|(?:server|system|service|agent)[^.;]{0,20}(?:busy|down|overload|not accepting|problem|error|fail)|local (?:error|problem)|error in processing|processing error|out of (?:memory|disk|resources)|insufficient (?:system|disk|storage|resources)|system full|replicated|deferred|defer\b|closing (?:transmission|connection|channel)|[45]\.3\.[0-2](?!\d)|service not|(?:cannot|could not|can't|unable to) (?:process|store|queue|save|handle)|overload|no space left|(?:backend|scanner|milter|filter|database|storage)\b[^.;]{0,24}(?:fail|down|error|respond|reach)|out of space|disk full|not accepting connections|out of connection|no (?:free|more) (?:\w{1,12} )?slots|requested action aborted|please wait|still (?:undelivered|queued|in (?:the )?queue)|not (?:yet )?been delivered|has been delayed/i,
    confidence: 0.75,
    source: 'RFC 3463 X.3.x',
    examples: [
      '400 try again later',
      '451 4.3.0 Temporary server error',
      '421 Service not available, closing transmission channel',
      '451 The message is still undelivered',
    ],
  },
];

/** Behind everything: a refusal that tells no cause. */
export const POLICY_RULES: readonly Rule[] = [
  {
    id: 'policy',
    reason: 'policy_block',
    pattern:
      /polic(?:y|ies)|not (?:allowed|permitted|accepted|authorized|acceptable)|administrative|reject|refus|denied|blocked|banned|prohibit|forbidden|not welcome|\bheld\b|5\.7\.\d|security|violat|confirm/i,
    confidence: 0.6,
    source: 'RFC 3463 X.7.1',
    examples: ['550 Not permitted'],
  },
  {
    id: 'closing',
    reason: 'receiver_unavailable',
    // Without a word beside it.
    pattern: /^\s{0,4}421(?:$|[ -])/i,
    confidence: 0.4,
    source: 'RFC 5321 reply 421',
    examples: ['421 bye'],
  },
];
