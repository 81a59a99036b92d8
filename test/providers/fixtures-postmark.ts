// Webhooks as Postmark posts them: for every test that needs one.

/** 2026-03-01T12:00:30Z in milliseconds: half a minute after the events happened. */
export const RECEIVED_AT = Date.UTC(2026, 2, 1, 12, 0, 30);

/** Seven fractional digits, as Postmark writes them. */
export const EVENT_TIME = '2026-03-01T12:00:00.1234567Z';

const COMMON = {
  MessageStream: 'outbound',
  ServerID: 23,
  MessageID: '5b1f3f0e-6c0a-4f57-9d5a-3f0f5f1f7a11',
  Tag: 'receipt',
  Metadata: { order: '4711' },
};

const RECORDS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  Bounce: {
    ID: 901542550,
    Type: 'HardBounce',
    TypeCode: 1,
    Name: 'Hard bounce',
    Description: 'The server was unable to deliver your message (ex: unknown user, mailbox not found).',
    Details: 'smtp;550 5.1.1 No such user here',
    Email: 'ann@example.com',
    From: 'receipts@shop.example',
    BouncedAt: EVENT_TIME,
    Inactive: true,
    CanActivate: true,
    Subject: 'Your receipt',
  },
  SpamComplaint: {
    ID: 901542551,
    Type: 'SpamComplaint',
    TypeCode: 512,
    Email: 'ann@example.com',
    From: 'receipts@shop.example',
    BouncedAt: EVENT_TIME,
    Subject: 'Your receipt',
  },
  Delivery: { Recipient: 'ann@example.com', DeliveredAt: EVENT_TIME, Details: 'smtp;250 2.0.0 OK queued as 4XyZ' },
  Open: { Recipient: 'ann@example.com', ReceivedAt: EVENT_TIME, FirstOpen: true, UserAgent: 'Browser/1.0' },
  Click: { Recipient: 'ann@example.com', ReceivedAt: EVENT_TIME, OriginalLink: 'https://shop.example/a' },
  SubscriptionChange: {
    Recipient: 'ann@example.com',
    ChangedAt: EVENT_TIME,
    Origin: 'Recipient',
    SuppressSending: true,
    SuppressionReason: 'ManualSuppression',
  },
};

/** One post: `fields` change or, when undefined, remove what is there. */
export function postmarkPost(record: string, fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return { RecordType: record, ...COMMON, ...RECORDS[record], ...fields };
}
