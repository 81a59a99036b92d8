// What a relay wrote around the remote server's reply is taken away, so that only its own words are judged.

/** `smtp; 550 ...` of RFC 3464, `host mx.example.com[192.0.2.1] said: 550 ...` of Postfix. */
const PREFIXES = [
  /^\s*(?:smtp|dns|x-[a-z0-9-]{1,20});\s*/i,
  /^\s*<[^>\s]{1,320}>[:.]*\s*/,
  /^\s*(?:host|conversation with) [^\s[]{1,255}\[[^\]]{1,64}\][^\n]{0,40}? (?:said|refused to talk to me):\s*/i,
] as const;
/** Postfix's hint of the command that was refused. */
const IN_REPLY_TO = /\s*\(in reply to [^)]{1,60}\)\s*$/i;
/** Headers of our own message that some servers quote: the sender's words, not the server's. */
const ECHOED_HEADERS = /[;\n][ \t]{0,8}(?:received|subject|from|to|message-id):\s[\s\S]*$/i;
/** `550-5.1.1 ...` lines of one reply (RFC 5321 4.2.1): the repeated codes say nothing new. */
const CONTINUATION = /\r?\n\s*(?:[245]\d\d[ -])?(?:[245]\.\d{1,3}\.\d{1,3}\s)?/g;

export interface CleanText {
  readonly text: string;
  /** How many characters were cut off the front: adds up to positions in the original as long as no line was joined. */
  readonly offset: number;
}

export function cleanText(original: string): CleanText {
  let text = original;
  for (const prefix of PREFIXES) text = text.replace(prefix, '');
  const offset = original.length - text.length;
  return { text: text.replace(IN_REPLY_TO, '').replace(ECHOED_HEADERS, '').replace(CONTINUATION, ' '), offset };
}
