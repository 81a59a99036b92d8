// The words that rows have in common: of whom a reply speaks, and what it says of them.

/** Those whom a reply may accuse. */
const WHO = String.raw`\b(?:user(?:[ _-]?(?:name|id))?|reci?e?pi?e?nt|mail[ _-]?box|mail ?drop|mbox|inbox|account|(?:mail ?)?address(?:ee)?|e-?mail|person|customer|member|subscriber|employee|alias|login|rcpt|destination|local[ -]?part|screen ?name)(?:'?s)?(?: name| id)?\b`;
/** Whom a reply means when it speaks of the sender. */
const SENDER = String.raw`\b(?:senders?|sending (?:e-?mail |mail )?(?:user|account|address|domain|mailbox)|your (?:[\w-]{1,12} ){0,2}(?:account|mailbox|address|user(?: ?name)?|sender|identity|login|domain)|(?:mail ?)?from[: -](?:address|domain)|mail from|return[- ]?(?:path|address)|(?:sending|originating|from) domain|reply[- ]?to(?: address)?|originator|envelope[- ]from|(?:mail|messages?|sent) from:? ?<?@)`;
/**
 * Not over these words: what follows them is said of the sender, or of a part of the server. Looked for only at the letters
 * that they begin with.
 */
const GAP =
  '(?:[^;socydra]|(?!sender|sending|outgoing|your |connection|session|database|resource|service|server|attach)[socydra]){0,60}';
/** From the sender to what is said of it: not over a recipient. */
const SENDER_GAP = String.raw`(?:(?!\b(?:to|recipient|rcpt|does not like)\b)[^;]){0,40}`;

/** "is not", "isn't", "isnt", "cannot be", "has never been", "does not seem to". */
const NOT =
  "(?:(?:not|never|cannot|can't|couldn['’]?t|(?:is|are|was|were|has|does|did|do)n['’o]?t|dose not)(?: (?:a|an|been|be|to be|currently|yet|properly|locally|seem to|appear to)){0,3} )";
/** What isn't so of someone who is not known. */
const KNOWN =
  '(?:found|exist(?:s|ed|ing)?|know|known|recogni[sz]ed|available|valid|listed|here|defined|registered|present|accepted here|verified|located|identified|provisioned|matched|assigned|allocated|attributed|associated|created)';

/** Said of someone who is not known. */
export const UNKNOWN = String.raw`(?:unkn?o?wn?|un(?:available|deliverable|recogni[sz]ed|route?able|listed|registered|identified|assigned)|not deliverable|invalid(?! (?:format|header|character|command|syntax))|misspel\w{1,24}|mis-?typed|bad(?! (?:sequence|command|header|format|reputation|content))|(?:is|was) (?:wrong|incorrect)|fictitious|bogus|ambiguous|absent|no longer here|no longer on (?:the |this )?server|(?:non|un|in|not )-?exist\w{0,12}|no such|not (?:one of )?our|${NOT}${KNOWN}|no known|not (?:in|on|at|with|for) (?:our|the|this|my|any|that) (?:\w{1,24} ){0,2}(?:director\w{1,3}|address ?book|data ?base|records?|system|server|site|host|validrcptto|recipient|user|mailbox|rcpt|member)|not (?:on (?:file|record)|in (?:director\w{1,3}|data ?base))|(?:does|did) ?n[o'’]?t have an? (?:[\w.-]{1,60} )?(?:account|mail ?box)|has (?:no|never) (?:(?:e-?)?mail|mail ?box|account|exist\w{0,2}|been)|have no mail|no mail ?box|never existed|verif\w{1,12} (?:address )?failed|(?:does|did) ?n[o'’]?t (?:live|work|reside) here|(?:not|isn't) (?:an? )?(?:user|mail ?box|account|address|recipient) (?:here|on|at|of))`;
/** Said of someone who is no longer served. */
export const CLOSED = String.raw`(?:disabled|in-?active|inactivity|de-?activated|suspended|discontinued|closed|terminated|deleted|removed|dormant|frozen|archived|abandoned|cancell?ed|expired|lapsed|retired|purged|stopped|withdrawn|decommissioned|hibernated|obsolete|defunct|deceased|hung ?up|switched off|turned off|shut down|de-?provisioned|barred|locked|on hold|out of service|(?:un|not )used|not (?:been )?(?:active|enabled|in use|used|receiving|logged)|never (?:been )?(?:used|active|activated|logged|signed|accessed)|(?:not|un|never) ?activated|no longer (?:active|valid|available|in use|in service|used|served|maintained|supported|monitored|reachable|accept\w{0,12}|receiv\w{0,12}|exists?)|(?:not|cannot|can't)(?: be)?(?: \w{1,24}){0,2} receive(?! (?:any )?more|d)|(?:should|must|needs? to|has to) log ?(?:in|on)\b)`;

/** An address that stands by itself, up to what is said of it: `<a@example.com>: user `. */
const ADDRESS = String.raw`@['">)\]]{0,3}[:.,]{0,3} (?:(?:is|was|has been|has|address|e-?mail|user|rejected|refused)[:,]? ){0,3}`;

/** What is said of a recipient. */
export const about = (predicates: string): string => `(?:${WHO}${GAP}|${ADDRESS})\\b${predicates}(?!\\w)`;
/** What is said of the sender. */
export const aboutSender = (predicates: string): string => `${SENDER}${SENDER_GAP}\\b${predicates}(?!\\w)`;
