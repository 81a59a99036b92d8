import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SOURCE_NAMES } from '../../shared/migration/export-kinds.ts';
import type { ReadOptions } from '../../shared/migration/read-entry.ts';
import { rowsOf } from '../../shared/migration/rows.ts';
import { sourceNamed } from '../../shared/migration/sources.ts';
import { postmark } from '../../shared/providers/postmark/provider.ts';
import { isRefusal } from '../../shared/providers/provider.ts';
import { DEFAULT_POLICY } from '../../shared/suppression/policy.ts';
import { suppressionOf } from '../../shared/suppression/verdict.ts';
import { law } from '../support/law.ts';
import {
  bytesOf,
  CREATED,
  CREATED_ISO,
  collected,
  NOW,
  POSTMARK_DUMP,
  SENDGRID_BLOCKS,
  SENDGRID_BOUNCES_CSV,
  SENDGRID_GROUPS,
  SES_LIST,
} from './fixtures.ts';

const OPTIONS: ReadOptions = { now: NOW, streams: {} };

async function entriesOf(name: string, text: string | object, options: Partial<ReadOptions> = {}) {
  const source = sourceNamed(name) ?? expect.fail(name);
  const rows = await collected(rowsOf(bytesOf(typeof text === 'string' ? text : JSON.stringify(text))));
  return rows.map((row) => ('value' in row ? source.read(row.value, { ...OPTIONS, ...options }) : row));
}

async function readAll(...args: Parameters<typeof entriesOf>) {
  return (await entriesOf(...args)).map((entry) => ('error' in entry ? expect.fail(entry.error) : entry));
}

const verdict = (record: Parameters<typeof suppressionOf>[0], stream?: string) =>
  suppressionOf(record, DEFAULT_POLICY, Date.parse(CREATED_ISO) + 1000, stream);

describe('SendGrid bounces', () => {
  test('are judged again: a dead recipient is suppressed, a full mailbox counted, the sender’s fault left alone', async () => {
    const entries = await readAll('sendgrid-bounces', SENDGRID_BOUNCES_CSV);
    expect(entries.map(({ address, effect, reason }) => [address, effect, reason])).toEqual([
      ['gone@example.com', 'suppresses', 'recipient_unknown'],
      ['fine@example.com', 'leaves_alone', 'ip_blocklisted'],
      ['full@example.com', 'counts', 'mailbox_full'],
    ]);
    expect(entries.map(({ record }) => verdict(record)?.cause)).toEqual(['hard_bounce', undefined, undefined]);
  });

  test('keep their own date, the reply and the sender, also what suppresses nobody', async () => {
    const [gone, fine] = await readAll('sendgrid-bounces', SENDGRID_BOUNCES_CSV);
    expect(gone?.record['*']?.hard).toMatchObject([
      {
        at: CREATED_ISO,
        provider: 'sendgrid',
        enhancedCode: '5.1.1',
        text: expect.stringContaining('"really".\nLine two'),
      },
    ]);
    expect(fine?.record).toEqual({});
    expect(fine?.history).toMatchObject([
      { address: 'fine@example.com', at: CREATED_ISO, kind: 'bounce', reason: 'ip_blocklisted', action: 'alert' },
    ]);
  });
});

test('SendGrid blocks suppress nobody at once, whatever their reply says', async () => {
  const entries = await readAll('sendgrid-blocks', SENDGRID_BLOCKS);
  expect(entries.map(({ effect, reason }) => [effect, reason])).toEqual([
    ['counts', 'recipient_unknown'],
    ['leaves_alone', 'network_error'],
  ]);
});

test('SendGrid’s invalid emails, spam reports and global unsubscribes hold for all mail', async () => {
  const [invalid] = await readAll('sendgrid-invalid-emails', [
    { created: CREATED, email: 'a@exmaple.com', reason: 'Mail domain mentioned in email address is unknown' },
  ]);
  const [spam] = await readAll('sendgrid-spam-reports', [
    { created: CREATED, email: 'a@example.com', ip: '192.0.2.1' },
  ]);
  const [left] = await readAll('sendgrid-unsubscribes', 'email,created\na@example.com,1700000000\n');
  expect(verdict(invalid?.record ?? {})).toMatchObject({ cause: 'hard_bounce', reason: 'invalid_address', scope: '*' });
  expect(verdict(spam?.record ?? {})).toMatchObject({ cause: 'complaint', scope: '*', since: CREATED_ISO });
  expect(verdict(left?.record ?? {}, 'any')).toMatchObject({ cause: 'unsubscribe', scope: '*' });
});

describe('SendGrid group unsubscribes', () => {
  test('hold for their group, under its shared name where the configuration gives it one', async () => {
    const entries = await readAll('sendgrid-group-unsubscribes', SENDGRID_GROUPS, {
      streams: { 'sendgrid:13': 'daily' },
    });
    expect(entries.map(({ record }) => Object.keys(record))).toEqual([['12'], ['daily']]);
    expect(verdict(entries[0]?.record ?? {}, '12')?.cause).toBe('unsubscribe');
    expect(verdict(entries[0]?.record ?? {}, 'daily')).toBeUndefined();
  });

  test('may be a list of bare addresses: group and date come from whoever imports it', async () => {
    const date = Date.parse('2026-01-02T03:04:05.000Z');
    const [entry] = await readAll('sendgrid-group-unsubscribes', ['Left@example.com'], { stream: '12', date });
    expect(entry?.address).toBe('left@example.com');
    expect(entry?.record['12']?.unsubscribe).toMatchObject([{ at: '2026-01-02T03:04:05.000Z', stream: '12' }]);
  });

  test('without a group are errors', async () => {
    expect(await entriesOf('sendgrid-group-unsubscribes', ['a@example.com'], { date: 0 })).toEqual([
      { error: 'group_id: missing, and no stream was named' },
    ]);
  });
});

describe('a Postmark dump', () => {
  test('holds for its stream, save that a dead address is dead for all mail', async () => {
    const entries = await readAll('postmark-suppressions', POSTMARK_DUMP, { stream: 'broadcast' });
    expect(
      entries.map(({ record }) => Object.entries(record).map(([scope, facts]) => [scope, ...Object.keys(facts)])),
    ).toEqual([
      [['*', 'hard']],
      [['broadcast', 'complaint']],
      [['broadcast', 'unsubscribe']],
      [['broadcast', 'mirrored']],
    ]);
    expect(entries.map(({ effect }) => effect)).toEqual(Array.from({ length: 4 }, () => 'suppresses'));
  });

  test('gives the very facts that the webhook gives, so that both together are one', async () => {
    const [entry] = await readAll('postmark-suppressions', POSTMARK_DUMP, { stream: 'broadcast' });
    const webhook = {
      RecordType: 'SubscriptionChange',
      Recipient: 'dead@example.com',
      MessageStream: 'broadcast',
      MessageID: null,
      SuppressSending: true,
      SuppressionReason: 'HardBounce',
      Origin: 'Recipient',
      ChangedAt: CREATED_ISO,
    };
    const told = postmark.normalise(Buffer.from(JSON.stringify(webhook)), NOW);
    expect(isRefusal(told) ? told : told.events[0]?.id).toBe(entry?.record['*']?.hard?.[0]?.id);
  });
});

test('the list of SES proves only that SES does not send there, save for complaints', async () => {
  const entries = await readAll('ses-suppressions', SES_LIST);
  expect(entries.map(({ address, record }) => [address, Object.keys(record['*'] ?? {})])).toEqual([
    ['gone@example.com', ['mirrored']],
    ['angry@example.com', ['complaint']],
  ]);
  expect(entries.map(({ record }) => verdict(record)?.cause)).toEqual(['sender_list', 'complaint']);
});

test('an SES import job carries no dates: they come from whoever imports it', async () => {
  const text = 'a@example.com,BOUNCE\nb@example.com, COMPLAINT\n';
  const [bounce, complaint] = await readAll('ses-suppressions', text, { date: Date.parse(CREATED_ISO) });
  expect(bounce?.history).toMatchObject([{ at: CREATED_ISO, reason: 'already_suppressed' }]);
  expect(complaint?.history).toMatchObject([{ at: CREATED_ISO, reason: 'complaint' }]);
});

describe('a bad row says which column is wrong', () => {
  const bounce = { email: 'a@example.com', created: CREATED, reason: '550', status: '5.0.0' };
  test.each([
    ['sendgrid-bounces', { ...bounce, email: 'nobody' }, 'email: not an e-mail address'],
    ['sendgrid-bounces', { ...bounce, email: undefined }, 'email: not an e-mail address'],
    ['sendgrid-bounces', { ...bounce, created: '14/11/2023' }, 'created: not a date'],
    ['sendgrid-bounces', { ...bounce, created: '' }, 'created: not a date'],
    ['sendgrid-bounces', { ...bounce, created: undefined }, 'created: missing'],
    ['sendgrid-bounces', { ...bounce, created: NOW / 1000 + 3600 }, 'created: lies in the future'],
    ['sendgrid-bounces', 7, 'neither an object nor an address'],
    ['postmark-suppressions', POSTMARK_DUMP.Suppressions[0], 'MessageStream: missing, and no stream was named'],
    [
      'postmark-suppressions',
      { EmailAddress: 'a@example.com', CreatedAt: CREATED, MessageStream: 'x' },
      'SuppressionReason: missing',
    ],
    [
      'ses-suppressions',
      { EmailAddress: 'a@example.com', Reason: 'MANUAL', LastUpdateTime: CREATED },
      'Reason: neither BOUNCE nor COMPLAINT: "MANUAL"',
    ],
    ['bounce-suppressor', { address: 7, record: {} }, 'address: missing or not text'],
    [
      'bounce-suppressor',
      { address: 'a@example.com', record: { '*': { hrad: [] } } },
      expect.stringMatching(/^record\.\*/),
    ],
  ])('%s %j', (name, row, error) => {
    expect(sourceNamed(name)?.read(row, OPTIONS)).toEqual({ error });
  });
});

test.each([
  ['a day alone is its midnight', '2023-11-14', '2023-11-14T00:00:00.000Z'],
  ['unix seconds as text', String(CREATED), CREATED_ISO],
  ['a time without a zone is UTC', '2023-11-14 22:13:20', CREATED_ISO],
])('%s', async (_what, created, at) => {
  const [entry] = await readAll('sendgrid-unsubscribes', [{ email: 'a@example.com', created }]);
  expect(entry?.history).toMatchObject([{ at }]);
});

test('the same row gives the same fact, whenever it is imported', async () => {
  const [today] = await readAll('sendgrid-bounces', SENDGRID_BOUNCES_CSV);
  const [later] = await readAll('sendgrid-bounces', SENDGRID_BOUNCES_CSV, { now: NOW + 1e9 });
  expect(later).toEqual(today);
});

test('nothing that a row may hold makes the reading throw', () => {
  const cells = fc.dictionary(
    fc.constantFrom(
      'email',
      'EmailAddress',
      'created',
      'CreatedAt',
      'reason',
      'status',
      'SuppressionReason',
      'record',
      'address',
      '__proto__',
      'at',
      'fact',
      'scope',
    ),
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('a@example.com', 'BOUNCE', '1700000000', 'hard', '*', 'constructor'),
      fc.jsonValue(),
    ),
  );
  law(
    fc.property(fc.constantFrom(...SOURCE_NAMES), fc.oneof(cells, fc.jsonValue()), (name, row) => {
      const read = sourceNamed(name)?.read(row, { ...OPTIONS, stream: 's', date: 0 });
      expect(read).toBeDefined();
    }),
  );
});
