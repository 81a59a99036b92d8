// The canonical form of an e-mail address: the storage key of everything known about a recipient.
import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';

/** RFC 5321 4.5.3.1: 64 octets before the @, 255 after it, 254 in all (RFC 3696 erratum 1690). */
const LIMITS = { local: 64, domain: 253, address: 254 } as const;

/** RFC 5322 atext and dots, or anything visible above ASCII (RFC 6531). Dots may stand anywhere: docomo issued `a..b.@`. */
const UNQUOTED_LOCAL = /^(?:[a-z0-9!#$%&'*+/=?^_`{|}~.-]|[^\p{ASCII}\s\p{C}])+$/u;
const QUOTED_LOCAL = /^"(?:[^"\\\p{C}]|\\\P{C})*"$/u;
const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;
const ASCII = /^\p{ASCII}*$/u;
/** Else URL parsing would stop at `/`, decode `%41` and leave out line breaks, and find a domain in what is none. */
const INTERNATIONAL = /^(?:[a-z0-9_.-]|\P{ASCII})+$/iu;
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/**
 * Brings an address into its canonical form: display name and angle brackets stripped, lower case, domain in ASCII
 * (IDNA), plus-tags and dots kept. Returns undefined for what is not an address.
 */
export function canonicalAddress(raw: string): string | undefined {
  if (raw.length > 1024) return undefined;
  const bare = strip(raw);
  const at = bare.lastIndexOf('@');
  if (at < 1) return undefined;
  const local = canonicalLocal(bare.slice(0, at));
  const domain = canonicalDomain(bare.slice(at + 1));
  if (local === undefined || domain === undefined) return undefined;
  const address = `${local}@${domain}`;
  return Buffer.byteLength(address) <= LIMITS.address ? address : undefined;
}

/** `"Jane" <jane@example.com>`, `<jane@example.com>` and `rfc822;jane@example.com` all name jane@example.com. */
function strip(raw: string): string {
  const trimmed = raw.trim();
  const open = trimmed.endsWith('>') ? trimmed.lastIndexOf('<') : -1;
  const inner = open >= 0 ? trimmed.slice(open + 1, -1).trim() : trimmed;
  return /^rfc822;/i.test(inner) ? inner.slice(7).trim() : inner;
}

function canonicalLocal(raw: string): string | undefined {
  // Once more after lower-casing, which takes İ apart.
  const lower = raw.normalize('NFC').toLowerCase().normalize('NFC');
  if (Buffer.byteLength(lower) > LIMITS.local) return undefined;
  if (UNQUOTED_LOCAL.test(lower)) return lower;
  if (!QUOTED_LOCAL.test(lower)) return undefined;
  // RFC 5321 4.1.2: quotes that are not needed do not change the address.
  const content = lower.slice(1, -1);
  return UNQUOTED_LOCAL.test(content) ? content : lower;
}

/** The domain in lower-case ASCII, or undefined. Also takes an address literal in brackets. */
export function canonicalDomain(raw: string): string | undefined {
  if (raw.startsWith('[')) return addressLiteral(raw);
  const dotted = raw.replace(/[\u3002\uff0e\uff61]/g, '.');
  const ascii = ASCII.test(dotted) ? dotted.toLowerCase() : internationalDomain(dotted);
  if (ascii === undefined) return undefined;
  const name = ascii.endsWith('.') ? ascii.slice(0, -1) : ascii;
  if (name.length > LIMITS.domain) return undefined;
  return name.split('.').every((label) => LABEL.test(label)) ? name : undefined;
}

/** URL parsing reads `1.2` or `０ｘ７ｆ.1` as an IPv4 address: a name that comes back as one was never a name. */
function internationalDomain(name: string): string | undefined {
  if (!INTERNATIONAL.test(name)) return undefined;
  const ascii = domainToASCII(name);
  return ascii === '' || IPV4.test(ascii) ? undefined : ascii;
}

function addressLiteral(raw: string): string | undefined {
  if (!raw.endsWith(']')) return undefined;
  const inner = raw.slice(1, -1).toLowerCase();
  if (isIP(inner) === 4) return `[${inner}]`;
  const isIPv6 = inner.startsWith('ipv6:') && isIP(inner.slice(5)) === 6;
  // A zone such as `%eth0` is a matter of one machine.
  return isIPv6 && !inner.includes('%') ? `[${inner}]` : undefined;
}

/** The part after the last @ of a canonical address. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
