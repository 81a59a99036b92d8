import { describe, expect, test } from 'vitest';
import { readLine } from '../../cli/question.ts';
import { classify } from '../../shared/classify/classify.ts';
import { eventOf, type Question } from '../../shared/pipeline/explain.ts';

describe('a line', () => {
  test('that is no object is the text of a reply, with its number as id', () => {
    expect(readLine('  550 5.1.1 gone\r', 7)).toEqual({ id: 7, question: { text: '550 5.1.1 gone' } });
    expect(readLine('[192.0.2.1] refused', 1)).toMatchObject({ question: { text: '[192.0.2.1] refused' } });
  });

  test.each([
    ['{"id":"a","text":"x"}', 'a'],
    ['{"id":12,"text":"x"}', 12],
    ['{"id":null,"text":"x"}', 3],
    ['{"text":"x"}', 3],
    ['{"id":"","text":"x"}', ''],
    // As a number it would lose its last digits.
    ['{"id":9007199254740993,"text":"x"}', '9007199254740993'],
  ])('%s has the id %j', (line, id) => {
    expect(readLine(line, 3)).toMatchObject({ id, question: { text: 'x' } });
  });

  test('may hold null, blanks and unknown keys: none of them says anything', () => {
    const line = '{"text":" x ","smtp":null,"enhanced":" ","rhost":null,"provider":null,"nativeType":"","more":{}}';
    expect(readLine(line, 1)).toEqual({ id: 1, question: { text: 'x' } });
  });

  test('may tell the reply code as a number or as text', () => {
    expect(readLine('{"text":"x","smtp":550}', 1)).toMatchObject({ question: { smtp: '550' } });
    expect(readLine('{"text":"x","smtp":"550"}', 1)).toMatchObject({ question: { smtp: '550' } });
  });

  test.each([
    ['{"text":"x"', 5, 'not JSON, though it begins with {'],
    ['{"id":"a","text":7}', 'a', 'text: Invalid input: expected string, received number'],
    ['{"id":[],"text":"x"}', 5, 'id: expected text or a number'],
    ['{"text":"x","smtp":true,"rhost":1}', 5, 'smtp: expected text or a number; rhost: '],
    ['{"text":"x","provider":"mailer"}', 5, 'provider: Invalid option: expected one of "sendgrid"|"postmark"|"ses"'],
  ])('%s is an error that names the key', (line, id, error) => {
    expect(readLine(line, 5)).toEqual({ id, error: expect.stringContaining(error) });
  });
});

describe('the event', () => {
  const verdict = (question: Question) => classify(eventOf(question));

  test('holds the codes beside the text', () => {
    expect(eventOf({ text: 'user unknown', smtp: '550', rhost: 'mx.example.com' }).diagnostic).toEqual({
      smtpCode: 550,
      text: 'user unknown',
      remoteMta: 'mx.example.com',
    });
    expect(eventOf({ text: 'x', enhanced: '5.1.1' }).diagnostic).toMatchObject({ enhancedCode: '5.1.1' });
  });

  test('may tell both codes where the text holds none', () => {
    expect(eventOf({ text: 'user unknown', smtp: '450', enhanced: '4.1.1' }).diagnostic).toMatchObject({
      smtpCode: 450,
      enhancedCode: '4.1.1',
    });
  });

  test('believes a class only of the sender whose class it is', () => {
    expect(verdict({ nativeType: 'HardBounce' }).reason).toBe('unknown');
    expect(verdict({ provider: 'ses', nativeType: 'HardBounce' }).reason).toBe('unknown');
    expect(verdict({ provider: 'postmark', nativeType: 'HardBounce' }).reason).toBe('recipient_unknown');
  });

  test.each<[Question, string]>([
    [{ provider: 'ses', nativeType: 'Permanent', nativeSubtype: 'OnAccountSuppressionList' }, 'already_suppressed'],
    [
      { provider: 'ses', nativeType: 'Permanent', nativeSubtype: 'Suppressed', text: '550 5.1.1' },
      'already_suppressed',
    ],
    [{ provider: 'postmark', nativeType: 'ManuallyDeactivated', text: 'x' }, 'already_suppressed'],
    [{ provider: 'sendgrid', nativeType: 'dropped', text: 'Bounced Address' }, 'already_suppressed'],
    [{ provider: 'sendgrid', nativeType: 'Dropped', text: 'Spam Content' }, 'spam_content'],
  ])('of %j was never sent', (question, reason) => {
    expect(eventOf(question).type).toBe('drop');
    expect(verdict(question).reason).toBe(reason);
  });

  test.each<[Question, string]>([
    [{ provider: 'sendgrid', nativeType: 'bounce', nativeSubtype: 'Invalid Address' }, 'suppress'],
    [{ provider: 'sendgrid', nativeType: 'blocked', text: '550 5.1.1 user unknown' }, 'count'],
    [{ provider: 'sendgrid', nativeType: 'bounce', text: '550 5.1.1 user unknown' }, 'suppress'],
    [{ provider: 'sendgrid', nativeType: 'deferred', text: '451 4.1.1 user unknown' }, 'count'],
    [{ provider: 'ses', nativeType: 'Permanent', nativeSubtype: 'General' }, 'count'],
    [{ provider: 'ses', nativeType: 'Permanent', nativeSubtype: 'NoEmail' }, 'suppress'],
    // An out-of-office reply.
    [{ provider: 'ses', nativeType: 'Transient', nativeSubtype: 'General' }, 'none'],
    [{ provider: 'postmark', nativeType: 'SoftBounce' }, 'count'],
    [{ provider: 'postmark', nativeType: 'NeverHeardOf', text: '550 5.1.1 user unknown' }, 'suppress'],
  ])('of %j is judged as the webhook would be: %s', (question, action) => {
    expect(verdict(question).action).toBe(action);
  });

  test.each(['Complaint', 'SpamComplaint', 'spamreport', 'unsubscribe', 'constructor', '__proto__'])(
    'of the class %s comes to a verdict for every sender',
    (nativeType) => {
      for (const provider of ['ses', 'postmark', 'sendgrid', undefined] as const) {
        expect(verdict({ provider, nativeType, nativeSubtype: nativeType, text: 'x' })).toHaveProperty('reason');
      }
    },
  );
});
