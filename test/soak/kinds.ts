// What each sender can tell of an address, as the payload that it would post.
import type { EventType, ProviderName } from '../../shared/event/mail-event.ts';

type Fields = Readonly<Record<string, unknown>>;

/** One thing that happened, before any sender has put it into words. */
export interface Fact {
  readonly type: EventType;
  readonly recipient: string;
  /** Milliseconds; whole seconds, since SendGrid tells no more. */
  readonly at: number;
  readonly messageId: string;
  /** Tells it from every other. */
  readonly number: number;
}

/** What happens, by sender, as often as it stands here; with the fields that say so. */
export const KINDS: Readonly<Record<ProviderName, readonly { readonly type: EventType; readonly fields: Fields }[]>> = {
  sendgrid: [
    { type: 'bounce', fields: { event: 'bounce', type: 'bounce', status: '5.1.1', reason: '550 5.1.1 No such user' } },
    { type: 'bounce', fields: { event: 'bounce', type: 'bounce', status: '5.2.2', reason: '552 5.2.2 Mailbox full' } },
    {
      type: 'bounce',
      fields: { event: 'bounce', type: 'blocked', status: '5.7.1', reason: '554 5.7.1 blocked using zen.spamhaus.org' },
    },
    { type: 'deferral', fields: { event: 'deferred', response: '452 4.2.2 Mailbox full', attempt: '3' } },
    { type: 'drop', fields: { event: 'dropped', reason: 'Bounced Address' } },
    { type: 'complaint', fields: { event: 'spamreport' } },
    { type: 'unsubscribe', fields: { event: 'unsubscribe' } },
    { type: 'unsubscribe', fields: { event: 'group_unsubscribe', asm_group_id: 4711 } },
    { type: 'resubscribe', fields: { event: 'group_resubscribe', asm_group_id: 4711 } },
    { type: 'delivery', fields: { event: 'delivered', response: '250 2.0.0 OK' } },
    { type: 'delivery', fields: { event: 'delivered', response: '250 OK queued' } },
    { type: 'other', fields: { event: 'open' } },
    { type: 'other', fields: { event: 'not_yet_invented' } },
  ],
  postmark: [
    { type: 'bounce', fields: { RecordType: 'Bounce', Type: 'HardBounce', Details: 'smtp;550 5.1.1 unknown user' } },
    { type: 'bounce', fields: { RecordType: 'Bounce', Type: 'SoftBounce', Details: 'smtp;452 4.2.2 over quota' } },
    { type: 'bounce', fields: { RecordType: 'Bounce', Type: 'SpamNotification', Details: 'smtp;550 5.7.1 spam' } },
    { type: 'deferral', fields: { RecordType: 'Bounce', Type: 'Transient', Details: 'smtp;451 4.7.1 greylisted' } },
    { type: 'complaint', fields: { RecordType: 'SpamComplaint', Type: 'SpamComplaint' } },
    {
      type: 'unsubscribe',
      fields: {
        RecordType: 'SubscriptionChange',
        SuppressSending: true,
        SuppressionReason: 'ManualSuppression',
        Origin: 'Recipient',
      },
    },
    { type: 'resubscribe', fields: { RecordType: 'SubscriptionChange', SuppressSending: false, Origin: 'Customer' } },
    { type: 'delivery', fields: { RecordType: 'Delivery', Details: 'smtp;250 2.0.0 OK' } },
    { type: 'delivery', fields: { RecordType: 'Delivery', Details: 'smtp;250 queued' } },
    { type: 'other', fields: { RecordType: 'Open' } },
  ],
  ses: [
    {
      type: 'bounce',
      fields: {
        bounceType: 'Permanent',
        bounceSubType: 'General',
        status: '5.1.1',
        code: 'smtp; 550 5.1.1 no mailbox',
      },
    },
    {
      type: 'bounce',
      fields: { bounceType: 'Transient', bounceSubType: 'MailboxFull', status: '4.2.2', code: 'smtp; 452 4.2.2 full' },
    },
    { type: 'drop', fields: { bounceType: 'Permanent', bounceSubType: 'OnAccountSuppressionList', status: '5.1.1' } },
    { type: 'deferral', fields: { delayType: 'MailboxFull', status: '4.2.2', code: 'smtp; 452 4.2.2 over quota' } },
    { type: 'complaint', fields: { complaintFeedbackType: 'abuse' } },
    { type: 'delivery', fields: { smtpResponse: '250 2.0.0 OK' } },
    { type: 'delivery', fields: { smtpResponse: '250 queued' } },
    { type: 'other', fields: {} },
  ],
};

export function sendgridItem({ recipient, at, messageId, number }: Fact, fields: Fields): Fields {
  return {
    email: recipient,
    timestamp: at / 1000,
    sg_event_id: `event-${number}`,
    sg_message_id: `${messageId}.recvd-6d8c9f7b5-x2x4q-1-69A42B40-1C.0`,
    ...fields,
  };
}

/** Each of Postmark's records names the time in its own way. */
const TIMES: Readonly<Record<string, string>> = {
  Bounce: 'BouncedAt',
  SpamComplaint: 'BouncedAt',
  Delivery: 'DeliveredAt',
  SubscriptionChange: 'ChangedAt',
  Open: 'ReceivedAt',
};

export function postmarkPost({ recipient, at, messageId, number }: Fact, fields: Fields): Fields {
  const record = String(fields['RecordType']);
  const isBounce = TIMES[record] === 'BouncedAt';
  return {
    MessageStream: 'outbound',
    MessageID: messageId,
    ...(isBounce ? { ID: 900_000_000 + number, Email: recipient } : { Recipient: recipient }),
    [TIMES[record] ?? '']: new Date(at).toISOString(),
    ...fields,
  };
}

/** One event about several recipients of one message, to whom the same happened. */
export function sesEvent(facts: readonly [Fact, ...Fact[]], fields: Fields): Fields {
  const [{ type, at, messageId, number }] = facts;
  const { status, code: diagnosticCode, ...own } = fields;
  const recipients = facts.map(({ recipient }) => recipient);
  const told = recipients.map((emailAddress) => ({ emailAddress, status, diagnosticCode }));
  const timestamp = new Date(at).toISOString();
  const mail = {
    timestamp,
    messageId,
    source: 'news@shop.example',
    destination: recipients,
    tags: { 'ses:configuration-set': ['news'] },
  };
  const common = { ...own, timestamp, feedbackId: `feedback-${number}` };
  switch (type) {
    case 'complaint':
      return { eventType: 'Complaint', mail, complaint: { ...common, complainedRecipients: told } };
    case 'deferral':
      return { eventType: 'DeliveryDelay', mail, deliveryDelay: { ...common, delayedRecipients: told } };
    case 'delivery':
      return { eventType: 'Delivery', mail, delivery: { ...common, recipients } };
    case 'other':
      return { eventType: 'Open', mail, open: common };
    default:
      return { eventType: 'Bounce', mail, bounce: { ...common, bouncedRecipients: told } };
  }
}
