import { describe, expect, test } from 'vitest';
import { accessOf, secretHash } from '../../shared/api/access.ts';
import type { ApiKey } from '../../shared/pipeline/config.ts';

const READ: ApiKey = { name: 'app', hash: secretHash('bs_read'), role: 'read' };
const WRITE: ApiKey = { name: 'support', hash: secretHash('bs_write'), role: 'write' };
const KEYS = [READ, WRITE];

describe('accessOf', () => {
  test.each([
    ['a read key reads', 'Bearer bs_read', 'read', 'app'],
    ['a write key writes', 'Bearer bs_write', 'write', 'support'],
    ['a write key reads too', 'Bearer bs_write', 'read', 'support'],
    ['the scheme may be written in any letter case', 'bEARER bs_read', 'read', 'app'],
    ['blanks around the key do no harm', 'Bearer   bs_read  ', 'read', 'app'],
  ] as const)('%s', (_, authorization, needed, name) => {
    expect(accessOf(KEYS, authorization, needed)).toEqual({ granted: true, name });
  });

  test.each([
    ['no header', undefined],
    ['an empty header', ''],
    ['no key', 'Bearer '],
    ['another scheme', 'Basic YnNfcmVhZDo='],
    ['the key without the scheme', 'bs_read'],
    ['two keys', 'Bearer bs_read, Bearer bs_write'],
  ])('with %s it asks for a key', (_, authorization) => {
    expect(accessOf(KEYS, authorization, 'read')).toEqual({
      granted: false,
      status: 401,
      detail: 'send an API key: Authorization: Bearer <key>',
    });
  });

  test.each([
    ['an unknown key', 'bs_guess'],
    ['a part of a key', 'bs_rea'],
    ['a key in another letter case', 'BS_READ'],
    ['the hash in place of the key', READ.hash],
  ])('%s is refused', (_, key) => {
    expect(accessOf(KEYS, `Bearer ${key}`, 'read')).toMatchObject({ granted: false, status: 401 });
  });

  test('without configured keys nobody gets in', () => {
    expect(accessOf([], 'Bearer bs_read', 'read')).toMatchObject({ granted: false, status: 401 });
  });

  test('a read key that wants to write is known, but not allowed', () => {
    expect(accessOf(KEYS, 'Bearer bs_read', 'write')).toEqual({
      granted: false,
      status: 403,
      detail: 'the key app may only read: this needs a key of role write',
    });
  });

  test('a hash may be written in capitals', () => {
    const hash = `sha256:${READ.hash.slice('sha256:'.length).toUpperCase()}`;
    expect(accessOf([{ ...READ, hash }], 'Bearer bs_read', 'read')).toMatchObject({ granted: true });
  });

  test('of two live keys of one client both open, so that a key can be changed without a gap', () => {
    const next = { ...READ, hash: secretHash('bs_next') };
    for (const key of ['bs_read', 'bs_next']) {
      expect(accessOf([READ, next], `Bearer ${key}`, 'read')).toEqual({ granted: true, name: 'app' });
    }
  });
});

test('secretHash is the SHA-256 of the UTF-8 bytes, in the form the configuration takes', () => {
  expect(secretHash('abc')).toBe('sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
