// The kinds of SES events as data: where each tells whom it is about, and what it says about them.
import type { EventType } from '../../event/mail-event.ts';
import { type Judgement, judgeBounce, judgeComplaint } from './judge.ts';
import { subscriptionChanges } from './subscription.ts';
import type { Fields } from './unwrap.ts';

export interface RecordKind {
  /** The key of the event's own object; its other keys below stand in it. */
  readonly object: string;
  /**
   * Who the event is about: a list in its object, every addressee of the message (`everyone`), or its only addressee.
   * With `only-addressee-or-nobody` a message to several gives no event: the record says nothing about an address, and
   * which of them it was is not told.
   */
  readonly about: { readonly list: string } | 'everyone' | 'only-addressee' | 'only-addressee-or-nobody';
  readonly judge: (record: Fields, entry: unknown, entries: readonly unknown[]) => readonly Judgement[];
  /** The keys of the type and the subtype. */
  readonly native?: readonly [type: string, subtype?: string];
  /** The key of a text about the record as a whole. */
  readonly reply?: string;
  /** A key without which the record can't be read. */
  readonly required?: string;
  /** Happens once per message and recipient, so the time is no part of the id: two paths may tell it differently. */
  readonly once?: true;
}

const always = (type: EventType) => () => [{ type }];

/** By name in lower case without blanks: SES writes "Rendering Failure" in one place and RENDERING_FAILURE in another. */
const KINDS = new Map<string, RecordKind>([
  [
    'bounce',
    {
      object: 'bounce',
      about: { list: 'bouncedRecipients' },
      native: ['bounceType', 'bounceSubType'],
      judge: judgeBounce,
      once: true,
    },
  ],
  [
    'complaint',
    {
      object: 'complaint',
      about: { list: 'complainedRecipients' },
      native: ['complaintFeedbackType', 'complaintSubType'],
      judge: judgeComplaint,
      once: true,
    },
  ],
  ['delivery', { object: 'delivery', about: { list: 'recipients' }, reply: 'smtpResponse', judge: always('delivery') }],
  [
    'deliverydelay',
    { object: 'deliveryDelay', about: { list: 'delayedRecipients' }, native: ['delayType'], judge: always('deferral') },
  ],
  // SES refused the message as a whole, for its content or its template. That is the sender's fault, so it hurts no
  // recipient to name them all.
  ['reject', { object: 'reject', about: 'everyone', reply: 'reason', judge: always('drop') }],
  ['renderingfailure', { object: 'failure', about: 'everyone', reply: 'errorMessage', judge: always('drop') }],
  ['send', { object: 'send', about: 'only-addressee-or-nobody', judge: always('other') }],
  ['open', { object: 'open', about: 'only-addressee-or-nobody', judge: always('other') }],
  ['click', { object: 'click', about: 'only-addressee-or-nobody', judge: always('other') }],
  [
    'subscription',
    // Without the list's name the change would reach every stream.
    { object: 'subscription', about: 'only-addressee', required: 'contactList', judge: subscriptionChanges },
  ],
]);

/** SES adds kinds without notice: a new one is let through, and says nothing about anybody. */
const UNKNOWN: RecordKind = { object: '', about: 'only-addressee-or-nobody', judge: always('other') };

/** The kind by the event's name as SES writes it. */
export function kindOf(name: string): RecordKind {
  return KINDS.get(name.toLowerCase().replace(/[\s_-]/g, '')) ?? UNKNOWN;
}
