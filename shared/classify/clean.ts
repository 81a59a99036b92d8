// What a relay wrote around the remote server's reply is taken away, so that only its own words are judged.

/**
 * `smtp; 550 ...` of RFC 3464, `<a@example.com>: host mx.example.com[192.0.2.1] said: 550 ...` of Postfix, and what else a
 * program calls it: `Net::SMTPFatalError: 550 ...`.
 */
const PREFIXES =
  /^\s*(?:status=\w{4,9} \()?(?:(?:smtp|dns|x-[a-z0-9-]{1,20});\s*)?(?:<[^>\s]{1,320}>[:.]*\s*)?(?:(?:(?:host|conversation with) )?[^\s[]{1,255}\[[^\]]{1,64}\][^\n]{0,40}?\s{1,8}(?:said|refused\s{1,8}to\s{1,8}talk(?:\s{1,8}to)?\s{1,8}me):\s*)?(?:[a-z:._ -]{2,40}: {1,4}(?=[245]\d\d[ -]))?/i;
const BEGINS_WITH_CODE = /^[245](?:\d\d[ -]|\.\d)/;
/**
 * What programs write before the answer that they were given: qmail's `Remote host said:`, Exim's `SMTP error from remote
 * mail server after RCPT TO:<a@example.com>:`, Gmail's `The response from the remote server was:`.
 */
const QUOTED =
  /^[\s\S]{0,700}?\b(?:remote\s(?:host|server|mta)\s(?:said|returned|replied|responded|answered)(?:\[[^\]]{1,40}\])?|(?:response|error|reply)(?:\sthat)?(?:\sfrom)?(?:\sthe)?\s(?:remote|other)\s(?:host|server)(?:\s[\w=\s]{1,20})?\s(?:was|is)|the\sresponse\swas|smtp error from remote (?:mail )?(?:server|mailer|host) after [^\n]{1,400}?):\s{1,4}(?:host [^\s[]{1,255} ?\[[^\]]{1,64}\]:\s)?(?:[245]\d\d (?=[245]\d\d[ -]))?/i;
/** The fields of a delivery status notification before the one that holds the reply (RFC 3464 2.3.6). */
const REPORT_FIELDS = /^[\s\S]{0,700}?\bdiagnostic-code:\s{0,4}(?:[a-z-]{2,20};\s{0,4})?/i;
/** `<mx.example.com #5.7.1 smtp;554 5.7.1 ...>`, and `#550 5.1.1 ...`, below the prose of Exchange. */
const SERVER_AND_CODE =
  /^[\s\S]{0,700}?(?:<\s?\S{1,255} #[45]\.\d{1,3}\.\d{1,3} (?:smtp|x-[a-z-]{1,20});\s{0,4}|diagnostic information for administrators:[\s\S]{0,400}? #(?=[45]\d\d |<))/i;
/** PHPMailer's `SMTP Error: ... SMTP server error: RCPT TO command failed Detail: ...`. */
const DETAIL = /^[\s\S]{0,400}?\bcommand failed detail:\s{1,4}/i;
/** `#< #5.0.0 X-Spam-Firewall; ...` of sendmail's programs. */
const PROGRAM = /^#<? ?#?[45]\.\d\.\d x-[^;\s]{1,40};\s*/i;
/** qmail's own words behind the answer. */
const GIVING_UP = /\s(?:giving up on|i'm not going to try again)[^\n]{0,300}$/i;
/** Postfix's hint of the command that was refused. */
const IN_REPLY_TO = /\(in reply to [^)]{1,60}\)/gi;
/** What Postfix logs behind a refusal: names that the sender's side gave. */
const LOGGED = /; from=<[^>]{0,320}>(?: to=<[^>]{0,320}>)? proto=[\s\S]*$/i;
/** Headers of our own message that some servers quote: the sender's words, not the server's. */
const ECHOED_HEADERS = /[;\n][ \t]{0,8}(?:received|subject|from|to|message-id):\s(?![245]\d\d[ -])[\s\S]*$/i;
/** The same in prose. */
const ECHOED_SUBJECT = /\bsubject of (?:\([^)]{0,400}\)|"[^"]{0,400}")/gi;
// A number before a unit of time is no reply code.
const CODE = String.raw`[245]\d\d[- ](?!(?:[sS]ec(?:ond)?s?|[mM]in(?:ute)?s?|[hH](?:ou)?rs?|[dD]ays?|[smh])\b)`;
const ENHANCED_CODE = String.raw`[245]\.\d{1,3}\.\d{1,3}`;
/** `550-5.1.1 ...` lines of one reply (RFC 5321 4.2.1): the repeated codes say nothing new. */
const CONTINUATION = new RegExp(String.raw`\s{0,8}\r?\n[\s>]{0,16}(?:${CODE})?(?:${ENHANCED_CODE}\s)?`, 'g');
/** The same where a webhook has joined the lines, `550-5.1.1 first 550 5.1.1 second`, `4.2.2 first; 4.2.2 second`, and blanks. */
const JOINED = new RegExp(String.raw`[ ;] ?${CODE}(?:${ENHANCED_CODE} )?(?=\S)|; ${ENHANCED_CODE} (?=\S)| {2,}`, 'g');
/** What ends an address in running text, by the codes of the characters. */
const ADDRESS_ENDS = new Uint8Array(1 << 16);
for (const end of ' \t\r\n\f\v\u00a0<>"\'():;,[]') ADDRESS_ENDS[end.charCodeAt(0)] = 1;

/**
 * The remote server's own words on one line, addresses replaced by `@`. Before each replacement a mark that such texts hold as
 * they are commonly written is looked for, since few replies hold one: the rarer its first letter, the faster.
 */
export function cleanText(original: string): string {
  let text = withoutPrefixes(straight(original));
  // Stryker disable ConditionalExpression,StringLiteral: short cuts
  if (text.includes('#') && text.includes(' #')) text = text.replace(SERVER_AND_CODE, '');
  if (text.startsWith('#')) text = text.replace(PROGRAM, '');
  if (text.includes('gnostic-')) text = text.replace(REPORT_FIELDS, '');
  if (text.includes('mote ') || text.includes('was:')) text = text.replace(QUOTED, '');
  if (text.includes('Detail:')) text = text.replace(DETAIL, '');
  if (text.includes('up on') || text.includes("'m not")) text = text.replace(GIVING_UP, '');
  if (text.includes('; from=')) text = text.replace(LOGGED, '');
  if (text.includes('(i') || text.includes('(I')) text = text.replace(IN_REPLY_TO, '');
  if (text.includes(';') || text.includes('\n')) text = text.replace(ECHOED_HEADERS, '');
  if (text.includes('ject of')) text = text.replace(ECHOED_SUBJECT, '');
  if (text.includes('\n')) text = text.replace(CONTINUATION, ' ');
  // Stryker restore ConditionalExpression,StringLiteral
  return withoutAddresses(text.replace(JOINED, ' ').trimEnd());
}

/** "doesn’t" and "blocked – user" as they are mostly written, character for character. */
function straight(text: string): string {
  // Stryker disable next-line StringLiteral: a short cut
  const apostrophes = text.includes('’') ? text.replaceAll('’', "'") : text;
  // Stryker disable next-line StringLiteral: a short cut
  return apostrophes.includes('–') ? apostrophes.replaceAll('–', '-') : apostrophes;
}

/** Most replies begin with their code. */
function withoutPrefixes(text: string): string {
  // Stryker disable next-line all: a short cut
  if (BEGINS_WITH_CODE.test(text)) return text;
  const rest = text.replace(PREFIXES, '');
  // Twice, since a relay may quote what another relay wrote.
  return rest.length < text.length ? rest.replace(PREFIXES, '') : rest;
}

/** An address says nothing about the cause, whatever words it is made of. */
function withoutAddresses(text: string): string {
  let rest = '';
  let from = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', from)) {
    let start = at;
    while (start > from && ADDRESS_ENDS[text.charCodeAt(start - 1)] === 0) start -= 1;
    // `is not allowed...a@example.com`
    const dots = text.slice(start, at).lastIndexOf('...');
    if (dots >= 0) start += dots + 3;
    let end = at + 1;
    // Stryker disable next-line EqualityOperator: there is no character behind the last
    while (end < text.length && ADDRESS_ENDS[text.charCodeAt(end)] === 0) end += 1;
    rest += `${text.slice(from, start)}@`;
    from = end;
  }
  return rest + text.slice(from);
}

const PAGE = /(?:https?:\/\/|\bwww\.)[^\s<>"'()[\]]{0,300}[^\s<>"'()[\].,;:!?]/gi;

/** A page is called "spam" or "blocklist" by those who keep it, whatever the cause of the reply that points to it. */
export function withoutPages(text: string, lower: string = text.toLowerCase()): string {
  // Stryker disable next-line ConditionalExpression,StringLiteral: a short cut
  return lower.includes('://') || lower.includes('www.') ? text.replace(PAGE, '://') : text;
}

/** Where the words of the cleaned text stand in the original; undefined where lines were joined in a way that hides it. */
export function spanIn(original: string, words: string): [start: number, end: number] | undefined {
  return spanOf(original, words) ?? spanOf(straight(original), words);
}

function spanOf(original: string, words: string): [start: number, end: number] | undefined {
  const start = original.indexOf(words);
  if (start >= 0) return [start, start + words.length];
  const tokens = words.split(/[\s@]/).filter((token) => token.length > 1);
  const head = tokens.at(0) ?? words;
  const last = tokens.at(-1) ?? words;
  const first = original.indexOf(head);
  const end = first < 0 ? -1 : original.indexOf(last, tokens.length > 1 ? first + head.length : first);
  return end < 0 ? undefined : [first, end + last.length];
}
