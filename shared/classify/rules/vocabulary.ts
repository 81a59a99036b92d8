// The words that rows have in common: of whom a reply speaks, and what it says of them.

const PERSON =
  'user(?:[ _-]?(?:name|id))?|reci?e?pi?e?nt|mail[ _-]?box|mail ?drop|mbox|inbox|account|(?:mail ?)?address(?:ee)?|e-?mail(?! (?:delivery|expired|message|(?:was |is )?undeliverable (?:for|after)))|person|customer|member|subscriber|employee|alias|rcpt|destination|local[ -]?part|screen ?name|contact|profile';
/** Those whom a reply may accuse: not who logs in to send, not the address of a client, not the address book. */
const WHO = String.raw`\b(?<!\b(?:ip|client|source|remote|smtp|auth|authenticated|login|helo|sender's|of your) )(?:${PERSON}|login(?= (?:is |was )?(?:not |unknown|does |could |cannot )))(?:'?s)?(?: name| id)?\b(?! (?:agent|book|authenti|log-?in|harvest|server|store\b|cluster|back-?end|\[?\d{1,3}\.))`;
/** Whom a reply means when it speaks of the sender. */
const SENDER = String.raw`\b(?:senders?|sending (?:e-?mail |mail )?(?:user|account|address|domain|mailbox)|your (?!recipient )(?:[\w-]{1,12} ){0,2}(?:account|mailbox|address|user(?: ?name)?|sender|identity|login|domain)|(?:mail ?)?from[: -](?:address|domain)|mail from|return[- ]?(?:path|address)|(?:sending|originating|from) domain|reply[- ]?to(?: address)?|originator|envelope[- ]from|(?:mail|messages?|sent) from:? ?<?@)`;
/**
 * Not over these words: what follows them is said of the sender, or of a part of the server. Looked for only at the letters
 * that they begin with.
 */
const GAP =
  '(?:[^;socydra]|(?!sender|sending|outgoing|your |connection|session|database|resource|service|server|attach)[socydra]){0,60}?';
/** From the sender to what is said of it: not over a recipient. */
const SENDER_GAP = String.raw`(?:(?!\b(?:to|recipient|rcpt|does not like|service)\b)[^;]){0,40}`;

/** "is not", "isn't", "isnt", "cannot be", "has never been", "does not seem to". */
const NOT =
  "(?:(?:not|never|cannot|can ?['’´`]?t|couldn['’´`]?t|(?:is|are|was|were|has|doe?s|did|do)n['’´`o]?t|dose not)(?: (?:a|an|been|be|to|to be|currently|yet|properly|locally|seem to|appear to)){0,3} )";
/** What isn't so of someone who is not known. */
const KNOWN =
  '(?:found|exist(?:s|ed|ing)?|know|known|recogni[sz]ed|available|valid|listed|here|defined|registered|present|accepted here|verified|located|identified|provisioned|matched|assigned|allocated|attributed|associated|created|set ?up|configured(?! (?:to|for|with|as)))';

/** Said of someone who is not known. */
export const UNKNOWN = String.raw`(?:unkn?o?wn?|uknown|un(?:available(?! to take)|recogni[sz]ed|route?able|listed|registered|identified|assigned)|(?<!\bmessage to [<@>]{1,3} (?:is |was ))undeliverable|not deliverable|invalid(?! (?:format|header|character|command|syntax))|misspel\w{1,24}|mis-?typed|bad(?![-\w]| (?:sequence|command|header|format|reputation|rating|score|history|trust|content))|(?:is|was) (?:wrong|incorrect)|fictitious|bogus|ambiguous|absent|(?:is|was) gone|undefined|no longer here|no longer on (?:the |this )?server|(?:non|un|in|not?)[ -]?exist\w{0,12}|no such|not (?:one )?of ours|not (?:one of )?our|not in (?:the |our |my |this )?(?:local )?list(?! of)|${NOT}${KNOWN}|no known|not (?:in|on|at|with|for) (?:our|the|this|my|any|that) (?:\w{1,24} ){0,2}(?:director\w{1,3}|address ?book|data ?base|records?|system|server|site|host|validrcptto|recipient|user|mailbox|rcpt|member)|not (?:on (?:file|record)|in (?:director\w{1,3}|data ?base))|(?:does|did) ?n[o'’]?t have an? (?:[\w.-]{1,60} )?(?:account|mail ?box)|has (?:no|never) (?:(?:e-?)?mail|mail ?box|account|exist\w{0,2}|been)|have no mail|no mail ?box|never existed|verif\w{1,12} (?:address )?failed|(?:does|did) ?n[o'’]?t (?:live|work|reside) here|(?:not|isn't) (?:an? )?(?:local |valid |known )?(?:user|mail ?box|account|address|recipient)(?: (?:here|on|at|of)\b|\W{0,3}$))`;
/** Said of someone who is no longer served. */
export const CLOSED = String.raw`(?:disabled|in-?active|inactivity|de-?activated|suspended|discontinued|closed|terminated|deleted|removed|dormant|frozen|archived|abandoned|cancell?ed|expired|lapsed|retired|purged|stopped|withdrawn|decommissioned|ceased|erased|destroyed|offboarded|(?:is|been) idle(?! time)|hibernated|obsolete|defunct|deceased|hung ?up|switched off|turned off|shut down|de-?provisioned|barred|locked|on hold|out of service|(?:un|not )used|(?:not|(?:is|was)n['’]?t) (?:been )?(?:active|enabled|in use|used|receiving|accessed)|(?:is|was) dead|never (?:been )?(?:used|active|activated|logged|signed|accessed)|(?:not|un|never)(?: yet| been){0,2} ?activated|no longer (?:active|valid|available|in use|in service|used|served|maintained|supported|monitored|reachable|accept\w{0,12}|receiv\w{0,12}|exists?)|(?:not|cannot|can't)(?: be)?(?: \w{1,24}){0,2} receive(?! (?:any )?more|d)|unable to receive|(?:not|(?:is|was|has|have|had|did)n['’´]?t|never) (?:been |since )?(?:(?:logg?(?:ed)?|signed)[- ]?(?:in|on)?|accessed|entered|used|visited|checked|opened|read) (?:it )?(?:for|since|during|within|over|in) (?:the )?(?:last |past |more than |over )?(?:\d{1,4}|an?|one|two|three|six|many|several|some|long|ages|days|weeks|months|years)|(?:should|must|needs? to|has to) log ?(?:in|on)\b)`;

/** An address that stands by itself, up to what is said of it: `<a@example.com>: user `. */
const ADDRESS = String.raw`(?:@|<[\w+-]{1,40}(?=>))['">)\]]{0,3}[:.,]{0,3} (?:(?:is|was|has been|has|now|currently|address|e-?mail|user|rejected|refused)[:,]? ){0,3}`;

/** What is said of a recipient. */
export const about = (predicates: string): string =>
  `(?:${WHO}${GAP}|${ADDRESS})\\b${predicates}(?!\\w| (?:\\w{1,12} )?sender)`;
/** What is said of the sender. */
export const aboutSender = (predicates: string): string => `${SENDER}${SENDER_GAP}\\b${predicates}(?!\\w)`;

/** What is said of a thing, up to what is said: not "in this database: unknown user". */
const THING_GAP = String.raw`(?:(?:name|record|service)\b)?(?: (?!(?:${PERSON})\b)["'\w/-](?:[\w./"'-]{0,60}[\w/"'])?)?:? (?:(?:is|was|are|were|has|have|been|does|did) ){0,3}`;
const THING_STATE = String.raw`(?:unkn?own|un(?:recogni[sz]ed|registered|defined|identified|resolvable)|invalid(?! (?:format|syntax))|(?:non|un|in|not?)[ -]?exist\w{0,12}|${NOT}(?:found|exist\w{0,3}|know|known|recogni[sz]ed|located|identified|resolved|registered|defined|associated|an? (?:\w{1,12} )?(?:address|mailbox|user))|disabled|suspended|terminated|deleted|removed|frozen|discontinued|de-?activated|inactive|locked|blocked|retired|withdrawn|decommissioned|no longer (?:exists?|valid|active|available|supported|in use|used)|not in (?:the |our |this |my )?director(?:y|ies))`;
const NOT_IN = String.raw`(?<!\b(?:in|on|at|by|from|of|for|with|to|or|our|this|that|local|mail|no) (?:the |our |this |my )?)`;
/** Parts of a server, or of a message. */
const THINGS =
  'server|service|data ?base|director(?:y|ie)|attachment|message|content|connection|session|subject|header|network|file|disk|table|certificate|license|page|record|transport|key|resource|template|queue|ip|router|store|scanner|filter|feature|option|url|link|policy|tls|ssl|dns|agent|book|plugin|milter|daemon|socket|zone|script|request|transaction|submission|back-?end|system';
/** What is said of a part of a server or of a message, whatever it would mean of a person. */
export const aboutThing = (things: string = THINGS): string =>
  `\\b(?=${things})${NOT_IN}(?:${things})(?:e?s)?\\b ?${THING_GAP}\\b${THING_STATE}(?!\\w| (?:(?:local|virtual|such|that|this|a|the|mail|of) )?(?:${PERSON}|entry)\\b)`;

/** That something was looked for in vain; what it was stands behind. */
const SOUGHT = String.raw`\b(?:no (?:such|matching|existing|known)|there (?:is|was) no(?: such)?|(?:can ?not|can['’]?t|could ?n[o'’]?t|unable to|failed to) (?:find|locate|identify))(?: (?:the|this|that|an?|any|such))?`;
export const soughtSender = `${SOUGHT} ${SENDER}`;
/** Mail servers and records are those of the recipient's domain. */
export const soughtThing = `${SOUGHT} (?!(?:mail|mx|smtp|dns|record|service for))(?:[\\w-]{1,16} )?(?:${THINGS})(?:e?s)?\\b(?! (?:${PERSON}|entry|for|of|in|on|has|have)\\b)`;

/** "No such user", "invalid mailbox": what is not known stands behind. */
export const noSuch = (adjectives: string): string =>
  String.raw`\b(?:${adjectives}) (?:(?:or \w{1,24}|local|virtual|e-?mail|mail|internet|final|delivery|destination|target|intended|envelope|existing|valid|such|specified) ){0,2}(?:${PERSON}|abonent)s?(?: name| id)?\b(?! (?:agent|book|authenti|log-?in|data ?base|server|domain|host|syntax|format|quota|list|polic|status|name(?:s)? (?:or|and)|or password|and password|limit|count|address syntax|parameter|error '))`;
