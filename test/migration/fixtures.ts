// Exports as the senders give them, about addresses whose fate is known.

/** Unix seconds and the same in ISO 8601. */
export const CREATED = 1_700_000_000;
export const CREATED_ISO = '2023-11-14T22:13:20.000Z';
export const NOW = Date.parse('2026-11-01T12:00:00.000Z');

export const SENDGRID_BOUNCES_CSV = [
  'status,reason,email,created',
  `5.1.1,"550 5.1.1 The account you tried to reach does not exist, ""really"".\nLine two",Gone@Example.com,${CREATED}`,
  `5.7.1,"554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using zen.spamhaus.org",fine@example.com,${CREATED}`,
  `5.2.2,552 5.2.2 Mailbox full,full@example.com,${CREATED}`,
  '',
].join('\r\n');

export const SENDGRID_BLOCKS = [
  { created: CREATED, email: 'blocked@example.com', reason: '550 5.1.1 user unknown', status: '5.1.1' },
  {
    created: CREATED,
    email: 'route@example.com',
    reason: 'error dialing remote address: no route to host',
    status: '4.0.0',
  },
];

export const SENDGRID_GROUPS = [
  { email: 'left@example.com', group_id: 12, group_name: 'Weekly', created_at: CREATED },
  { email: 'left@example.com', group_id: 13, group_name: 'Daily', created_at: CREATED },
];

export const POSTMARK_DUMP = {
  Suppressions: [
    {
      EmailAddress: 'dead@example.com',
      SuppressionReason: 'HardBounce',
      Origin: 'Recipient',
      CreatedAt: '2023-11-14T17:13:20-05:00',
    },
    {
      EmailAddress: 'angry@example.com',
      SuppressionReason: 'SpamComplaint',
      Origin: 'Recipient',
      CreatedAt: '2023-11-14T17:13:20-05:00',
    },
    {
      EmailAddress: 'left@example.com',
      SuppressionReason: 'ManualSuppression',
      Origin: 'Recipient',
      CreatedAt: '2023-11-14T17:13:20-05:00',
    },
    {
      EmailAddress: 'barred@example.com',
      SuppressionReason: 'ManualSuppression',
      Origin: 'Customer',
      CreatedAt: '2023-11-14T17:13:20-05:00',
    },
  ],
};

export const SES_LIST = {
  SuppressedDestinationSummaries: [
    { EmailAddress: 'gone@example.com', Reason: 'BOUNCE', LastUpdateTime: '2023-11-14T14:13:20.000000-08:00' },
    { EmailAddress: 'angry@example.com', Reason: 'COMPLAINT', LastUpdateTime: CREATED + 0.25 },
  ],
  NextToken: 'AAAA',
};

/** In pieces of `size` bytes, as a file is read. */
export async function* bytesOf(text: string | Buffer, size = 64): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
