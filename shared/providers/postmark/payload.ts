// Postmark's webhooks as data: the fields of a post, and what each record and bounce type means.
import type { EventType } from '../../event/mail-event.ts';

/** One post as it came: nothing about its fields is certain. */
export interface PostmarkPost {
  readonly RecordType?: unknown;
  readonly MessageStream?: unknown;
  readonly MessageID?: unknown;
  readonly ID?: unknown;
  readonly Type?: unknown;
  readonly TypeCode?: unknown;
  readonly Tag?: unknown;
  readonly Metadata?: unknown;
  readonly Details?: unknown;
  readonly Email?: unknown;
  readonly Recipient?: unknown;
  readonly From?: unknown;
  readonly Inactive?: unknown;
  readonly BouncedAt?: unknown;
  readonly DeliveredAt?: unknown;
  readonly ReceivedAt?: unknown;
  readonly ChangedAt?: unknown;
  readonly OriginalLink?: unknown;
  readonly Origin?: unknown;
  readonly SuppressSending?: unknown;
  readonly SuppressionReason?: unknown;
  /** Only on inbound mail. */
  readonly FromFull?: unknown;
}

interface BounceType {
  readonly name: string;
  /** `TypeCode`. */
  readonly code: number;
  readonly type: EventType;
}

/** Names and codes after Postmark's own client libraries; codes 4, 8, 100004 and 100005 are not in use. */
const BOUNCE_TYPES: readonly BounceType[] = [
  { name: 'HardBounce', code: 1, type: 'bounce' },
  // Postmark may still be trying.
  { name: 'Transient', code: 2, type: 'deferral' },
  // The recipient answered with the wish to be removed, or to be added.
  { name: 'Unsubscribe', code: 16, type: 'unsubscribe' },
  { name: 'Subscribe', code: 32, type: 'other' },
  { name: 'AutoResponder', code: 64, type: 'autoreply' },
  { name: 'AddressChange', code: 128, type: 'other' },
  { name: 'DnsError', code: 256, type: 'deferral' },
  // A refusal for its content or a filter's verdict, no complaint by a person.
  { name: 'SpamNotification', code: 512, type: 'bounce' },
  { name: 'OpenRelayTest', code: 1024, type: 'autoreply' },
  { name: 'Unknown', code: 2048, type: 'bounce' },
  { name: 'SoftBounce', code: 4096, type: 'bounce' },
  { name: 'VirusNotification', code: 8192, type: 'bounce' },
  { name: 'ChallengeVerification', code: 16384, type: 'autoreply' },
  { name: 'BadEmailAddress', code: 100000, type: 'bounce' },
  { name: 'SpamComplaint', code: 100001, type: 'complaint' },
  // These four never left Postmark.
  { name: 'ManuallyDeactivated', code: 100002, type: 'drop' },
  { name: 'Unconfirmed', code: 100003, type: 'drop' },
  { name: 'SMTPApiError', code: 100007, type: 'drop' },
  { name: 'TemplateRenderingFailed', code: 100010, type: 'drop' },
  { name: 'Blocked', code: 100006, type: 'bounce' },
  // A hook for mail that came in failed: nothing was sent.
  { name: 'InboundError', code: 100008, type: 'other' },
  { name: 'DMARCPolicy', code: 100009, type: 'bounce' },
];

const BY_NAME = new Map(BOUNCE_TYPES.map((row) => [row.name.toLowerCase(), row]));
const BY_CODE = new Map<unknown, BounceType>(BOUNCE_TYPES.map((row) => [row.code, row]));

/** The name goes first: complaints come with 512, the code of SpamNotification. */
export function bounceTypeOf(name: string | undefined, code: unknown): BounceType | undefined {
  return name === undefined ? BY_CODE.get(code) : (BY_NAME.get(name.toLowerCase()) ?? BY_CODE.get(code));
}

/** The records whose name alone tells what happened, in lower case. */
export const RECORD_TYPES: ReadonlyMap<string, EventType> = new Map([
  ['spamcomplaint', 'complaint'],
  ['delivery', 'delivery'],
  ['open', 'other'],
  ['click', 'other'],
]);

/** What it means that Postmark stopped sending to an address, by `SuppressionReason` in lower case. */
export const SUPPRESSION_REASONS: ReadonlyMap<string, EventType> = new Map([
  ['hardbounce', 'bounce'],
  ['spamcomplaint', 'complaint'],
]);
