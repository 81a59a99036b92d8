// MailEvent: the one schema that every sender's events are normalised into, and that travels through the queue.
import * as z from 'zod/mini';
import { BOUNDS } from './bounds.ts';
import './messages.ts';

/** The senders whose webhooks are understood. Adding one starts here. */
export const PROVIDER_NAMES = ['sendgrid', 'postmark', 'ses'] as const;
export type ProviderName = (typeof PROVIDER_NAMES)[number];

/**
 * What happened to a message, in the field's common words.
 *
 * - `bounce`: the final refusal by the receiving side
 * - `deferral`: a temporary refusal, the sender keeps trying
 * - `drop`: the sender refused to send at all
 * - `complaint`: the recipient reported the message as spam
 * - `unsubscribe` / `resubscribe`: the recipient left or rejoined a stream
 * - `delivery`: the receiving server accepted the message
 * - `autoreply`: an out-of-office reply or a challenge
 * - `other`: anything that says nothing about whether the address can be mailed
 */
export const EVENT_TYPES = [
  'bounce',
  'deferral',
  'drop',
  'complaint',
  'unsubscribe',
  'resubscribe',
  'delivery',
  'autoreply',
  'other',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

const bounded = (max: number) => z.string().check(z.maxLength(max));

const instant = z.iso.datetime({ precision: 3 });

export const diagnostic = z.strictObject({
  /** The three-digit reply of RFC 5321, such as 550. */
  smtpCode: z.optional(z.int().check(z.minimum(200), z.maximum(599))),
  /** The enhanced status code of RFC 3463, such as 5.1.1. */
  enhancedCode: z.optional(z.string().check(z.regex(/^[245]\.\d{1,3}\.\d{1,3}$/))),
  /** The reply as the sender passed it on. */
  text: z.optional(bounded(BOUNDS.text)),
  /** Host name or address of the server that refused. */
  remoteMta: z.optional(bounded(BOUNDS.host)),
  /** Host name of the server that wrote the delivery status notification (RFC 3464). */
  reportingMta: z.optional(bounded(BOUNDS.host)),
});
export type Diagnostic = z.infer<typeof diagnostic>;

export const mailEvent = z.strictObject({
  version: z.literal(1),
  /** The same for every copy of one event, whatever path it came by. */
  id: bounded(BOUNDS.id),
  provider: z.enum(PROVIDER_NAMES),
  type: z.enum(EVENT_TYPES),
  /** The canonical address: the storage key. */
  recipient: bounded(BOUNDS.address),
  /** The address as the sender wrote it, where that differs. */
  recipientRaw: z.optional(bounded(BOUNDS.address)),
  /** When it happened, ISO 8601 UTC with milliseconds; never later than receipt plus a small tolerance. */
  occurredAt: instant,
  receivedAt: instant,
  /** The sender's id of the message, so that several attempts at one message count once. */
  messageId: z.optional(bounded(BOUNDS.id)),
  /** The scope of unsubscribes and complaints: message stream, ASM group, configuration set or contact list topic. */
  stream: z.optional(bounded(BOUNDS.stream)),
  diagnostic: z.optional(diagnostic),
  /** The sender's own words, verbatim: the record's name, its type and its subtype. */
  native: z.strictObject({
    event: bounded(BOUNDS.native),
    type: z.optional(bounded(BOUNDS.native)),
    subtype: z.optional(bounded(BOUNDS.native)),
    /** Postmark's `Inactive`: the sender itself will not send to this address again. */
    inactive: z.optional(z.boolean()),
  }),
  /** How many recipients share a complaint whose author the receiver hid; absent when it is one. */
  suspects: z.optional(z.int().check(z.minimum(2))),
  sender: z.optional(
    z.strictObject({ domain: z.optional(bounded(BOUNDS.host)), ip: z.optional(bounded(BOUNDS.host)) }),
  ),
  tags: z.optional(z.array(bounded(BOUNDS.metadataValue)).check(z.maxLength(BOUNDS.tags))),
  metadata: z.optional(z.record(bounded(BOUNDS.metadataKey), bounded(BOUNDS.metadataValue))),
});
export type MailEvent = z.infer<typeof mailEvent>;
