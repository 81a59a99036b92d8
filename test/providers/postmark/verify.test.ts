import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { postmarkVerifier } from '../../../shared/providers/postmark/verify.ts';

const NOW = 0;

function hashOf(secret: string | Buffer): string {
  return `sha256:${createHash('sha256').update(secret).digest('hex')}`;
}

function basic(credentials: string | Buffer, scheme = 'Basic'): string {
  return `${scheme} ${Buffer.from(credentials).toString('base64')}`;
}

function presenting(headers: Record<string, string | undefined>, credentials: string[]) {
  return postmarkVerifier({ credentials })({ headers, body: Buffer.alloc(0) }, NOW);
}

const CREDENTIALS = [hashOf('postmark:s3cret'), hashOf('t0ken').toUpperCase().replace('SHA', 'sha')];
const verify = (headers: Record<string, string | undefined>) => presenting(headers, CREDENTIALS);

function refusal(detail: RegExp) {
  return { kind: 'unauthenticated', challenge: 'basic', detail: expect.stringMatching(detail) };
}

describe('a request', () => {
  test.each([
    ['user and password', { authorization: basic('postmark:s3cret') }],
    ['user and password, scheme in lower case', { authorization: basic('postmark:s3cret', 'basic') }],
    ['a bearer token', { authorization: 'Bearer t0ken' }],
    ['a bearer token, scheme in upper case', { authorization: 'BEARER  t0ken' }],
    ['a token in its own header', { 'x-webhook-token': 't0ken' }],
    ['a token beside credentials of somebody else', { authorization: basic('a:b'), 'x-webhook-token': 't0ken' }],
  ])('with %s is let in', async (_what, headers) => {
    expect(await verify(headers)).toBeUndefined();
  });

  test.each([
    ['a wrong password', { authorization: basic('postmark:secret') }],
    ['a wrong user', { authorization: basic('Postmark:s3cret') }],
    ['the token as a password', { authorization: basic('postmark:t0ken') }],
    ['a wrong token', { 'x-webhook-token': 'T0ken' }],
    ['the hash instead of the secret', { authorization: `Bearer ${hashOf('t0ken')}` }],
    ['the hash in hex alone', { 'x-webhook-token': hashOf('t0ken').slice(7) }],
  ])('with %s is refused, and the sender may ask again with others', async (_what, headers) => {
    expect(await verify(headers)).toEqual(refusal(/^credentials: do not match any of the 2 configured hashes/));
  });

  test.each([
    ['no credentials', {}],
    ['an empty header', { authorization: '', 'x-webhook-token': ' ' }],
    ['a scheme and nothing behind it', { authorization: 'Basic ' }],
    ['another scheme', { authorization: 'Digest username="postmark"' }],
    ['bare credentials', { authorization: 'postmark:s3cret' }],
  ])('with %s is refused, and told how to send some', async (_what, headers) => {
    expect(await verify(headers)).toEqual(refusal(/^credentials: missing or not understood; put user and password/));
  });

  test('is let in by bytes, not by what they look like as text', async () => {
    const secret = Buffer.from([0x75, 0x3a, 0xff, 0xfe]);
    expect(await presenting({ authorization: basic(secret) }, [hashOf(secret)])).toBeUndefined();
    expect(await presenting({ authorization: basic('u:\ufffd\ufffd') }, [hashOf(secret)])).toEqual(
      refusal(/do not match the configured hash /),
    );
  });

  test('with whatever else in its headers gets an answer, not an exception', async () => {
    const header = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string().map((text) => `Basic ${text}`),
      fc.base64String().map((text) => `Bearer ${text}`),
    );
    await fc.assert(
      fc.asyncProperty(header, header, async (authorization, token) => {
        expect(await verify({ authorization, 'x-webhook-token': token })).toMatchObject({ challenge: 'basic' });
      }),
    );
  });
});

test('a refusal repeats nothing of what was sent or configured', async () => {
  const told = JSON.stringify(await verify({ authorization: basic('postmark:wr0ng'), 'x-webhook-token': 'wr0ng-too' }));
  expect(told).not.toMatch(/wr0ng|sha256/);
});
