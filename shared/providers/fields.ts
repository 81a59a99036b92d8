// Small readings that every sender's module shares: untrusted fields in, bounded and clean values out.
import { hash } from 'node:crypto';
import { isIP } from 'node:net';
import { canonicalAddress, domainOf } from '../event/address.ts';
import { BOUNDS } from '../event/bounds.ts';
import type { MailEvent, ProviderName } from '../event/mail-event.ts';

/** Printable ASCII without blanks: safe in logs, queue attributes and sort keys. */
const PLAIN_ID = /^[\x21-\x7e]{1,128}$/;
/** 22 base64url characters hold 132 bits: enough that two events never share an id by chance. */
const HASH_LENGTH = 22;

/** `provider:type:nativeId`; an id that is too long or not plain is replaced by its hash. */
export function eventId(provider: ProviderName, type: string, nativeId: string): string {
  return `${provider}:${type}:${PLAIN_ID.test(nativeId) ? nativeId : digest(nativeId)}`;
}

/** The id of an event that the sender gave none: a hash over what tells it apart from every other. */
export function hashedId(provider: ProviderName, type: string, parts: readonly string[]): string {
  // As JSON, because joining by a separator would let ['a|b'] and ['a', 'b'] collide.
  return `${provider}:${type}:${digest(JSON.stringify(parts))}`;
}

function digest(text: string): string {
  return `sha256-${hash('sha256', text, 'base64url').slice(0, HASH_LENGTH)}`;
}

/** A text field, trimmed; undefined when it is blank or no text at all. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value.trim() || undefined : undefined;
}

/** The same, cut to `max` UTF-16 code units. */
export function textWithin(value: unknown, max: number): string | undefined {
  return textOf(value)?.slice(0, max);
}

/** One of the sender's own words, such as a record type. */
export function nativeText(value: unknown): string | undefined {
  return textWithin(value, BOUNDS.native);
}

/** The recipient in canonical form and, where that differs, as the sender wrote it; undefined for no address. */
export function recipientOf(value: unknown): Pick<MailEvent, 'recipient' | 'recipientRaw'> | undefined {
  if (typeof value !== 'string') return undefined;
  const recipient = canonicalAddress(value);
  if (recipient === undefined) return undefined;
  return recipient === value ? { recipient } : { recipient, recipientRaw: value.slice(0, BOUNDS.address) };
}

/** The first tags of a list that are texts or numbers; undefined when there is none. */
export function boundedTags(values: readonly unknown[]): string[] | undefined {
  const tags: string[] = [];
  for (const value of values) {
    const tag = textWithin(typeof value === 'number' ? String(value) : value, BOUNDS.metadataValue);
    if (tag !== undefined && tags.push(tag) === BOUNDS.tags) break;
  }
  return tags.length > 0 ? tags : undefined;
}

/** The first entries whose values are texts, numbers or booleans; undefined when there is none. */
export function boundedMetadata(entries: Iterable<readonly [string, unknown]>): Record<string, string> | undefined {
  const kept: [string, string][] = [];
  for (const [key, value] of entries) {
    const type = typeof value;
    if (key === '' || (type !== 'string' && type !== 'number' && type !== 'boolean')) continue;
    const text = String(value).slice(0, BOUNDS.metadataValue);
    if (kept.push([key.slice(0, BOUNDS.metadataKey), text]) === BOUNDS.metadataKeys) break;
  }
  // fromEntries defines properties, where an assignment to `__proto__` would change the prototype.
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

/** Who sent the message, as far as it is told: the domain of the From address, and the sending server's IP. */
export function senderOf(told: { from?: unknown; ip?: unknown }): MailEvent['sender'] {
  const from = typeof told.from === 'string' ? canonicalAddress(told.from) : undefined;
  const address = textWithin(told.ip, BOUNDS.host);
  const ip = address !== undefined && isIP(address) !== 0 ? address : undefined;
  if (from === undefined && ip === undefined) return undefined;
  return { ...(from !== undefined && { domain: domainOf(from) }), ...(ip !== undefined && { ip }) };
}
