import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { REASON_NAMES, REASONS } from '../../shared/classify/reasons.ts';
import { parseConfig } from '../../shared/pipeline/config.ts';
import { DEFAULT_POLICY, policySettings, policyWith } from '../../shared/suppression/policy.ts';
import { SOFT_PER_REASON } from '../../shared/suppression/record.ts';
import { suppressionOf } from '../../shared/suppression/verdict.ts';
import { day, history, onDay, softBounce } from '../support/records.ts';

function complaints(settings: unknown): string[] {
  const result = z.safeParse(policySettings, settings);
  return result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('the defaults', () => {
  test('are settings that the configuration would take', () => {
    expect(complaints(DEFAULT_POLICY)).toEqual([]);
    expect(policyWith({})).toEqual(DEFAULT_POLICY);
  });

  test('let nobody be suppressed by repetition for what is not about the recipient or the end of retries', () => {
    const faults = Object.keys(DEFAULT_POLICY).filter(
      (reason) => REASONS[reason as keyof typeof DEFAULT_POLICY].fault !== 'recipient',
    );
    expect(faults).toEqual(['delivery_expired']);
  });

  test.each(Object.entries(DEFAULT_POLICY))('%s: as many messages as asked for are remembered', (_reason, limits) => {
    expect(limits.messages).toBeLessThanOrEqual(SOFT_PER_REASON);
    expect(limits.spanDays).toBeLessThan(limits.windowDays);
  });
});

describe('overrides', () => {
  test('change the values they name and leave the others', () => {
    expect(policyWith({ mailbox_full: { messages: 5, suppressForDays: 'forever' } })).toEqual({
      ...DEFAULT_POLICY,
      mailbox_full: { messages: 5, spanDays: 5, windowDays: 30, suppressForDays: 'forever' },
    });
  });

  test('a reason that has no limits gets cautious ones', () => {
    expect(policyWith({ spam_content: {} })).toEqual({
      ...DEFAULT_POLICY,
      spam_content: { messages: 5, spanDays: 7, windowDays: 30, suppressForDays: 30 },
    });
  });

  test('leave the defaults of others alone', () => {
    const before = structuredClone(DEFAULT_POLICY);
    policyWith({ mailbox_full: { messages: 1 } });
    expect(DEFAULT_POLICY).toEqual(before);
  });

  test('a changed policy judges what is stored anew', () => {
    const record = history(softBounce(day(1), 'm1'), softBounce(day(1.1), 'm2'));
    const now = onDay(2);
    expect(suppressionOf(record, DEFAULT_POLICY, now)).toBeUndefined();
    const strict = policyWith({ mailbox_full: { messages: 2, spanDays: 0, suppressForDays: 7 } });
    expect(suppressionOf(record, strict, now)).toMatchObject({ reason: 'mailbox_full', until: day(8.1) });
    expect(suppressionOf(record, DEFAULT_POLICY, now)).toBeUndefined();
  });
});

describe('what the configuration refuses, naming the key', () => {
  test.each([
    [{ mailbox_ful: {} }, /^: Unrecognized key: "mailbox_ful"$/],
    [{ mailbox_full: { message: 3 } }, /^mailbox_full: Unrecognized key: "message"$/],
    [
      { mailbox_full: { messages: SOFT_PER_REASON + 1 } },
      /^mailbox_full\.messages: at most 8: no more are remembered$/,
    ],
    [{ mailbox_full: { messages: 0 } }, /^mailbox_full\.messages: .*>=1/],
    [{ mailbox_full: { messages: 2.5 } }, /^mailbox_full\.messages: .*int/],
    [{ mailbox_full: { messages: '3' } }, /^mailbox_full\.messages: .*number/],
    [{ mailbox_full: { spanDays: -1 } }, /^mailbox_full\.spanDays: .*>=0/],
    [{ mailbox_full: { spanDays: 15 } }, /^mailbox_full\.spanDays: at most 14: no more days are remembered$/],
    [{ mailbox_full: { windowDays: 0 } }, /^mailbox_full\.windowDays: .*>0/],
    [{ mailbox_full: { suppressForDays: 0 } }, /^mailbox_full\.suppressForDays: .*>0/],
    [
      { mailbox_full: { suppressForDays: 'never' } },
      /^mailbox_full\.suppressForDays: a number of days .* or "forever"$/,
    ],
    [{ mailbox_full: { windowDays: 4 } }, /^mailbox_full\.windowDays: at least 5: else spanDays never fits into it$/],
    [
      { mailbox_full: { windowDays: 9, spanDays: 9.5 } },
      /^mailbox_full\.spanDays: at most 9: else it never fits into windowDays$/,
    ],
    [{ unknown: { windowDays: 6 } }, /^unknown\.windowDays: at least 7: /],
    [{ complaint: {} }, /^complaint: holds until the person comes back or somebody releases it: /],
    [{ unsubscribed: {} }, /^unsubscribed: holds until the person comes back/],
    [{ spam_content: {} }, /^spam_content: suppresses nobody: it says nothing against the recipient$/],
    [{ mailbox_full: 3 }, /^mailbox_full: .*object/],
    ['strict', /^: .*record/],
  ])('%j', (settings, complaint) => {
    expect(complaints(settings)).toEqual([expect.stringMatching(complaint)]);
  });
});

describe('what the configuration takes', () => {
  test('every reason that speaks against a recipient', () => {
    const taken = REASON_NAMES.filter((reason) => complaints({ [reason]: {} }).length === 0);
    expect(taken.toSorted()).toEqual([...Object.keys(DEFAULT_POLICY), 'unknown'].toSorted());
  });

  test('a span as long as the window', () => {
    expect(complaints({ mailbox_full: { spanDays: 9, windowDays: 9 } })).toEqual([]);
  });

  test('up to the bounds', () => {
    const longest = { messages: SOFT_PER_REASON, spanDays: 14, windowDays: 36_500, suppressForDays: 36_500 };
    expect(complaints({ mailbox_full: longest, unknown: { messages: 1, spanDays: 0 } })).toEqual([]);
    expect(complaints({ mailbox_full: { windowDays: 36_501 } })).toEqual([expect.stringMatching(/36500/)]);
    expect(complaints({ mailbox_full: { suppressForDays: 36_501 } })).toEqual([expect.stringMatching(/36500/)]);
  });
});

test('tells each problem once, that of a number out of range before what it would never fit into', () => {
  const settings = { mailbox_full: { windowDays: -1 }, unknown: { windowDays: 1 }, complaint: {} };
  expect(complaints(settings)).toEqual([expect.stringMatching(/^mailbox_full\.windowDays: .*>0/)]);
  expect(z.safeParse(policySettings, { complaint: {} }).error?.issues).toMatchObject([{ code: 'custom' }]);
});

describe('docs/policy.md', () => {
  const text = readFileSync(new URL('../../docs/policy.md', import.meta.url), 'utf8');

  test('shows configurations that are taken', () => {
    const examples = [...text.matchAll(/```json\n(.*?)```/gs)].map(([, json = '']) => json);
    expect(examples).toHaveLength(2);
    for (const json of examples) expect(() => parseConfig(json)).not.toThrow();
  });

  test.each(Object.entries(DEFAULT_POLICY))('tells the default of %s as it is', (reason, limits) => {
    const { messages, spanDays, windowDays, suppressForDays } = limits;
    const row = text.split('\n').find((line) => line.startsWith(`| \`${reason}\` |`));
    expect(row).toContain(`${messages} messages, ${spanDays} days apart, within ${windowDays} |`);
    expect(row).toContain(suppressForDays === 'forever' ? '| ever |' : `| ${suppressForDays} days |`);
  });
});
