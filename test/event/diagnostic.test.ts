import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BOUNDS } from '../../shared/event/bounds.ts';
import { boundText, diagnosticOf } from '../../shared/event/diagnostic.ts';
import { law } from '../support/law.ts';

describe('the reply code', () => {
  test.each([
    ['550 5.1.1 no such user', 550],
    ['550-5.1.1 no such user\r\n550 5.1.1 see the help', 550],
    ['550: mailbox unavailable', 550],
    ['smtp; 421 4.7.0 try later', 421],
    ['smtp;550 gone', 550],
    ['X-Postfix; 450 4.2.0 greylisted', 450],
    ['"554 refused"', 554],
    ['host mx.example.com[192.0.2.1] said: 452 4.2.2 full', 452],
    ['remote server responded: "550 no such user"', 550],
    ['delivery failed, error 553 syntax', 553],
  ])('%j holds it', (text, code) => {
    expect(diagnosticOf({ text })?.smtpCode).toBe(code);
  });

  test.each([
    'no such user',
    '5500 messages were sent',
    '250.10.20.30 refused to talk',
    'message 550 of 900',
    'user550 unknown',
    '650 not a reply',
    'said something: 550',
  ])('%j holds none', (text) => {
    expect(diagnosticOf({ text })?.smtpCode).toBeUndefined();
  });

  test('a bare reply code in the status field counts when the text has none', () => {
    expect(diagnosticOf({ text: 'gone', status: '550' })?.smtpCode).toBe(550);
    expect(diagnosticOf({ text: '452 full', status: '550' })?.smtpCode).toBe(452);
    expect(diagnosticOf({ status: '5.1.1' })).toEqual({ enhancedCode: '5.1.1' });
  });
});

describe('the enhanced code', () => {
  test.each([
    ['550 5.1.1 no such user', '5.1.1'],
    ['smtp; 550 5.7.26 unauthenticated', '5.7.26'],
    ['refused (#5.7.1)', '5.7.1'],
    ['[5.1.10] recipient not found', '5.1.10'],
    ['550-5.7.515 denied', '5.7.515'],
    ['code 4.2.2.', '4.2.2'],
  ])('%j holds %s', (text, code) => {
    expect(diagnosticOf({ text })?.enhancedCode).toBe(code);
  });

  test.each([
    'client host 4.2.2.1 refused',
    'client host 5.61.78.9 refused',
    'client host 185.5.1.1 refused',
    'client host [5.1.1.100]',
    'Exim 4.94.2 says no',
    'version 3.1.1',
    '1.5.1.1',
    '5.1.1234',
    '5.1',
  ])('%j holds none: an IP address or a version is no code', (text) => {
    expect(diagnosticOf({ text })?.enhancedCode).toBeUndefined();
  });

  test('the text beats the status field', () => {
    expect(diagnosticOf({ text: '550 5.7.1 refused', status: '5.1.1' })?.enhancedCode).toBe('5.7.1');
    expect(diagnosticOf({ text: 'Exim 4.94.2 said: 550 5.1.1 gone', status: '5.0.0' })?.enhancedCode).toBe('5.1.1');
  });

  test('save where it is a bare x.0.0, which says nothing', () => {
    expect(diagnosticOf({ text: '550 5.0.0 refused', status: '5.1.1' })?.enhancedCode).toBe('5.1.1');
    expect(diagnosticOf({ text: '550 5.0.0 refused' })?.enhancedCode).toBe('5.0.0');
    expect(diagnosticOf({ text: '550 refused', status: '5.0.0' })?.enhancedCode).toBe('5.0.0');
  });

  test('the status field may say more than the code', () => {
    expect(diagnosticOf({ status: ' 5.1.1 (bad destination mailbox address) ' })?.enhancedCode).toBe('5.1.1');
  });
});

describe('the servers', () => {
  test.each(['dns; mx.example.com', 'dsn; mx.example.com', ' DNS;mx.example.com ', 'mx.example.com'])(
    '%j names mx.example.com',
    (name) => {
      expect(diagnosticOf({ remoteMta: name, reportingMta: name })).toEqual({
        remoteMta: 'mx.example.com',
        reportingMta: 'mx.example.com',
      });
    },
  );

  test('a name is bounded', () => {
    expect(diagnosticOf({ remoteMta: 'x'.repeat(5000) })?.remoteMta).toHaveLength(BOUNDS.host);
  });
});

test.each([{}, { text: '' }, { text: ' \r\n' }, { status: ' ' }, { remoteMta: 'dns; ' }, { text: undefined }])(
  '%j: nothing is known, so there is no diagnostic',
  (parts) => {
    expect(diagnosticOf(parts)).toBeUndefined();
  },
);

describe('a text that is too long', () => {
  test('keeps its head and its tail, within the bound', () => {
    const text = diagnosticOf({ text: `550 5.1.1 ${'x'.repeat(1_000_000)} the cause` })?.text ?? '';
    expect(text).toHaveLength(BOUNDS.text);
    expect(text).toMatch(/^550 5\.1\.1 x+ … x+ the cause$/);
  });

  test('is cut to what was asked for, and otherwise left alone', () => {
    expect(boundText('short', 5)).toBe('short');
    expect(boundText('a bit longer', 8)).toBe('a b … er');
  });

  test.each(['550 ', 'said: ', 'smtp; ', ' ', '5.', '5.1.1', 'x-', '[', 'error  ', '\r\n'])(
    'a megabyte of %j is read in bounded time and room',
    (part) => {
      const hostile = part.repeat(Math.ceil(1_000_000 / part.length));
      const diagnostic = diagnosticOf({ text: hostile, status: hostile, remoteMta: hostile, reportingMta: hostile });
      expect(JSON.stringify(diagnostic ?? {}).length).toBeLessThan(8 * BOUNDS.text);
    },
  );
});

test('no text makes it throw, and every part keeps to its bound', () => {
  const texts = fc.option(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9. ;a-z-]{0,40}$/)), {
    nil: undefined,
  });
  law(
    fc.property(fc.record({ text: texts, status: texts, remoteMta: texts, reportingMta: texts }), (parts) => {
      const { smtpCode = 200, enhancedCode = '5.0.0', text = '', remoteMta = '' } = diagnosticOf(parts) ?? {};
      expect(smtpCode).toSatisfy((code: number) => code >= 200 && code <= 599);
      expect(enhancedCode).toMatch(/^[245]\.\d{1,3}\.\d{1,3}$/);
      expect(text.length).toBeLessThanOrEqual(BOUNDS.text);
      expect(remoteMta.length).toBeLessThanOrEqual(BOUNDS.host);
    }),
    3_000,
  );
});

describe('the status field', () => {
  test('is read with blanks around it', () => {
    expect(diagnosticOf({ status: ' 550 ' })).toEqual({ smtpCode: 550 });
    expect(diagnosticOf({ status: ' 5.1.1 ' })).toEqual({ enhancedCode: '5.1.1' });
  });

  test('alone is worth keeping, nothing alone is not', () => {
    expect(diagnosticOf({ status: '5.1.1' })).toEqual({ enhancedCode: '5.1.1' });
    expect(diagnosticOf({ text: ' ', status: ' ', remoteMta: ' ', reportingMta: '' })).toBeUndefined();
    expect(diagnosticOf({ remoteMta: 'mx.example.com' })).toEqual({ remoteMta: 'mx.example.com' });
  });
});
