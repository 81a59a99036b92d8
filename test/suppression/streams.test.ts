import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { BOUNDS } from '../../shared/event/bounds.ts';
import { inNamedStream, scopesOver, streamNames } from '../../shared/suppression/streams.ts';
import { mailEventOf } from '../support/mail-event.ts';

describe('the name of a stream', () => {
  const names = { 'ses:news': 'newsletter', 'sendgrid:1234': 'newsletter', 'ses:undefined': 'nobody' };

  test('is the configured one, the same for the streams of several senders', () => {
    const ofSes = mailEventOf({ provider: 'ses', stream: 'news' });
    expect(inNamedStream(ofSes, names)).toEqual({ ...ofSes, stream: 'newsletter' });
    const ofSendGrid = mailEventOf({ provider: 'sendgrid', stream: '1234' });
    expect(inNamedStream(ofSendGrid, names)).toEqual({ ...ofSendGrid, stream: 'newsletter' });
  });

  test.each([
    ['of another sender', mailEventOf({ provider: 'postmark', stream: 'news' })],
    ['not configured', mailEventOf({ provider: 'ses', stream: 'receipts' })],
    ['missing', mailEventOf({ provider: 'ses' })],
  ])('stays as it came where the stream is %s', (_what, event) => {
    expect(inNamedStream(event, names)).toStrictEqual(event);
  });
});

describe('the configured names', () => {
  test.each(['ses:news', 'sendgrid:1234', 'postmark:a:b', 'postmark::', 'ses:\n'])('are taken for %j', (key) => {
    expect(z.parse(streamNames, { [key]: 'newsletter' })).toEqual({ [key]: 'newsletter' });
  });

  test.each(['news', 'ses', 'ses:', ':news', 'mailgun:news', 'SES:news', 'sesame:news', ''])(
    'are refused for %j, which is no stream of a sender',
    (key) => {
      const { error } = z.safeParse(streamNames, { 'ses:news': 'newsletter', [key]: 'newsletter' });
      const message = 'expected sendgrid, postmark, ses, a colon and a stream, such as ses:marketing';
      expect(error?.issues).toEqual([{ code: 'custom', message, path: [key] }]);
    },
  );

  test.each([
    ['*', /^the name of a stream: \* is all mail/],
    ['', /1/],
    ['n'.repeat(BOUNDS.stream + 1), /256/],
  ])('may not be %j', (name, complaint) => {
    const { error } = z.safeParse(streamNames, { 'ses:news': name });
    expect(error?.issues).toEqual([expect.objectContaining({ path: ['ses:news'] })]);
    expect(error?.issues[0]?.message).toMatch(complaint);
  });
});

test.each([
  ['*', ['*']],
  ['news', ['news', '*']],
  ['news/offers/daily', ['news/offers/daily', 'news/offers', 'news', '*']],
  ['/news', ['/news', '*']],
])('over %s the scopes %j hold', (stream, scopes) => {
  expect(scopesOver(stream)).toEqual(scopes);
});
