// Words against the recipient: tried only when nothing cleared them.
import type { Rule } from './rule.ts';
import { about, aboutThing, CLOSED, noSuch, soughtThing, UNKNOWN } from './vocabulary.ts';

/** Before everything else: a reply that names several causes decides for none of them. */
export const AMBIGUITY_RULES: readonly Rule[] = [
  {
    id: 'several-causes',
    reason: 'unknown',
    pattern:
      /(?:may|might|could) not exist[^.;]{0,60}\bor\b|(?:do(?:es)? ?n[o'’]?t exist|unknown|invalid) or (?:is |has been )?(?:blocked|full|mailbox|over)|(?:may|might|could) be (?:disabled|full|blacklisted|invalid|unknown|inactive)[^.;]{0,40}\bor\b|\b(?:does not exist|disabled|inactive|full)\b,? or (?:\w{1,24} ){0,4}(?:blocked|rejected|full|blacklisted|permission)/i,
    confidence: 0.3,
    examples: ['550 The address may not exist, may be blacklisted, or lacks permission'],
  },
];

export const RECIPIENT_RULES: readonly Rule[] = [
  {
    id: 'thing-not-found',
    reason: 'receiver_misconfigured',
    // Not of a person: a part of the server, or of the message.
    pattern: new RegExp(
      `${aboutThing()}|${soughtThing}|no such (?:file|director|table|column|service|process|device|command|option|object)`,
      'i',
    ),
    confidence: 0.6,
    examples: [
      '550 The file /etc/mail/users was not found',
      '451 No such file or directory',
      '550 Cannot find the license',
    ],
  },
  {
    id: 'login-unknown',
    reason: 'protocol_error',
    // Of whoever logs in to send.
    pattern: new RegExp(
      `${aboutThing('(?:smtp|submission|auth|authenticated|log-?in) (?:user|account|log-?in|name)|(?:user|account|smtp) (?:auth\\w{0,12}|log-?in)|credential|pass(?:word|phrase)|authentication|command|parameter|argument')}|(?:user ?name|login|account) (?:or|and|\\/) password`,
      'i',
    ),
    confidence: 0.7,
    source: 'RFC 4954',
    examples: ['550 The SMTP user does not exist', '550 Unknown user name or password'],
  },
  {
    id: 'client-address-unknown',
    reason: 'sender_dns',
    pattern: new RegExp(
      aboutThing(
        '(?:ip|client|source|remote|peer|connecting|host|server)(?: ip)? address|client|host ?name|helo|ehlo|ptr',
      ),
      'i',
    ),
    confidence: 0.75,
    examples: ['550 The source address is not known', '550 The IP address 192.0.2.1 is not registered'],
  },
  {
    id: 'mailbox-busy',
    reason: 'receiver_unavailable',
    // The 450 of RFC 5321: busy, or kept back by policy. The same words with 550 mean that it does not exist.
    pattern:
      /^\s{0,4}450[ -](?:4\.2\.[01] )?(?:requested (?:mail )?action not taken: )?mailbox (?:is )?unavailable\W{0,4}$/i,
    confidence: 0.75,
    source: 'RFC 5321 4.2.3, reply 450',
    examples: ['450 Requested mail action not taken: mailbox unavailable', '450 4.2.1 Mailbox unavailable.'],
  },
  {
    id: 'temporarily-unavailable',
    reason: 'receiver_unavailable',
    pattern:
      /(?:recipient|mailbox|user|account|address)[^.;]{0,30} (?:is |are )?(?:temporar\w{1,24}|currently) (?:unavailable|not available|locked|busy|disabled|inaccessible|in use|(?:suspended|blocked|closed)(?=[^;]{0,40}(?:again|later|retry)))|mailbox (?:is )?(?:busy|in use|locked(?= by (?:another|other|pop)|[^;]{0,40}(?:again|later|retry)|\W{0,3}$))|(?:recipient|mail ?box|user|account)[^.;]{0,20} (?:is |are )?being (?:migrated|moved|maintained|upgraded|transferred|restored|updated|repaired)|(?:try|retry)[^.;]{0,20}(?:different|another) (?:server|mx)|retry elsewhere|queue[^.;]{0,12} stopped|recipient (?:verification|check|lookup) (?:temporarily )?(?:unavailable|error)|(?:unable to|cannot|could not) (?:verify|check|validate) (?:the |this )?(?:(?:recipient |e-?mail )?address|\w{4,9} (?:now|at th))/i,
    confidence: 0.8,
    examples: ['450 4.2.0 <a@example.com> - Recipient temporarily unavailable', '450 4.2.1 Mailbox busy'],
  },
  {
    id: 'moved',
    reason: 'recipient_moved',
    pattern:
      /(?:user|mailbox|recipient|account|address|person|employee|he|she)\b[^.;]{0,30}\b(?:has |was )?moved\b|(?:changed (?:my |his |her |their |its )?(?:e-?mail )?|address has )(?:address|changed)|not here(?: any ?more)?; ?(?:please )?(?:try|use)|please write to|the new one is|please (?:try|use|send(?: \w{1,24}){0,2} to) <?@|new (?:e-?mail )?address(?: is|:)|has (?:got )?a new (?:e-?mail )?address|address (?:has )?changed to|user not local; please try|\b(?:try|use) (?:e-?mailing |sending (?:it |mail )?to |writing to |the address )?<?@>?(?: instead|\W{0,3}$)|formerly (?:reachable|at|known)|moved to (?:a )?new|(?:please |^[^a-z]{0,12})forward(?:ing)? to <?@/i,
    confidence: 0.85,
    source: 'RFC 5321 reply 551',
    examples: ['551 5.1.6 Recipient has moved; please try <b@example.org>', 'a@example.com fails, try b@example.com.'],
  },
  {
    id: 'left',
    reason: 'recipient_disabled',
    // Without a word of where to.
    pattern:
      /not here any ?more|has left\b|left the company|employee (?:has )?left|no longer (?:at|with|works? (?:at|for|here)|employed)\b|gone away|no forwarding address/i,
    confidence: 0.85,
    examples: ['550 User no longer works here', '550 Gone away, no forwarding address'],
  },
  {
    id: 'domain-gone',
    reason: 'domain_invalid',
    // Said of a domain, with its name or without it, what "disabled" and "not valid" say of a person.
    pattern:
      /(?<!\b(?:sender|sending|from|your|helo|ehlo|envelope|client|originating|spf|dkim)(?:'s)? )\bdomain(?: name| of (?:the )?recipient)?(?: [\w-]{1,63}(?:\.[\w-]{1,63}){1,4})?:? (?:(?:is|was|has|has been|does|could|can|cannot|can't|be|currently) ){0,3}(?:not (?:valid|active|in use|be (?:found|resolved)|configured (?:to receive|for mail)|set up (?:to receive|for mail)|(?:handle|receive|take) (?:e-?)?mail|resolve)|dead|expired|disabled|suspended|parked|no longer (?:active|exists?|valid|in use|hosted|served|registered)|(?:no|without) (?:mail (?:server|exchanger|host)|dns records?)|resolved|unresolvable)|\b(?:unresolvable|unroute?able|dead) (?:(?:recipient|destination|mail|e-?mail) ){0,2}domain/i,
    confidence: 0.88,
    source: 'RFC 3463 X.1.2',
    examples: [
      '550 Domain example.org is no longer active',
      '550 The recipient domain is not configured to receive mail',
      '550 Unresolvable recipient domain',
    ],
  },
  {
    id: 'disabled',
    reason: 'recipient_disabled',
    pattern: new RegExp(
      String.raw`${about(CLOSED)}|^\s{0,4}(?:[45]\d\d[ -])?(?:\d\.\d\.\d )?(?:is|was|has been) (?:now |currently |temporarily )?(?:disabled|closed|suspended|deactivated|inactive)|\b(?:disabled|in-?active|de-?activated|suspended|closed|dormant|expired|deleted|blocked|terminated|unused|obsolete|dead|retired|unprovisioned) (?:(?:e-?mail|user|destination|recipient) )?(?:account|mail ?box|mbox|inbox|user|recipient|address(?:ee)?|alias|customer|subscriber|member)|[a-z]{4,9}_(?:disabled|inactive|suspended|locked|deleted)|(?:account|mailbox|user)[^.;]{0,30}(?:is|has been|was) (?:blocked|locked|barred)\b(?! from)|no longer (?:valid|active|in use)|(?:address|mailbox|account)(?: @)? (?:does not|doesn't) accept (?:any )?(?:incoming |inbound )(?:e-?)?mail|mailbox cannot be accessed|(?:user|account|mailbox|recipient)[^.;]{0,20} hang(?:s| ?up)\b|no(?: recipient| user| account| mailbox)? ?(?:activity|log-?in) (?:since|for|in)\b|(?:receiving|reception|incoming (?:e-?mail|mail|messages))[^.;]{0,30}(?:disabled|suspended|switched off|turned off|stopped)|non-?payment|\bunpaid|no longer an? (?:employee|member|customer|user|subscriber)|former (?:customer|user|employee|member|subscriber)|(?:due to|because of|for) (?:\w{1,24} ){0,2}(?:inactivity|non-?use)\b|(?:subscription|contract|membership) (?:has )?(?:been )?(?:ended|expired|lapsed|terminated|cancel)|(?:not|no longer) (?:permitted|allowed|able) to receive|(?:recipient|user|mailbox|account|address) no longer`,
      'i',
    ),
    confidence: 0.9,
    source: 'RFC 3463 X.2.1',
    examples: [
      '550 5.2.1 The account that you wrote to is disabled',
      '554 delivery error: This account has been disabled or discontinued',
      '550 Mailbox is frozen',
      '550 is now closed',
      '550 No login since 2019, this mailbox takes nothing',
      '550 Incoming mail of <a@example.com> is switched off',
    ],
  },
  {
    id: 'temporary-dns',
    reason: 'network_error',
    pattern:
      /(?:host|domain|name)[^.;]{0,30}(?:not found|lookup|resolution|service)[^;]{0,80}try again|servfail|temporary (?:dns|name|mx|resolution|failure in name)|(?:dns|name ?server|host ?name|mx)[^.;]{0,20}(?:lookup|query|server)[^.;]{0,20}(?:fail|error|time)|4\.4\.(?:3|312)(?!\d)/i,
    confidence: 0.85,
    examples: ['450 4.4.3 Host not found, try again', '451 4.4.312 DNS query failed'],
  },
  {
    id: 'domain-invalid',
    reason: 'domain_invalid',
    pattern:
      /null ?mx|(?:could not|cannot|can't|unable to) find (?:an? |any )?(?:mail|mx) (?:server|exchanger|host|record)s? for|does(?: not|n't) accept (?:any )?(?:e-?)?mail\b(?! (?:from|with|over|at|that|which|sent|in|larger|to)\b)|domain [\w.-]{1,80} (?:accepts|receives|takes|has) no (?:e-?)?mail|domain [\w.-]{1,80} (?:is |has |has been |was )?(?:unknown|not found|does not exist|invalid|deleted|closed|expired)|domain\b(?:(?!sender|outgoing|sending|your )[^.;]){0,40}(?:not found|do(?:es)? ?(?:not|n['’]?t) exist|no longer|unknown|invalid|not registered|is not reachable|misspel|expired|deleted|not active|not in service|disabled|no (?:dns|mx|mail)|no such|non-?exist|unresolv|(?:could ?n[o'’]?t|cannot|can't|not) (?:be )?(?:found|resolved?|located))|not a valid (?:mail )?domain|\bhost [\w.-]{3,80} (?:is )?(?:not known|unknown|does not exist)|no mail ?(?:servers?|hosts?|exchangers?) (?:for|appear|exist|found|listed|defined|could be found)|(?:host|domain)(?: or domain)?(?: name)? not found|nxdomain|unroute?able (?:mail )?domain|no such (?:mail |e-?mail )?(?:domain|host)|neither (?:an? )?mx|no mx or a\b|no dns entries for|cannot determine where to send|dns records? [^.;]{0,40}(?:not (?:be )?found|missing)|(?:unknown|invalid|illegal|non-?exist[ae]nt|bad|dead) (?:recipient |destination |mail |host\/)?(?:host|domain)|no (?:valid )?mx\b|name or service not known|could ?n['’]?t find (?:a mail exchanger|any host)|mail exchanger or ip|(?<!\b421[^;]{0,60})no smtp service|bad destination (?:system|host)|host unknown/i,
    confidence: 0.88,
    source: 'RFC 3463 X.1.2, RFC 7505',
    examples: [
      '556 5.1.10 <a@example.com>: Domain example.com does not accept mail (nullMX)',
      '553 5.1.2 Could not find a mail server for example.invalid',
      '550 The domain example.invalid takes no mail',
      '550 5.1.2 Host or domain name not found. Name service error for name=example.invalid',
      "Sorry, I couldn't find any host named example.invalid. (#5.1.2)",
    ],
  },
  {
    id: 'address-syntax',
    reason: 'invalid_address',
    pattern:
      /(?:bad|invalid|malformed|illegal|incorrect)[^.;]{0,25}(?:address|mailbox|recipient|rcpt)[^.;]{0,10}syntax|syntax[^.;]{0,30}(?:address|rcpt|recipient|mailbox)|malformed (?:e-?mail )?(?:address|recipient)|(?:recipient|rcpt|mailbox|local name) syntax|local[ -]?part (?:is |has |contains |with )(?:an? )?(?:illegal|invalid|forbidden|malformed)|5\.1\.3 [^.;]{0,20}(?:invalid|illegal)|(?:incomplete|improper|restricted characters in) (?:recipient )?address|(?:address|recipient|rcpt)\b[^.;]{0,30}(?:not (?:properly|correctly|well) formed|must contain|must have|lacks? a|missing a? ?domain|is too long)|(?:invalid|illegal|bad) characters? in (?:the )?(?:recipient|address|local|rcpt)|missing or malformed local part|local ?part (?:is )?too long|invalid rcpt to|rcpt to[^.;]{0,20}(?:syntax|malformed)|address format|format of (?:the|this) (?:e-?mail )?address|^invalid address: \(|address (?:is )?too long|not well[- ]formed|not in an? (?:valid|correct|proper) format|(?:missing|no|without|lacks?|lacking)(?: the| an)? (?:@|at-?sign)|(?:not|isn't) (?:a )?(?:valid )?rfc|mailbox name (?:is )?not allowed|^(?:\s{0,4}[245]\d\d[ -])?(?:\s{0,4}[245]\.\d\.\d )?(?:invalid (?:e-?mail )?address|(?:the |this )?(?:e-?mail )?address is (?:invalid|not valid))\W{0,8}$|^invalid$|is not a valid e-?mail address\W{0,4}$|unsupported characters|5\.1\.3(?!\d)[^;]{0,40}(?:address|recipient)|address (?:contains|has) (?:an? )?(?:illegal|invalid)/i,
    confidence: 0.88,
    source: 'RFC 3463 X.1.3',
    examples: [
      '501 5.1.3 Bad recipient address syntax',
      '501 Recipient syntax error',
      '550 The local part contains illegal characters',
      '550 5.1.3 Invalid address',
      'Invalid',
      '553 malformed address: <a..@example.com>',
    ],
  },
  {
    id: 'unknown-user',
    reason: 'recipient_unknown',
    pattern: new RegExp(
      String.raw`${about(UNKNOWN)}|failed recipient validation|recipient verif\w{1,10} (?:\w{1,24} ){0,3}failed|recipient cannot be verified`,
      'i',
    ),
    confidence: 0.88,
    source: 'RFC 3463 X.1.1',
    examples: [
      '550 Requested action not taken: mailbox unavailable',
      '550 5.1.1 <a@example.com> User not found',
      '550 Subscriber is not on this system',
      '554 5.7.1 recipient verify from directory failed',
    ],
  },
  {
    id: 'does-not-exist',
    reason: 'recipient_unknown',
    pattern:
      /(?:^\W{0,3}(?:[45]5\d[ -])?(?:#?[245]\.\d\.\d )?(?:sorry, |error: )?(?:this \w{1,24} )?|@[^a-z]{0,6}(?:\w{1,12} )?|\b(?:it|that|this|which|he|she|who|name) )(?:does ?n[o'’´]?t|does not|dosn'?t|do not|don['´]t|did not|didn't|can ?not be|could ?n[o'’]?t be|can['’]t be|was not|is not) (?:exist|found|located|identified)|\b(?:does ?n[o'’]?t|does not|dosn'?t|do not|don't|did not|didn't) (?:have an? (?:\S{1,60} )?(?:account|mailbox|user)|(?:exactly )?match (?:any|an? (?:\S{1,24} ){0,2}(?:address|user|mail ?box))|know (?:any|such|that|this)|work here)|(?:n[o'’´]?t|not) exists? (?:that|this|such|the) |never existed|not stored this user|(?:unable to|can ?not|can't|could not|couldn't) (?:find|locate|identify) (?:the |a |any |that |this )?(?:(?!smtp|client|auth|source|remote)\w{1,12} )?(?:recipient|user|mail ?box|account|addressee|person|member|customer|subscriber|inbox|(?:e-?mail )?address(?! (?:for|of) (?:\[?\d|your|the client|ip|host))|e-?mail account|contact)|(?:recipient|user|mail ?box|account|alias)\b[^.;]{0,20} (?:could ?n[o'’]t|cannot|can't|not) (?:be )?resolved|(?:wasn't|weren't|not) able to find|\bnot (?:an? )?(?:user|recipient|mailbox|member|customer) (?:here|on|at|of)|^(?:\s{0,4}[45]5\d[ -])?(?:\s{0,4}#?[245]\.\d\.\d )?(?:not exists?|not found|unknown)\W{0,8}$|there(?: i|')s no (?:user|mailbox|account|such|one)|nobody (?:here|with|by|home|goes|works|lives|known)|(?:have|has|find|found) no (?:record|trace|mention) of|no ?one (?:here|by)|not an? (?:known|valid|registered|recogni[sz]ed|existing) (?:user|recipient|mailbox|address|account|e-?mail)|not (?:one of )?our (?:customer|user|member|subscriber)s?|@ unknown|unknown (?:here|at this)|name was not found|no match found in|recipient[- ]user must exist|(?:could not|couldn't|cannot) be resolved to (?:an? )?(?:recipient|user|mail ?box)|\breceiver (?:is |was )?(?:not found|unknown|invalid)|cannot route to <?@|(?:does not have|has no|without) (?:a |any )?(?:final |known )?(?:e-?mail )?delivery (?:point|address)|unable to resolve recipient|(?:in|not in) my validrcptto|(?:not found|unknown|not exist\w{0,3}) in (?:the |our )?(?:ldap|active ?directory|directory|sql|data ?base|user|alias|local|passwd)/i,
    confidence: 0.88,
    examples: [
      "550 a@example.com: he doesn't exist",
      '550 nobody here by that name',
      'a@example.edu has no final delivery point',
      'Receiver not found: a',
      '550 The email address could not be resolved to a recipient',
      '550 Cannot route to <a@example.com>',
    ],
  },
  {
    id: 'token-unknown',
    reason: 'recipient_unknown',
    // The name of an error rather than a sentence.
    pattern:
      /(?:user|recipient|mailbox|account|address|addr)[_-]?(?:not[_-]?found|unknown\b)|no[_-]?such[_-]?(?:user|mailbox|recipient)|(?:unknown|bad|invalid)_?(?:user|recipient|mailbox|address)|nomailbox|(?:user|recipient)[_-]does[_-]not/i,
    confidence: 0.85,
    examples: ['554 5.0.0 nosuchuser', '550 RECIPIENT_UNKNOWN', '550 BadRecipient'],
  },
  {
    id: 'no-such-user',
    reason: 'recipient_unknown',
    pattern: new RegExp(
      String.raw`${noSuch("unkn?o?wn?|un(?:available|recogni[sz]ed|route?able|deliverable|registered|resolvable|defined|exist\\w{2,4})|(?:non|in|not )[ -]?exist(?:ing|[ae]nt)|bogus|fictitious|fake|invalid|illegal|bad|wrong|incorrect|no (?:such|matching|existing|known|valid|vaild|suitable)|(?:have|there(?: i|')s) no|not an? (?:valid|known|existing|registered|recogni[sz]ed)|no match(?:es)? for(?: the| this| that)?|such")}|\bno (?:such|matching|existing|deliverable|local|in-?box|mail[ -]?box|account|user)\b(?! (?:sender|from|return|reverse|envelope|your|helo|client|smtp|relay|rout|storage|mail ?server|dns|domain|host|header|attach|policy|file|command|server|name|data ?base|lookup|agent|auth))|incorrectly addressed|directory entry does not exist|\bno (?:\w{1,24} ){0,2}(?:entry|record|mapping|alias|match|route|forward\w{0,5}|redirect\w{0,4}|rule) for (?:this|that|the|such) (?:\w{1,12} )?(?:address|user|recipient|mail ?box|name|account)|deliver\w{0,3} to (?:an? )?(?:bogus|fake|fictitious|invalid|wrong)|\bno(?:body)? (?:(?:e-?mail |mail )?(?:address(?:ee)?|person|alias|mailbox|user|account|one|recipient|customer|member|subscriber|contact)[^.;]{0,12}|)(?:here|(?:by|with|of) (?:that|this) name|found|matches)|(?:recipient|user|mail ?box) validation (?:has |was )?(?:failed|unsuccessful)|(?:invalid|unknown|illegal) (?:username|alias|name)(?! (?:or|and|server))|unable to verify user|recip(?:ient)?notfound|unrecogni[sz]ed-or-name|5\.4\.1 [^;]{0,12}recipient address(?:es)? rejected|address (?:error(?! ')|unknown)|^(?:\s{0,4}[245]\d\d[ -])?(?:\s{0,4}#?[245]\.\d\.\d )?(?:<?@?>?[:.]{0,3} )?recipient (?:address )?(?:rejected|refused)[\W@]{0,12}$|check if address is correct|not in (?:our )?(?:directory|user (?:list|database)|recipient table)`,
      'i',
    ),
    confidence: 0.88,
    // "Unknown address error 554-'...'" is how Cisco's gateways report whatever reply they got.
    examples: ['550 No such user here', '500 unknown recipient'],
  },
];
