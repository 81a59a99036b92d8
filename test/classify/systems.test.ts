import { describe, expect, test } from 'vitest';
import { mailSystemOf } from '../../shared/classify/systems.ts';

describe('the mail system that wrote a reply', () => {
  test.each([
    ['550 5.1.1 gone - gsmtp', undefined, 'google'],
    [
      '550 5.4.1 Recipient address rejected: Access denied. [ABC01.eur.prod.protection.outlook.com]',
      undefined,
      'microsoft',
    ],
    ['421 4.7.0 [TSS04] deferred', undefined, 'yahoo'],
    ['550 gone', 'mx.example.com', undefined],
    ['550 gone', 'aspmx.l.google.com', 'google'],
    ['', 'mx-aol.mail.gm0.yahoodns.net', 'yahoo'],
  ])('%j of %s: %s', (text, host, system) => {
    expect(mailSystemOf(text, host)).toBe(system);
  });

  test('is told by its host before its words', () => {
    expect(mailSystemOf('550 not accepted from gmail', 'mx1.qq.com')).toBe('tencent');
  });
});
