import { describe, expect, test } from 'vitest';
import { SOURCE_NAMES } from '../../shared/migration/export-kinds.ts';
import { rowsOf } from '../../shared/migration/rows.ts';
import { detectSource, sourceNamed } from '../../shared/migration/sources.ts';
import {
  bytesOf,
  collected,
  POSTMARK_DUMP,
  SENDGRID_BLOCKS,
  SENDGRID_BOUNCES_CSV,
  SENDGRID_GROUPS,
  SES_LIST,
} from './fixtures.ts';

async function detected(text: string | object, file = 'export', stream?: string): Promise<string> {
  const [first] = await collected(rowsOf(bytesOf(typeof text === 'string' ? text : JSON.stringify(text))));
  const source = detectSource(first !== undefined && 'value' in first ? first.value : undefined, file, stream);
  return 'error' in source ? source.error : source.name;
}

describe('an export is known by its columns', () => {
  test.each([
    ['sendgrid-invalid-emails', 'reason,email,created\nno domain,a@example.com,1700000000\n'],
    ['sendgrid-spam-reports', 'ip,email,created\n192.0.2.1,a@example.com,1700000000\n'],
    ['sendgrid-spam-reports', [{ created: 1_700_000_000, email: 'a@example.com', ip: '192.0.2.1' }]],
    ['sendgrid-unsubscribes', 'email,created\na@example.com,1700000000\n'],
    ['sendgrid-unsubscribes', [{ created: 1_700_000_000, email: 'a@example.com' }]],
    ['sendgrid-group-unsubscribes', SENDGRID_GROUPS],
    ['postmark-suppressions', POSTMARK_DUMP],
    [
      'postmark-suppressions',
      'Email Address;Suppression Reason;Origin;Created At\na@example.com;HardBounce;Recipient;x\n',
    ],
    ['ses-suppressions', SES_LIST],
    ['ses-suppressions', 'EmailAddress,Reason\na@example.com,BOUNCE\n'],
    ['ses-suppressions', 'a@example.com,BOUNCE\nb@example.com, COMPLAINT\n'],
    ['ses-suppressions', '{"emailAddress":"a@example.com","reason":"BOUNCE"}\n'],
    ['bounce-suppressor', '{"address":"a@example.com","record":{}}\n'],
    ['bounce-suppressor', 'address,scope,fact,at,id\na@example.com,*,hard,2026-01-01T00:00:00.000Z,x\n'],
  ])('%s: %j', async (name, text) => {
    expect(await detected(text)).toBe(name);
  });
});

describe('lists of SendGrid with the same columns are told apart', () => {
  test.each([
    ['suppression_bounces.csv', 'sendgrid-bounces'],
    ['suppression_blocks.csv', 'sendgrid-blocks'],
    ['bounces-and-blocks.csv', 'it may be sendgrid-bounces or sendgrid-blocks, which look the same'],
    ['export.csv', 'it may be sendgrid-bounces or sendgrid-blocks, which look the same'],
  ])('by the name of the file: %s', async (file, answer) => {
    expect(await detected(SENDGRID_BOUNCES_CSV, file)).toBe(answer);
    expect(await detected(SENDGRID_BLOCKS, file)).toBe(answer);
  });

  test('by the stream that was named', async () => {
    expect(await detected('email,created\na@example.com,1700000000\n', 'x.csv', '12')).toBe(
      'sendgrid-group-unsubscribes',
    );
    expect(await detected('["a@example.com"]', 'x.json', '12')).toBe('sendgrid-group-unsubscribes');
  });

  test('a name tells nothing about another sender', async () => {
    expect(await detected(POSTMARK_DUMP, 'bounces.json')).toBe('postmark-suppressions');
  });
});

test('bare addresses may be several things', async () => {
  const answer = 'it may be sendgrid-unsubscribes or sendgrid-group-unsubscribes, which look the same';
  expect(await detected('["a@example.com"]')).toBe(answer);
  expect(await detected('a@example.com\n')).toBe(answer);
});

test('unknown columns are named', async () => {
  expect(await detected('name,phone\nx,1\n')).toBe('its columns are of no known export: name, phone');
});

test('columns of what is no table are named at a length that can be read, without what a terminal would obey', async () => {
  const said = await detected(`\u001b[2Jname\u0000,${'x'.repeat(2000)}\n1,2\n`);
  expect(said).toMatch(/^its columns are of no known export: 2jname, x{492} …$/);
});

test('each source is found by its name', () => {
  expect(SOURCE_NAMES.map((name) => sourceNamed(name)?.name)).toEqual(SOURCE_NAMES);
  expect(sourceNamed('mailgun')).toBeUndefined();
});

describe('what an export leaves out', () => {
  const of = (name: string) => sourceNamed(name) ?? expect.fail(name);

  test('the stream of a Postmark dump', () => {
    expect(of('postmark-suppressions').stream({ EmailAddress: 'a@example.com' })).toBe('missing');
    expect(of('postmark-suppressions').stream({ MessageStream: 'outbound' })).toBe('named');
    expect(of('sendgrid-bounces').stream({})).toBe('all mail');
  });

  test('the dates of an import job', () => {
    expect(of('ses-suppressions').hasDate(['a@example.com', 'BOUNCE'])).toBe(false);
    expect(of('ses-suppressions').hasDate({ EmailAddress: 'a', LastUpdateTime: 'x' })).toBe(true);
  });
});
