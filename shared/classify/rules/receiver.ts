// The receiving system: what it asks for, what is broken there, and what it takes for a fault of the protocol.
import type { Rule } from './rule.ts';

/** Before everything else: they say "rejected" and often name the recipient, and mean "later". */
export const GREYLISTING_RULES: readonly Rule[] = [
  {
    id: 'loop',
    reason: 'receiver_misconfigured',
    pattern:
      /(?:mail|routing|forward\w{0,3}|message|delivery|alias|possible) ?-?loop|loop (?:detected|detection|suspected)|too many (?:hops|"?received)|hop ?count|(?:delivered|points|routed|sent|forwarded|loops) (?:back )?to (?:itself|myself)/i,
    confidence: 0.9,
    source: 'RFC 3463 X.4.6',
    examples: ['554 Too many Received headers', '550 Possible mail loop', '554 5.4.6 Too many hops'],
  },
  {
    id: 'mailbox-broken',
    reason: 'receiver_misconfigured',
    pattern:
      /(?:mail ?box|mbox|mail ?store|mail ?dir)\b[^.;]{0,20} (?:invalid format|corrupt|damaged|inconsisten|broken)/i,
    confidence: 0.85,
    examples: ['451 4.2.0 Mailbox is corrupt'],
  },
  {
    id: 'disk-full',
    reason: 'receiver_unavailable',
    // The server's disk, not the recipient's share of it.
    pattern:
      /no space left on|system storage (?:is )?full|low (?:on )?disk|(?:disk|partition|file ?system|volume|spool)\b[^.;]{0,20} (?:is )?full|space[^.;]{0,20} on (?:the )?(?:device|disk|server|volume|spool)|(?:esaurito|spazio)[^.;]{0,20} sul? (?:device|disco|dispositivo|server|volume)/i,
    confidence: 0.85,
    source: 'RFC 3463 X.3.1',
    examples: [
      '452 4.3.1 Disk is full, no room for mail',
      '451 write failed: No space left on device',
      '452 4.3.1 System storage is full',
    ],
  },
  {
    id: 'scanner-broken',
    reason: 'receiver_unavailable',
    pattern:
      /(?:scanner|(?:virus|spam|content|mail) ?-?(?:filter|checker|engine|scan)|milter|anti-?virus|clamd|spamd)\b[^.;]{0,20} (?:error|fail(?:ed|ure)|unavailable|time(?:d )?out|down|crash|not (?:running|respond|reach|available)|unreachable|busy|offline)/i,
    confidence: 0.85,
    examples: ['430 Virus scanner error: connection refused', '451 Content filter timed out'],
  },
  {
    id: 'part-unavailable',
    reason: 'receiver_unavailable',
    // A table of users is down, not a user.
    pattern:
      /(?:database|resources?|directory|ldap|sql|backend|back-end|storage|table|cluster|scanner|filter|milter|daemon|system|agent)s?\b (?:[a-z]{1,12} ){0,2}(?:unavailable|not (?:available|reachable|responding|accessible|ready)|unreachable|down|busy|overload\w{0,4}|timed? ?out|crashed|locked|offline)\b|(?:unable to|cannot|could not|failed to) (?:connect|talk|speak) to (?:\w{1,24} )?(?:daemon|clamd|spamd|scanner|milter|policy|amavis)|(?:could not|cannot|unable to|failed to) (?:complete|perform|do|run) (?:the |a )?(?:(?!sender)\w{1,12} )?(?:lookup|check|verification|query)|(?:table|user|recipient|alias|address|account) lookup (?:failure|failed|error)|due to (?:high |heavy |excessive |temporary |scheduled |server ){0,2}(?:load|overload|maintenance|outage|traffic)\b|relay server (?:is )?not (?:ready|available|responding)/i,
    confidence: 0.8,
    examples: [
      '451 4.3.0 Alias database unavailable',
      '451 Internal resources are temporarily unavailable',
      '451 The relay server is not available',
      '550 Mailbox unavailable due to high load',
    ],
  },
  {
    id: 'greylist',
    reason: 'greylisted',
    pattern:
      /gr[ea]y-?\s?list|liste grise|postgrey|not yet authorized|first[ -](?:contact|time) (?:sender|delivery|seen|contact|we|you)|(?:not|never) (?:been )?seen before|\btriplet|new sender|you(?:'re| are) new\b|first encounter|delayed for (?:\w{1,12} )?(?:check|scan|inspect|verif)|anti-?spam measure|(?:wait|back in) (?:\w{1,10} )?(?:\d{1,5}|a few|five|ten|fifteen) ?(?:s|sec\w{0,5}|min\w{0,5})\b/i,
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
    pattern:
      /unverified address: (?:mail transport|host(?![^;]{0,200} (?:unknown|not |no |n't ))|connect|lost|conversation|unknown)/i,
    confidence: 0.85,
    examples: [
      '450 4.1.1 <a@example.com>: Recipient address rejected: unverified address: connect to mx.example.com[192.0.2.1]:25: refused',
    ],
  },
  {
    id: 'verification-in-progress',
    reason: 'greylisted',
    pattern:
      /(?:address|recipient) verification (?:is )?in progress|address is being verified|unverified address(?!: host)|(?:unable to|could not|cannot|can't) (?:currently )?verify (?:the |this )?(?:destination|recipient) address/i,
    confidence: 0.85,
    source: 'Postfix ADDRESS_VERIFICATION_README',
    examples: [
      '450 4.1.1 <a@example.com>: Recipient address rejected: unverified address: Address verification in progress',
      '451 Could not verify the destination address',
    ],
  },
];

export const RECEIVER_RULES: readonly Rule[] = [
  {
    id: 'login',
    reason: 'protocol_error',
    // "User not found" and "account disabled" are then said of whoever logs in to send.
    pattern:
      /^\s{0,4}53[458][ -]|(?:authentication|log-?in|sasl|auth) (?:has |was |is )?(?:failed|failure|unsuccessful|incorrect|invalid|aborted|disabled|unsupported|not (?:supported|available|enabled|accepted))/i,
    confidence: 0.9,
    source: 'RFC 4954',
    examples: ['535 Incorrect authentication data', '454 SASL login failed: no mechanism available'],
  },
  {
    id: 'relay',
    reason: 'relay_denied',
    pattern:
      /\brelay(?:ing)? (?:access |mail |attempt |of mail ){0,3}(?:is |was )?(?:denied|disallowed|prohibited|forbidden|rejected|refused|disabled|blocked|impossible|turned off|not (?:permitted|allowed|enabled|possible))|(?:unable|not (?:allowed|permitted|authorized|configured)|cannot|refus\w{1,24}|won't|will not|trying) to (?:use me )?[^.;]{0,20}relay|to relay\b(?![.-])|(?:unauthori[sz]ed|illegal) relay|(?:no|open|not|deny|denies) relay|relay(?:ing)?\b[^.;]{0,20}(?:not|denied|prohibit|reject|refus|support|disabled|forbid)|(?:rejected|denied|refused|prohibited)[^.;]{0,10} relay|(?:not|n't) (?:handle|serve|process|accept|host|receive) (?:e-?mail|mail|messages) for|not (?:an? |the |our )?(?:mx|mail exchanger|mail server|local|final destination) (?:\w{1,24} )?(?:for|of|domain|account|user|recipient)|(?:not|isn't|n't) (?:a |one of )?(?:our|my) (?:local )?domain|wrong (?:mail )?(?:server|host|mx)|(?:foreign|non-local) (?:domain|address|recipient|user)s?|isn't a local (?:account|user|address)|allowed rcpthosts|rcpthosts|(?:not|isn't) (?:a |one of )?(?:our )?(?:local|hosted) (?:domain|here|host)|\b(?:we|i) do(?:n't| not) (?:relay|handle|host|serve|accept mail for)|insecure mail relay|relaying is off|does not recognize your (?:computer|host|server)|domain of (?:the )?forward[- ]path|forward[- ]path (?:is |was )?(?:not|denied|reject)|no longer hosted|mail server .{0,40}not configured for|domain[^;]{0,60} not (?:hosted|handled|served|local|configured) (?:here|on|by|at)/i,
    confidence: 0.88,
    source: 'RFC 3463 X.7.1',
    examples: [
      '554 5.7.1 <a@example.com>: Relay access denied',
      "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)",
    ],
  },
  {
    id: 'not-for-here',
    reason: 'relay_denied',
    // The domain is another server's.
    pattern:
      /not (?:handled|serviced|processed|hosted|served) by (?:this|our|the)|(?:mail|e-?mail|messages) for (?:that|this|the|your) domain|not in (?:the |our |my |any )?(?:rout(?:e|es|ing)|relay) (?:list|table|map)|not in (?:my|our|the) list of (?:\w{1,12} )?(?:hosts|domains)|(?:are|is)(?:n['’´]?t| not) the (?:mx|mail server|mail exchanger)|(?:server|host|system|mx|we) (?:does not|doesn't|do not|don't) (?:serve|handle|host|accept (?:mail|e-?mail|messages) for)|domain (?:\S{1,80} )?(?:is )?not (?:accepted|served|handled) here|^(?:\s{0,4}55\d[ -])?(?:\d\.\d\.\d )?not local\W{0,4}$/i,
    confidence: 0.85,
    examples: [
      '550 example.org is not handled by this server',
      "554 We aren't the MX for it",
      '550 Not local',
      '421 Recipient not in route list',
    ],
  },
  {
    id: 'no-mail-exchanger',
    reason: 'domain_invalid',
    // A policy of the sender's side, which asks for MX records.
    pattern:
      /(?:host|domain)\b[^;]{0,80}(?:not have (?:any |an? )?|has no |without (?:any |an )?)(?:valid )?mx (?:rec|host|ent)/i,
    confidence: 0.85,
    examples: ['The host mail.example.net has no MX records: delivery without them is against our local policy'],
  },
  {
    id: 'policy-beside-mailbox',
    reason: 'policy_block',
    // Beside "mailbox unavailable" or 5.1.1, where the policy is the cause and the rest is boilerplate.
    pattern:
      /anti-?spam polic|connection (?:is |was )?(?:not (?:authori[sz]ed|allowed|permitted)|prohibited|forbidden)|policy (?:error|restriction|violation|rejection)|violat\w{1,24} (?:\w{1,24} ){0,3}polic|local polic|security polic|polic(?:y|ies) of (?:this|the|our)|(?:over|por|par|per|über|via) ipv6|against (?:our|the) policy|administrative(?:ly)? (?:prohibit|den|reject)|for policy reasons/i,
    confidence: 0.8,
    examples: ['550 5.7.1 Not taken, this violates our policy'],
  },
  {
    id: 'receiver-tls',
    reason: 'receiver_misconfigured',
    pattern:
      /certificate[ -](?:has )?expired|mta-sts|\bdane\b|\btlsa\b|dnssec|starttls-not-supported|destination mail server must support tls|untrustedroot|self-?signed/i,
    confidence: 0.9,
    source: 'Exchange Online 4.7.321 to 4.7.325, RFC 8461, RFC 7672',
    examples: ['451 TLSA record does not match: DANE verification failed'],
  },
  {
    id: 'certificate-untrusted',
    reason: 'receiver_misconfigured',
    pattern:
      /certificate (?:chain )?(?:is |was |has )?(?:not trusted|untrusted|invalid|not valid|expired|revoked)|untrusted certificate/i,
    confidence: 0.85,
    examples: ['451 4.7.5 The certificate chain is not trusted'],
  },
  {
    id: 'receiver-broken',
    reason: 'receiver_misconfigured',
    pattern:
      /alias(?:ing)? (?:expansion|loop)|can(?:not|'t| not) (?:create|open|write|lock|fork|allocate|execute|run|find file)|could not (?:create|open|write|lock|execute)|(?:error|failed|unable|failure) (?:to )?(?:writ|creat|open|lock)\w{1,5}|exit (?:code|status)|child process of|(?:script|program|procmail|pipe|command|transport)\b[^.;]{0,30}(?:fail|error|crash|exit|died|not found)|recursive(?!_nameserver)|routed to (?:self|itself)|mysql|looping|licen[sc]e (?:has |is )?(?:expired|invalid)|incorrectly configured|mis-?configured|config\w{0,8} (?:error|problem)|\bprocmail\b|forwarding (?:recipient|loop|error)|points back to|uses (?:an? )?mx in (?:private|reserved|local|loopback)|\/\.forward\b|mailer error|could not load|(?<!\bin (?:the |our )?)ldap (?:server|error|lookup|connection|bind|time)|queue file write|valid shell for|never_users|unable to chdir to|lock failure|pipe to \||5\.4\.(?:6|14)(?!\d)|[45]\.3\.5(?!\d)/i,
    confidence: 0.85,
    source: 'RFC 3463 X.3.5 and X.4.6',
    examples: [
      '550 5.3.5 System incorrectly configured',
      '451 4.3.0 Error: queue file write error',
      '550 Recipient address rejected: Address uses MX in private address space (172.16.0.0/12)',
      '451 open timeout on /home/a/.forward',
    ],
  },
];

/** After the evidence against the recipient: such words also close a session that was over already. */
export const PROTOCOL_RULES: readonly Rule[] = [
  {
    id: 'protocol',
    reason: 'protocol_error',
    pattern:
      /starttls|(?:invalid|bad|wrong|incorrect) syntax|syntax should be|(?:receive|check|get|read|retrieve|fetch|collect) (?:your )?(?:mail|e-?mail|messages) (?:first|before)|pop[- ]before|before sending|(?:unknown|unrecogni[sz]ed|unsupported|bad) (?:\w{1,24} )?(?:command|parameter|argument|option|verb)|(?:start|tls|ssl|starttls)\b[^.;]{0,20}(?:handshake(?! tim)|negotiat|error|fail|not)|use tls|must (?:issue|use|support) (?:a )?(?:start)?tls|(?:tls|encryption) (?:is )?required|(?:an?|via|over|using|through|requires?) (?:encrypted|secure|tls) (?:smtp )?(?:session|connection|channel|transport)|auth(?:entication|entification)? (?:is |not )?(?:required|requise|enabled|first)|sequence of commands|commands? out of (?:sequence|order)|must (?:log ?in|authenticate)|authenticate (?:yourself|first)|(?:mail|rcpt|data|sender|transaction) already (?:given|specified|in progress)|must precede|(?:valid )?rcpt (?:command )?(?:required|first|must)|need (?:rcpt|mail|helo|ehlo)|excessive amounts? of data|protocol (?:error|violation)|pipelin|(?:helo|ehlo)(?:\/[a-z]{4})? (?:first|before)|(?:without|before) (?:mail|rcpt|helo|ehlo|data)\b|use (?:helo|ehlo)|synchroni[sz]ation error|(?:before|until) (?:the )?(?:smtp )?greeting|too many errors(?! (?:detected )?from your)|cannot decode response|5\.7\.(?:10|11|57)(?!\d)/i,
    confidence: 0.8,
    source: 'RFC 3463 X.5.x, RFC 3207',
    examples: ['503 5.5.1 Bad sequence of commands', '550 Your domain has to send through an encrypted session'],
  },
];
