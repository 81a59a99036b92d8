// SendGrid's event webhook as data: the fields of an item, and what each event name means.
import type { EventType } from '../../event/mail-event.ts';

/** One item as it came: nothing about its fields is certain, and custom arguments stand among them. */
export interface SendGridItem {
  readonly email?: unknown;
  readonly timestamp?: unknown;
  readonly event?: unknown;
  readonly sg_event_id?: unknown;
  readonly sg_message_id?: unknown;
  readonly 'smtp-id'?: unknown;
  readonly category?: unknown;
  readonly asm_group_id?: unknown;
  readonly bounce_classification?: unknown;
  readonly url?: unknown;
  readonly reason?: unknown;
  readonly response?: unknown;
  readonly status?: unknown;
  readonly type?: unknown;
  readonly ip?: unknown;
  readonly from?: unknown;
  readonly [customArgument: string]: unknown;
}

export interface EventFacts {
  readonly type: EventType;
  /** Common words that are SendGrid's on this event; on any other the same word is a custom argument. */
  readonly own: ReadonlySet<string>;
  /** Whether an unsubscribe group (`asm_group_id`) narrows the event. */
  readonly group: 'optional' | 'required' | 'ignored';
}

function facts(type: EventType, own: readonly string[] = [], group: EventFacts['group'] = 'optional'): EventFacts {
  return { type, own: new Set(own), group };
}

/** The name of account events: they are about the account, so they have no address. */
export const ACCOUNT_EVENT = 'account_status_change';

/** By event name in lower case. Fields after the property matrix of the documentation, widened by real payloads. */
export const EVENTS: ReadonlyMap<string, EventFacts> = new Map([
  // Also with type `blocked` or `expired`: those are no hard bounces, which is for the classifier to see.
  ['bounce', facts('bounce', ['reason', 'status', 'type', 'ip', 'tls'])],
  ['dropped', facts('drop', ['reason', 'status', 'ip'])],
  // The documentation's table says `reason`, its samples say `response`.
  ['deferred', facts('deferral', ['response', 'reason', 'status', 'attempt', 'ip', 'domain', 'from'])],
  ['delivered', facts('delivery', ['response', 'ip', 'tls'])],
  ['spamreport', facts('complaint')],
  // From all mail, whatever group the message was sent to.
  ['unsubscribe', facts('unsubscribe', [], 'ignored')],
  // Without its group it counts for all mail: rather a mail too few than one that was declined.
  ['group_unsubscribe', facts('unsubscribe')],
  // Without its group it must not lift an unsubscribe from all mail.
  ['group_resubscribe', facts('resubscribe', [], 'required')],
  ['processed', facts('other')],
  ['open', facts('other')],
  ['click', facts('other')],
]);

/** What is true of an event name that SendGrid may add one day. */
export const UNKNOWN_EVENT = facts('other');

/**
 * SendGrid's own keys on every event: whatever else stands at the top level is a custom argument, save that what names
 * a campaign or a template (`marketing_campaign_id`, `singlesend_name`, `template_id`) is passed on among them.
 */
export const RESERVED: ReadonlySet<string> = new Set([
  'email',
  'timestamp',
  'event',
  'sg_event_id',
  'sg_message_id',
  'smtp-id',
  'category',
  'asm_group_id',
  'bounce_classification',
  'cert_err',
  // On opens, clicks and unsubscribes these are the recipient's, and personal.
  'ip',
  'useragent',
  'url',
  'url_offset',
  'newsletter',
  'pool',
  'send_at',
  'sg_content_type',
  'sg_machine_open',
  'sg_template_id',
  'sg_template_name',
  'sg_user_id',
  'mc_stats',
  'phase_id',
  'post_type',
  'reseller_id',
  'template_hash',
  'template_version_id',
]);
