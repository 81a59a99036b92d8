import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalAddress, canonicalDomain, domainOf } from '../../shared/event/address.ts';
import { law } from '../support/law.ts';

describe('what stands around an address', () => {
  test.each([
    'ann@example.com',
    '  ann@example.com\t',
    '<ann@example.com>',
    '< ann@example.com >',
    'Ann <ann@example.com>',
    '"Ann, of <Sales>" <ann@example.com>',
    '=?utf-8?q?Ann?= <ann@example.com>',
    'rfc822;ann@example.com',
    'RFC822; ann@example.com',
    '<rfc822;ann@example.com>',
  ])('%j names ann@example.com', (raw) => {
    expect(canonicalAddress(raw)).toBe('ann@example.com');
  });
});

describe('the local part', () => {
  test('letter case does not tell addresses apart, in any alphabet', () => {
    expect(canonicalAddress('Ann.LEE@Example.COM')).toBe('ann.lee@example.com');
    expect(canonicalAddress('ÄNN@example.com')).toBe('änn@example.com');
    expect(canonicalAddress('ЯНА@example.com')).toBe('яна@example.com');
  });

  test('one way of writing an accent is as good as another', () => {
    expect(canonicalAddress('jose\u0301@example.com')).toBe('josé@example.com');
    // Lower-casing takes the dot off the İ, and only then do the marks come into their order.
    const dotted = canonicalAddress('\u0130\u0327@example.com');
    expect(dotted).toBe('i\u0327\u0307@example.com');
  });

  test.each([
    'ann+news@example.com',
    'a.n.n@gmail.com',
    'a..b.@docomo.example',
    '.ann@example.com',
    'a/b=c@example.com',
  ])('%s is kept as it is: who reads plus-tags and dots is for the receiver to know', (address) => {
    expect(canonicalAddress(address)).toBe(address);
  });

  test('quotes go where they change nothing and stay where they do', () => {
    expect(canonicalAddress('"Ann"@example.com')).toBe('ann@example.com');
    expect(canonicalAddress('"ann lee"@example.com')).toBe('"ann lee"@example.com');
    expect(canonicalAddress('"ann@home"@example.com')).toBe('"ann@home"@example.com');
    expect(canonicalAddress('"a\\"b"@example.com')).toBe('"a\\"b"@example.com');
    expect(canonicalAddress('""@example.com')).toBe('""@example.com');
  });

  test.each([
    '@example.com',
    'ann lee@example.com',
    'ann @example.com',
    'a(comment)b@example.com',
    '"ann@example.com',
    'an"n@example.com',
    '"a"b"@example.com',
    '"ann\\"@example.com',
    'ann;bob@example.com',
    'ann,bob@example.com',
    'ann@example.com, bob@example.com',
  ])('%j is no address', (raw) => {
    expect(canonicalAddress(raw)).toBeUndefined();
  });
});

describe('the domain', () => {
  test.each([
    ['bücher.example', 'xn--bcher-kva.example'],
    ['BÜCHER.example', 'xn--bcher-kva.example'],
    ['bücher。example', 'xn--bcher-kva.example'],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
    ['faß.example', 'xn--fa-hia.example'],
    ['ｅｘａｍｐｌｅ.com', 'example.com'],
    ['例え.テスト', 'xn--r8jz45g.xn--zckzah'],
  ])('%s becomes %s', (raw, domain) => {
    expect(canonicalDomain(raw)).toBe(domain);
  });

  test('numbers are names, never read as an IP address', () => {
    expect(canonicalAddress('x@1.2')).toBe('x@1.2');
    expect(canonicalAddress('x@0x7f.1')).toBe('x@0x7f.1');
    expect(canonicalAddress('x@2130706433')).toBe('x@2130706433');
  });

  test.each(['x@１.２', 'x@０ｘ７ｆ.1', 'x@１２７.0.0.1', 'x@bücher.1'])(
    '%s is refused: after the mapping of its letters it would be an IP address',
    (raw) => {
      expect(canonicalAddress(raw)).toBeUndefined();
    },
  );

  test.each(['bücher.example/x', 'bücher.example?x', 'bücher.example#x', 'bücher.example\\x', 'b%75cher-ü.example'])(
    '%s is no domain, though a URL parser would find one in it',
    (raw) => {
      expect(canonicalDomain(raw)).toBeUndefined();
    },
  );

  test.each(['büc\nher.example', 'büc\ther.example', 'exa\u0000mple.com', 'exa\u007fmple.com'])(
    '%j holds a control character: refused, not repaired',
    (raw) => {
      expect(canonicalDomain(raw)).toBeUndefined();
    },
  );

  test('one trailing dot is the root, two are a mistake', () => {
    expect(canonicalDomain('example.com.')).toBe('example.com');
    expect(canonicalDomain('bücher.example。')).toBe('xn--bcher-kva.example');
    expect(canonicalDomain('example.com..')).toBeUndefined();
  });

  test.each(['', '.', '.example.com', 'example..com', '-a.example', 'a-.example', 'exa mple.com', 'exa$mple.com'])(
    '%j is no domain',
    (raw) => {
      expect(canonicalDomain(raw)).toBeUndefined();
    },
  );

  test('a host without a dot and a label with an underscore exist', () => {
    expect(canonicalAddress('root@localhost')).toBe('root@localhost');
    expect(canonicalAddress('ann@my_host.example')).toBe('ann@my_host.example');
  });
});

describe('address literals', () => {
  test('IPv4 and IPv6 in brackets', () => {
    expect(canonicalAddress('ann@[192.0.2.1]')).toBe('ann@[192.0.2.1]');
    expect(canonicalAddress('ann@[IPv6:2001:DB8::1]')).toBe('ann@[ipv6:2001:db8::1]');
  });

  test.each([
    '[192.0.2.256]',
    '[192.0.2]',
    '[2001:db8::1]',
    '[IPv6:192.0.2.1]',
    '[IPv6:fe80::1%eth0]',
    '[192.0.2.1',
    '[]',
  ])('%s is none', (raw) => {
    expect(canonicalDomain(raw)).toBeUndefined();
  });
});

describe('lengths (RFC 5321 4.5.3.1)', () => {
  test('the local part may have 64 octets', () => {
    expect(canonicalAddress(`${'a'.repeat(64)}@example.com`)).toBeDefined();
    expect(canonicalAddress(`${'a'.repeat(65)}@example.com`)).toBeUndefined();
    expect(canonicalAddress(`${'ä'.repeat(32)}@example.com`)).toBeDefined();
    expect(canonicalAddress(`${'ä'.repeat(33)}@example.com`)).toBeUndefined();
  });

  test('a label may have 63 octets, the whole address 254', () => {
    const label = 'b'.repeat(63);
    expect(canonicalDomain(`${label}.example`)).toBeDefined();
    expect(canonicalDomain(`${label}b.example`)).toBeUndefined();
    const domain = `${label}.${label}.${label}.${'c'.repeat(60)}`;
    expect(canonicalAddress(`a@${domain}`)).toHaveLength(254);
    expect(canonicalAddress(`ab@${domain}`)).toBeUndefined();
  });

  test('a megabyte is no address, whatever it holds', () => {
    expect(canonicalAddress(`ann@${'a.'.repeat(500_000)}com`)).toBeUndefined();
    expect(canonicalAddress(`${'<'.repeat(1_000_000)}ann@example.com>`)).toBeUndefined();
  });
});

test.each([
  'ann\u0000@example.com',
  'a\u200bnn@example.com',
  '"a\u0007"@example.com',
  'ann\ud800@example.com',
  'ann@\udc00.com',
])('%j holds what nobody sees: refused', (raw) => {
  expect(canonicalAddress(raw)).toBeUndefined();
});

test('the domain is what follows the last @', () => {
  expect(domainOf('ann@example.com')).toBe('example.com');
  expect(domainOf('"ann@home"@example.com')).toBe('example.com');
});

/** What the rules are about, to be put together at random. */
const PIECES = [
  ...[
    'a',
    'Z',
    'ß',
    'İ',
    'Σ',
    'é',
    'e\u0301',
    '\u0327',
    '\u0307',
    'ü',
    'ｅ',
    '１',
    '2',
    '.',
    '。',
    '-',
    '_',
    '+',
    '%41',
  ],
  ...[
    '@',
    '@',
    '"',
    '\\',
    '<',
    '>',
    '[',
    ']',
    ';',
    ' ',
    '/',
    'rfc822;',
    'ipv6:',
    '::1',
    '192.0.2.1',
    'xn--',
    '\n',
    '\ud800',
  ],
];

describe('laws', () => {
  const messy = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join('')),
    fc
      .tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme', minLength: 1 }))
      .map(([local, domain]) => `${local}@${domain}.example`),
  );
  const plain = fc
    .tuple(fc.stringMatching(/^[A-Za-z0-9.+_-]{1,20}$/), fc.domain())
    .map(([local, domain]) => `${local}@${domain}`);

  test('no text at all makes it throw, and what comes out is bounded and clean', () => {
    law(
      fc.property(messy, (raw) => {
        const address = canonicalAddress(raw);
        if (address === undefined) return;
        expect(address.isWellFormed()).toBe(true);
        expect(address).toMatch(/^[^\p{C}]+@[\x21-\x7e]+$/u);
        expect(Buffer.byteLength(address)).toBeLessThanOrEqual(254);
      }),
      5_000,
    );
  });

  test('the canonical form of a canonical form is itself', () => {
    law(
      fc.property(fc.oneof(messy, plain), (raw) => {
        const address = canonicalAddress(raw);
        if (address !== undefined) expect(canonicalAddress(address)).toBe(address);
      }),
      5_000,
    );
  });

  test('letter case, brackets and a display name never matter', () => {
    law(
      fc.property(plain, (address) => {
        const canonical = canonicalAddress(address);
        expect(canonical).toBe(address.toLowerCase());
        expect(canonicalAddress(address.toUpperCase())).toBe(canonical);
        expect(canonicalAddress(`Ann Lee <${address}>`)).toBe(canonical);
      }),
    );
  });
});

describe('the bounds', () => {
  test.each([
    ['1024 characters before anything is stripped', `${' '.repeat(1009)}ann@example.com`, 'ann@example.com'],
    ['one more', `${' '.repeat(1010)}ann@example.com`, undefined],
    ['a type in the middle of a name', 'x-rfc822;ann@example.com', undefined],
    ['an address literal that is not closed', 'ann@[192.0.2.1', undefined],
    ['an address literal with more behind it', 'ann@[192.0.2.1]x', undefined],
    ['an address literal that is closed by something else', 'ann@[192.0.2.1x', undefined],
    ['a bracket that is never opened', 'ann@example.com>', undefined],
    ['an international name of nothing', 'ann@\u00ad', undefined],
  ])('%s', (_, raw, address) => {
    expect(canonicalAddress(raw)).toBe(address);
  });

  test('a domain has 253 characters at most', () => {
    const domain = (length: number) => `${'a.'.repeat((length - 1) / 2)}b`;
    expect(canonicalDomain(domain(253))).toHaveLength(253);
    expect(canonicalDomain(domain(255))).toBeUndefined();
  });
});
