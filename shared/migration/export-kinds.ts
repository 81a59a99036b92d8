// The exports that are understood, as data: by which columns each is known, and which webhook would have told a row of
// it. Rows are read by way of that webhook, so that an import never judges otherwise than the live road does.
import type { ProviderName } from '../event/mail-event.ts';
import { toIso } from '../event/time.ts';

/** A row whose address and date have been read; `text` answers a column, empty where the row has none. */
export interface ListedRow {
  readonly email: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Empty where the export knows no streams. */
  readonly stream: string;
  readonly text: (column: string) => string;
}

export interface ExportKind {
  readonly name: string;
  /** For people: `a list of …`. */
  readonly title: string;
  readonly provider: ProviderName;
  /** The address's and the date's column, as the sender calls them; other names stand behind the usual one. */
  readonly email: readonly string[];
  readonly date: readonly string[];
  /** Besides the address: without these it is another export. Of several, the one that needs most is meant. */
  readonly needs: readonly string[];
  /** What the file is called as downloaded, where the columns leave a doubt. */
  readonly called?: RegExp;
  /** The columns of a file without a header. */
  readonly bare?: readonly string[];
  /** Its entries hold for one stream, named by this column or else by whoever imports. */
  readonly stream?: readonly string[];
  /** The body of the webhook that would have told it, or what is wrong with the row. */
  readonly webhook: (row: ListedRow) => object | string;
}

const sendgrid = {
  provider: 'sendgrid',
  email: ['email', 'email address', 'recipient_email'],
  date: ['created', 'created_at'],
} as const;

const sendgridEvent = ({ email, at }: ListedRow, event: object) => [
  { email, timestamp: Math.floor(at / 1000), ...event },
];

const refusal = (row: ListedRow, type: string) =>
  sendgridEvent(row, { event: 'bounce', type, reason: row.text('reason'), status: row.text('status') });

export const EXPORT_KINDS = [
  {
    ...sendgrid,
    name: 'sendgrid-bounces',
    title: 'SendGrid bounces',
    needs: ['created', 'reason', 'status'],
    called: /bounce/i,
    webhook: (row) => refusal(row, 'bounce'),
  },
  {
    ...sendgrid,
    name: 'sendgrid-blocks',
    title: 'SendGrid blocks',
    // The very columns of bounces: only the file's name tells them apart.
    needs: ['created', 'reason', 'status'],
    called: /block/i,
    webhook: (row) => refusal(row, 'blocked'),
  },
  {
    ...sendgrid,
    name: 'sendgrid-invalid-emails',
    title: 'SendGrid invalid emails',
    needs: ['created', 'reason'],
    called: /invalid/i,
    webhook: (row) => sendgridEvent(row, { event: 'dropped', reason: `Invalid: ${row.text('reason')}` }),
  },
  {
    ...sendgrid,
    name: 'sendgrid-spam-reports',
    title: 'SendGrid spam reports',
    needs: ['created', 'ip'],
    called: /spam/i,
    webhook: (row) => sendgridEvent(row, { event: 'spamreport' }),
  },
  {
    ...sendgrid,
    name: 'sendgrid-unsubscribes',
    title: 'SendGrid global unsubscribes',
    needs: ['created'],
    called: /global/i,
    bare: ['email'],
    webhook: (row) => sendgridEvent(row, { event: 'unsubscribe' }),
  },
  {
    ...sendgrid,
    name: 'sendgrid-group-unsubscribes',
    title: 'SendGrid group unsubscribes',
    needs: ['group_id'],
    called: /group/i,
    bare: ['email'],
    stream: ['group_id', 'asm_group_id'],
    webhook: (row) => sendgridEvent(row, { event: 'group_unsubscribe', asm_group_id: row.stream }),
  },
  {
    name: 'postmark-suppressions',
    title: 'Postmark suppressions of a message stream',
    provider: 'postmark',
    email: ['EmailAddress', 'Email', 'Recipient'],
    date: ['CreatedAt', 'Created', 'Date'],
    needs: ['SuppressionReason'],
    stream: ['MessageStream'],
    webhook: (row) => {
      if (row.text('SuppressionReason') === '') return 'SuppressionReason: missing';
      return {
        RecordType: 'SubscriptionChange',
        Recipient: row.email,
        MessageStream: row.stream,
        SuppressSending: true,
        SuppressionReason: row.text('SuppressionReason'),
        Origin: row.text('Origin'),
        ChangedAt: toIso(row.at),
      };
    },
  },
  {
    name: 'ses-suppressions',
    title: 'the account-level suppression list of SES',
    provider: 'ses',
    email: ['EmailAddress', 'Email'],
    date: ['LastUpdateTime'],
    needs: ['Reason'],
    bare: ['EmailAddress', 'Reason'],
    webhook: ({ email, at, text }) => {
      const about = { timestamp: toIso(at) };
      const recipients = [{ emailAddress: email }];
      const mail = { timestamp: toIso(at), destination: [email] };
      switch (text('Reason').toUpperCase()) {
        case 'COMPLAINT':
          return { eventType: 'Complaint', mail, complaint: { ...about, complainedRecipients: recipients } };
        case 'BOUNCE': {
          // The list keeps no reply, and so proves only that SES itself won't send there.
          const type = { bounceType: 'Permanent', bounceSubType: 'OnAccountSuppressionList' };
          return { eventType: 'Bounce', mail, bounce: { ...about, ...type, bouncedRecipients: recipients } };
        }
        default:
          return `Reason: neither BOUNCE nor COMPLAINT: ${JSON.stringify(text('Reason').slice(0, 40))}`;
      }
    },
  },
] as const satisfies readonly ExportKind[];

/** Our own, in either form. */
export const OWN_EXPORT = 'bounce-suppressor';
export const SOURCE_NAMES: readonly string[] = [...EXPORT_KINDS.map(({ name }) => name), OWN_EXPORT];
