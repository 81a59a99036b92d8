// The sender's own house: authentication, names and addresses.
import type { Rule } from './rule.ts';
import { aboutSender, CLOSED, soughtSender, UNKNOWN } from './vocabulary.ts';

export const SENDER_RULES: readonly Rule[] = [
  {
    id: 'country',
    reason: 'policy_block',
    pattern: /\b(?:from|of|your|that|this) (?:\w{1,24} ){0,2}countr(?:y|ies)\b|geo-?(?:block|graphic|fenc)/i,
    confidence: 0.85,
    examples: ['550 Not allowed to send from that country'],
  },
  {
    id: 'sending-stopped',
    reason: 'sender_rejected',
    // The sender's own account may no longer send: read otherwise, it looks like a closed account of the recipient.
    pattern:
      /(?:(?:outgoing|outbound|sending(?: of)?) (?:e-?mails?|mails?|messages?|smtp|service)|(?:message|mail|e-?mail) sending)\b[^.;]{0,50}(?:disabled|suspended|blocked|stopped|locked|not (?:allowed|permitted|enabled)|prohibited|denied)|(?:disabled|suspended|blocked|banned|locked|restricted|prohibited|barred) from (?:sending|mailing|outgoing)|\b(?:your|sending) (?:e-?mail |mail |smtp |user |sending )?(?:account|mailbox|address|sender|user(?: ?name)?|login|subscription|licen[sc]e|plan)\b[^.;]{0,60}\b(?:disabled|suspended|blocked|locked|inactive|expired|closed|terminated|unknown|invalid|not (?:\w{1,12} )?(?:active|found|exist|known|valid|allowed|permitted|authori[sz]ed|verified|confirmed)|may not send|cannot send|does not exist)|\byou (?:are |have |were )?(?:send\w{0,3}|sent|authenticated|log\w{0,5}) (?:from|as|in)\b|\bmay not send (?:outside|out|external)|you can only send (?:\w{1,12} )?e-?mails? to|domains? can only be used to send|sending (?:is |has been |was )?paused|not allowed to send: the domain|domain is unverified/i,
    confidence: 0.9,
    examples: [
      '550 Domain example.net has outgoing mail disabled',
      '554 Your account is suspended',
      '550 You can only send testing emails to your own address',
      '554 Message rejected: Sending paused for this account',
    ],
  },
  {
    id: 'restricted-group',
    reason: 'recipient_refused',
    // Also says "authenticated", but of the members that a group takes mail from.
    pattern:
      /(?:not|isn't|only)(?: a| an)? (?:subscribed|subscriber|member)s? (?:to|of) (?:this|that|the)|(?:only )?accept\w{0,3} (?:only )?(?:mail|messages|e-?mails?) (?:only )?from (?:specific|certain|known|approved|selected|authori[sz]ed|registered|trusted|white-?listed)|closed system|(?:limited|restricted) (?:number of|to) (?:approved|certain|selected)|allowed-senders list|(?:only (?:accepts?|takes?)|(?:accepts?|takes?) only) (?:mail|messages|e-?mails?) from|(?:accept|receiv|tak)\w{0,3} (?:\w{1,24} ){0,2}(?:mail|messages|e-?mails?) (?:from [^.;]{0,40})?only|(?:mailbox|address|list|group|recipient)\b[^.;]{0,20}(?:internal (?:use|mail|senders|only)|closed for|restricted to|moderated)|(?:recipient|receiver|user|addressee|member|owner|customer|he|she)s? (?:[\w']{1,24} ){0,3}(?:want|wish|like|desire)s?\b[^.;]{0,30}(?:mail|messages|from)|(?:block|black|reject|refus|deny|denied|bann?|ignore)\w{0,10} by (?:the |this |that |your )?(?:mailbox |e-?mail |mailing list |list )?(?:recipient|user|owner|addressee|receiver|customer)|(?:recipient|user|addressee|owner|receiver)(?:'s)? (?:personal |own )?(?:block|black|reject|deny|ignore|spam|white|allow|safe)[ -]?list|(?:white|allow|safe) ?list of (?:the |this )?(?:recipient|user)|(?:recipient|user|addressee|owner)s? (?:@ )?(?:[\w']{1,24} ){0,6}(?:rejects|refuses|blocks|blocked (?:you|mail|this)|not allowed you)|sieve (?:filter|reject)|not wanted by|\bis not accepting (?:e-?mails?|mail|messages) from (?:this|that|your) sender|only (?:members|subscribers|registered \w{1,24}) (?:can|may|are)|(?:posting|post) to (?:this|the) (?:list|group)|(?:external|outside|unknown|foreign) (?:senders?|mail|e-?mails?(?! address)|users)\b[^.;]{0,30}(?:not|n't|refused|rejected|denied|blocked)|accept (?:e-?)?mails? from the (?:internet|outside)|not (?:allowed|authorized|permitted) to (?:send|post|write|mail)[^.;]{0,20} to (?:this|the|that) (?:\S{1,40} )?(?:group|recipient|list|mailbox|user|address)|member of (?:this|the) (?:mailing )?list|delivery restriction|(?:not|n['’]?t) (?:allowed|permitted|authori[sz]ed) to (?:post|write)\b|account is protected by|closed (?:mailing )?list|not (?:currently )?(?:being )?accepted for this (?:mailbox|address|user|recipient)|recipient preferences|not pre-approved|personal (?:block|black) ?list|you are not allowed to write|chosen not to (?:get|receive|accept)|(?:subscribers|members) only|(?:from|by) (?:its |the |our )?(?:own )?(?:members|subscribers|employees|staff)\b|restricted to (?:moderators|members|subscribers|employees|the owner)|mail (?:to|for) (?:this|that|the) (?:recipient|user|address|mailbox) is (?:not (?:accepted|allowed|permitted|welcome)|restricted|blocked)|resolver\.rst\.(?:not|auth|sender|restrict)\w{4,40}/i,
    confidence: 0.92,
    source: 'Exchange non-delivery reports 5.7.124 to 5.7.136',
    examples: ['554 Blocked by recipient'],
  },
  {
    id: 'recipient-unwilling',
    reason: 'recipient_refused',
    // They live, and have said no to this sender, or to all whom they don't know.
    pattern:
      /(?:recipient|user|addressee|mailbox|owner|person|group|list|contact)(?: @)? (?:does ?n['’o]?t|does not|won't|will not|refuses to|declines to|has chosen to|prefers not to) (?:accept|take|receive|want|wish|like|get|reject|refuse|block|allow)\w{0,4} [^.;]{0,25}(?:\byou\b|your\b|(?:from )?(?:this|that|unknown|outside|external|strangers))|(?:recipient|user|addressee|mailbox|owner|group|list)(?: @)? (?:refuses|rejects|declines|blocks) (?:e-?mails?|mail|messages|all mail) from|(?:recipient|user|addressee|mailbox|owner|group|list)(?: @)? (?:has )?(?:blocked you|blocked your|blocked this sender|you blocked|you black-?listed|you block-?listed)|(?:recipient|user|addressee|mailbox|owner|group|list)(?: @)? requires sender auth|(?:to reject|rejects?) (?:e-?mails?|mail|messages) from (?:people|users|senders|anyone|everyone)? ?(?:outside|external)|chosen to (?:reject|refuse|block)|(?:only )?internal (?:senders|users|addresses|staff) (?:only|can|may)|permission to (?:send|post|write|mail) (?:\w{1,12} ){0,2}to (?:this|the|that|it\b)|(?:recipient|user|addressee|owner)'s (?:\w{1,12} )?(?:filter|settings|preferences)|(?:account|mailbox|user|recipient)(?: @)? is (?:not (?:allowed|permitted)|restricted|prohibited)\b(?! (?:to|from|for))|not (?:allowed|permitted|able|authori[sz]ed) to (?:receive|accept) (?:e-?mails? |mail |messages )?from|accepts only (?:known|listed|approved) (?:senders|contacts)|\b(?:user|recipient|addressee|owner|mailbox|group|list)(?: @)? (?:has )?(?:rejected|refused) (?:the|this|your) (?:e-?mail|mail|message)|only (?:in|from|within|inside) the same (?:domain|organi[sz]ation|company)|closed to (?:outsiders|non-?members|externals?|the public)|challenge[ -]response|(?:being|is) held (?:because|until|for)|held for (?:moderat|approv|review)|non-?member submission|only (?:occur|be (?:delivered|accepted|released)) (?:if|when|after|once) you|(?:recipient|user|owner) has (?:you|your \w{1,12}) on (?:a|the|his|her|their)/i,
    confidence: 0.88,
    examples: [
      "550 The recipient won't accept anything from you",
      '550 You have no permission to send to this address',
      '550 The list is closed to outsiders',
      '450 4.7.1 This user may be written to only within the same domain',
      '550 This account is not allowed to receive from the internet',
      '550 The user has rejected this message',
      "Your message couldn't be delivered because you don't have permission to send to it",
    ],
  },
  {
    id: 'forged',
    reason: 'auth_failure',
    pattern:
      /(?:from|sender|address|header)\b[^.;]{0,20} (?:is |was |looks |appears )(?:to be )?(?:forged|faked)|(?:not|n['’]t) (?:permit|allow|authori[sz]e|designate) (?:this|your|the) (?:host|ip|server|client)|\b(?:soft|perm)fail\b(?! for\b)|permerror|un-?aligned|\balignment/i,
    confidence: 0.85,
    examples: ['550 The From address is forged', '550 SPF: softfail', '550 The domains are not in alignment'],
  },
  {
    id: 'authentication',
    reason: 'auth_failure',
    pattern:
      /(?<!^\s{0,4}53\d[^;]{0,60})(?:sender|e-?mail|message|domain|mail) authentication (?:is |was |has )?(?:fail|missing|mismatch|not |none|hard|soft|perm|check|verif|invalid)|\bspf\b|\bdkim\b|\bdmarc\b|domainkeys|sender policy framework|sender ?id\b|un(?:authenticated|signed) (?:e-?mail|mail|message|sender)|(?:e-?mails?|mail|messages?) (?:that (?:is|are) )?signed by the (?:domain|sender)|authentication (?:information|checks?|results?|requirements)|(?:fail|pass|missing|lack)\w{0,12} (?:\w{1,24} ){0,2}authentication|(?:mail|message|sender|domain|e-?mail) (?:is |was |has )?not (?:been )?authenticated|5\.7\.2[0-469](?!\d)|5\.7\.5(?:09|15)(?!\d)|purported responsible|anti-?spoof|spoof(?:ed|ing)|\bp=(?:reject|quarantine)|mail from[^;]{0,60} mismatch|\barc (?:valid|seal|fail|auth)|forge[dr]y? (?:sender|from|mail|message|address)|sender (?:address )?forge|(?:from|use of|claims to be|use) our (?:own )?domain|(?:may not|(?:not|isn't) (?:allowed|authori[sz]ed|permitted) to) send (?:e-?mails?|mail|messages) (?:for|from|as|on behalf of)\b|(?:dkim |message )?signature (?:verification|validation|check|invalid|failed)|impersonat(?:es|ion|ing)|sending mail of domain|does not designate|permitted sender|domain owner (?:discourages|policy)|(?:sender|sending domain|domain owner)(?:'?s)? polic(?:y|ies) (?:prohibit|reject|forbid|refus|requir)/i,
    confidence: 0.92,
    source: 'RFC 7372, RFC 7489',
    examples: [
      "550 5.7.26 Mail from example.com is refused because of the domain's DMARC policy",
      '550 5.7.23 The message violates the Sender Policy Framework',
      '421 4.7.0 This message does not pass authentication checks',
      '554 Unsigned mail is refused here',
    ],
  },
  {
    id: 'reverse-dns',
    reason: 'sender_dns',
    pattern:
      /revers[e]?[ -]?(?:dns|hostname|host|look|name|map|record|address|entry|pointer|resol)|(?:your|client|sending|connecting|no|generic|missing|bad|wrong) (?:\w{1,24} ){0,2}(?:dns\b(?! (?:ip|server|query|resolver|records?|entries for)\b)|host ?name)(?! or domain)|(?<!5\.1\.2 [^;]{0,60})(?:invalid|illegal|unresolv\w{1,8}) host ?name|\bptr\b|\brdns\b|(?:can ?not|can't|could not|unable to) (?:find|resolve)[^.;]{0,20} your (?:\w{1,24} )?(?:host ?name|ip|address)|(?<!temporary failure of )(?:ip|client|(?<!name server[^;]{0,60})host) ?name (?:lookup(?! (?:timed|timeout|temporar|servfail|did not|failed temp|failure, try))|verification|could not be resolved)|5\.7\.(?:25|7)(?!\d)[^.;]{0,10}(?:ptr|ip)|(?:could not|cannot|can't|unable to) find (?:an? )?address for \[?\d|fcrdns|forward[- ]confirmed|(?:mismatch\w{0,3}|does not match) (?:with )?(?:the |your )?client(?:'s)? ip/i,
    confidence: 0.92,
    source: 'RFC 7372 X.7.25',
    examples: [
      '550 5.7.25 The IP address sending this message has no PTR record',
      '450 4.7.1 Client host rejected: cannot find your hostname, [192.0.2.1]',
      '550 The domain example.net does not match the client ip',
    ],
  },
  {
    id: 'sender-address',
    reason: 'sender_rejected',
    pattern:
      /reject\w{0,3} (?:your|the) (?:return|sender|from|envelope) (?:address|path|domain)|not allowed in (?:the )?(?:header )?from\b|invalid (?:local )?sender|sender (?:envelope )?address @ is (?:locally )?black|(?:possible|possibly|probabl[ey]|suspected|likely) (?:forged|forger(?:y|ies))|(?<!rbl\] )\bsender(?:'s)?(?: e-?mail)?(?: address| domain| verify| verification| host){0,3} (?:is |was |has been |does |could |must |address ){0,3}(?:rejected|fail|unknown|denied|invalid|not (?:exist|allowed|found|be verified|accepted|valid|be found|permitted|authori[sz]ed)|unverif|missing|blocked|refused|undeliverable)|(?:unauthori[sz]ed|invalid|unknown|unverified|bad|illegal|unregistered|disallowed|malformed|unroute?able) (?:envelope )?(?:sender(?! ip\b)|from address|return[- ]path|mail from)|(?:verify|check|validate) (?:the )?(?:sender|mail ?from|return[- ]path)|mail ?from (?:verif\w{1,10}|check|validation) fail|sender (?:call ?back|check|lookup|probe)|your domain has (?:not?|neither|without) |^[^a-z]{0,12}from: (?:user|address)|sender(?:'s)? (?:e-?mail |mail )?(?:address |domain )?(?:is )?(?:in|on) (?:our|the|a|my) [^.;]{0,20}list|call ?back (?:setup|verif)|mail from must|(?:mail from:|mail from address|mailfrom|return[- ]?path|envelope[- ]from|from domain|rfc\.?5321 from|5321\.from)[^.;]{0,50}(?:reject|denied|not (?:allowed|exist|accepted|valid|found|permitted)|invalid|unresolv|unknown|resolv|must)|from address (?:does not|doesn't) match|unconfigured sending domain|verified sender identity|sender(?:'s)? (?:domain )?(?:has|have) no (?:valid )?(?:a|aaaa|mx|dns)\b|unresolvable (?:\w{1,24}[ .]){0,3}(?:from|sender)|domain of (?:the )?sender|backscatter(?!er)|fully[- ]qualified (?:e-?mail )?address|call ?out(?! verification failed:)|sender (?:is |was |has been )?(?:\w{1,12} )?(?:black|block|deny)-?listed\b|\bbounces? (?:messages? )?(?:is |are |were )?(?:not|reject|refus|denied)|no bounces|(?:sender|sending|from) (?:address|domain|identity) (?:must|needs to|has to) (?:be|contain|have)|(?:null|empty|blank)[- ](?:sender|address|return|envelope|reverse)|accept (?:the )?(?:empty|null|bounce)|5\.1\.[78](?!\d)|unregistered domains|(?:not|n't) (?:be )?accept(?:ed|ing)? (?:any )?(?:messages|e-?mails?|mails?) from (?:this|that|the|your) (?:sender|address|domain|user|account|e-?mail)|mail from[^.;]{0,40}(?:not accepted|is refused|not welcome)|@\W{0,3} (?:is |has been )?(?:black|block|deny)-?listed|(?:does|do) not (?:belong to|match)[^.;]{0,40}(?:log|auth|user|account)|(?:not|isn't) (?:owned by|the owner)|same as (?:the )?auth|(?:use|be) your own (?:e-?mail )?address|permissions? to send as|(?:allowed|permitted|authori[sz]ed) to send (?:e-?mails? |mail |messages )?(?:as|from|using)\b|(?:address|identity|domain|sender|from) (?:is |was |has )?not (?:been )?(?:verified|confirmed)|(?:reply|return|reply-to|originator)[ -]?(?:address|path)?[^.;]{0,20}(?:not exist|invalid|unknown|reject|refus)|(?:access|service) for (?:this|your) (?:domain|sender)|verify (?:your (?:mail|e-?mail|address|identity)|existence of)|from: ?domain|in mail from\b|sender (?:is |was )?not (?:registered|on|in|known|allowed)|your (?:e-?mail )?domain\b[^.;]{0,30}(?:no mx|not (?:exist|found|resolve|allowed|authori[sz]ed|accepted)|refused|rejected|denied|invalid|unknown)|registered gateway user|sender(?:'s)? (?:domain|address)[^.;]{0,30}(?:resolve|\bmx\b|null ?mx|not exist)|invalid dns mx|header from[^.;]{0,30}not|blank from|valid from\b|sender account|required for sender|sending (?:mail |messages )?(?:from|as) (?:this|that|the|your) (?:e-?mail )?(?:address|domain|account|user)/i,
    confidence: 0.88,
    source: 'RFC 3463 X.1.7 and X.1.8',
    examples: [
      '550 5.1.8 <bounce@example.net>: Sender address rejected: Domain not found',
      '553 Suspected forgery, or shut down for abuse (#5.1.1)',
      '550 Sender has no A, AAAA or MX records',
      '550 The from address does not match any verified identity',
    ],
  },
  {
    id: 'sender-unknown',
    reason: 'sender_rejected',
    // The words that accuse a recipient, said of the sender.
    pattern: new RegExp(
      `${soughtSender}|${aboutSender(
        `(?:${UNKNOWN}|${CLOSED}|moved|(?<!\\bip (?:address )?(?:has )?)(?:is|was|been) blocked|(?:does not|doesn't) accept|(?:cannot|can ?not|could ?not|not|un)(?: be)? ?resolv(?:ed|able))`,
      )}`,
      'i',
    ),
    confidence: 0.88,
    examples: [
      '550 The sending account is dormant',
      '550 The account of your user name is no longer active',
      '550 Unable to find sender mailbox',
    ],
  },
  {
    id: 'client-unknown',
    reason: 'sender_dns',
    pattern:
      /(?:client|your|sending|remote|connecting|this|helo|ehlo) (?:host|server|ip|hostname|system|machine|network|name)(?:name| ?address)?\b[^.;]{0,30} (?:unknown|(?:not|(?:could)?n[o'’]?t|cannot)(?: be)? (?:found|resolved?|exist|known|identified|verified|located))/i,
    confidence: 0.85,
    examples: ['550 Your server does not exist in the DNS', '450 Client host could not be identified'],
  },
  {
    id: 'helo',
    reason: 'sender_dns',
    pattern:
      /\b(?:helo|ehlo)\b[^.;]{0,60}(?:invalid|reject|not resolve|mismatch|fully[- ]qualified|bogus|fake|forged|bad|deny|denied|requires|our (?:own )?name|should be|must (?:be|contain|have|match|name)|is my|argument|not (?:an? |the |match |your )?(?:allowed|accepted|found|valid|domain|fqdn|hostname|real|exist|name|ip))|(?:invalid|bad|bogus|forged|fake) (?:\w{1,24} )?(?:helo|ehlo)|\bhelo\w{2,4} (?:error|reject)|my name was rejected/i,
    confidence: 0.88,
    examples: [
      '504 5.5.2 <localhost>: Helo command rejected: need fully-qualified hostname',
      '451 EHLO must contain an address literal',
    ],
  },
];
