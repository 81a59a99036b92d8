import { describe, expect, test } from 'vitest';
import { classify } from '../../shared/classify/classify.ts';
import type { MailEvent } from '../../shared/event/mail-event.ts';
import { countByHour, type IncidentQuery, incidentOf, incidents } from '../../shared/pipeline/incidents.ts';
import { mailEventOf, mailEventWithout } from '../support/mail-event.ts';
import { memoryIncidents } from '../support/memory-ports.ts';

const NOW = Date.parse('2026-03-02T12:30:00.000Z');
const WINDOW = { since: '2026-03-02T08:59:59.000Z', until: '2026-03-02T11:00:00.001Z', limit: 10 };

function unproven(at: string, changes: Partial<MailEvent> = {}): MailEvent {
  return mailEventOf({
    occurredAt: `2026-03-02T${at}.000Z`,
    diagnostic: { text: '550 5.7.26 This mail is unauthenticated' },
    sender: { domain: 'shop.example', ip: '192.0.2.1' },
    ...changes,
  });
}

const listed = (at: string, changes: Partial<MailEvent> = {}) =>
  unproven(at, {
    diagnostic: { text: '550 5.7.1 Client host [192.0.2.1] blocked using zen.spamhaus.org' },
    ...changes,
  });

const incidentIn = (event: MailEvent) => incidentOf(event, classify(event));

describe('an event', () => {
  test('is an incident of its hour, reason, receiving domain and sender', () => {
    expect(incidentIn(unproven('09:12:34'))).toEqual({
      hour: '2026-03-02T09:00:00.000Z',
      reason: 'auth_failure',
      receiver: 'example.com',
      sender: 'shop.example',
      count: 1,
      firstSeen: '2026-03-02T09:12:34.000Z',
      lastSeen: '2026-03-02T09:12:34.000Z',
      example: expect.objectContaining({ provider: 'ses', text: '550 5.7.26 This mail is unauthenticated' }),
    });
  });

  test('names the block list and the page that helps', () => {
    const text = '550 5.7.1 Client host [192.0.2.1] blocked using zen.spamhaus.org, see https://help.example/listed';
    expect(incidentIn(listed('09:00:00', { diagnostic: { text } }))?.example).toMatchObject({
      list: 'Spamhaus ZEN',
      help: 'https://help.example/listed',
    });
  });

  test('names the sender by its IP where no domain is known, and else by nothing', () => {
    expect(incidentIn(unproven('09:00:00', { sender: { ip: '192.0.2.1' } }))?.sender).toBe('192.0.2.1');
    expect(incidentIn(unproven('09:00:00', { sender: {} }))?.sender).toBe('');
  });

  test('is none when the recipient is the cause', () => {
    expect(incidentIn(mailEventOf())).toBeUndefined();
  });

  test('is one when the recipient takes mail from chosen senders only: the sender has to ask', () => {
    const refused = unproven('09:00:00', {
      diagnostic: { text: '550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup' },
    });
    expect(incidentIn(refused)).toMatchObject({ reason: 'recipient_refused' });
  });

  test('has no keys in its example for what nobody said', () => {
    const verdict = classify(unproven('09:00:00'));
    const { help: _, list: __, ...bare } = verdict;
    const incident = incidentOf(mailEventWithout(['diagnostic']), bare);
    expect(incident?.example).toStrictEqual({ provider: 'ses', rule: verdict.rule });
  });
});

test('events of one hour and group are one counter, with its first and last and the newest example', () => {
  const events = [unproven('09:30:00'), unproven('09:50:00'), unproven('09:10:00'), unproven('10:00:00')];
  const rule = (name: string) => ({ ...classify(unproven('09:00:00')), rule: name });
  const all = events.map((event, index) => incidentOf(event, rule(`rule ${index}`)) ?? expect.fail());
  expect(countByHour(all)).toMatchObject([
    {
      hour: '2026-03-02T09:00:00.000Z',
      count: 3,
      firstSeen: '2026-03-02T09:10:00.000Z',
      lastSeen: '2026-03-02T09:50:00.000Z',
      example: { rule: 'rule 1' },
    },
    { hour: '2026-03-02T10:00:00.000Z', count: 1 },
  ]);
});

describe('the report', () => {
  async function report(query: Partial<IncidentQuery> = {}, now = NOW) {
    const port = memoryIncidents();
    const events = [
      unproven('07:59:59'),
      unproven('08:00:00'),
      unproven('09:30:00'),
      listed('09:00:00'),
      listed('10:00:00', { recipient: 'bob@other.example' }),
      listed('11:59:59', { recipient: 'bob@other.example' }),
      listed('11:59:59', { recipient: 'bob@other.example', sender: { domain: 'news.example' } }),
      unproven('12:00:00'),
    ];
    await port.add(countByHour(events.map((event) => incidentIn(event) ?? expect.fail())), now);
    return incidents({ incidents: port }, { ...WINDOW, ...query }, now);
  }

  const told = ({ groups }: Awaited<ReturnType<typeof report>>) =>
    groups.map(({ reason, receiver, sender, count }) => [reason, receiver, sender, count]);

  test('covers full hours, most frequent first, the newest first among equals', async () => {
    const found = await report();
    expect(found).toMatchObject({ since: '2026-03-02T08:00:00.000Z', until: '2026-03-02T12:00:00.000Z', total: 4 });
    expect(told(found)).toEqual([
      ['ip_blocklisted', 'other.example', 'shop.example', 2],
      ['auth_failure', 'example.com', 'shop.example', 2],
      ['ip_blocklisted', 'other.example', 'news.example', 1],
      ['ip_blocklisted', 'example.com', 'shop.example', 1],
    ]);
    expect(found.groups[1]).toMatchObject({ fault: 'sender', remedy: expect.stringContaining('SPF') });
    expect(found.groups[1]).not.toHaveProperty('hour');
    expect(found.groups[1]).toMatchObject({
      firstSeen: '2026-03-02T08:00:00.000Z',
      lastSeen: '2026-03-02T09:30:00.000Z',
    });
  });

  test.each([
    [{ reason: 'auth_failure' as const }, [['auth_failure', 'example.com', 'shop.example', 2]]],
    [{ sender: 'news.example' }, [['ip_blocklisted', 'other.example', 'news.example', 1]]],
    [
      { receiver: 'example.com' },
      [
        ['auth_failure', 'example.com', 'shop.example', 2],
        ['ip_blocklisted', 'example.com', 'shop.example', 1],
      ],
    ],
    [{ limit: 1 }, [['ip_blocklisted', 'other.example', 'shop.example', 2]]],
  ])('narrows to %j', async (query, groups) => {
    expect(told(await report(query))).toEqual(groups);
  });

  test.each([
    ['a window before all that is kept', { since: '2020-01-01T00:00:00.000Z', until: '2020-01-02T00:00:00.000Z' }],
    ['a window of the future', { since: '2026-03-02T15:00:00.000Z', until: '2026-03-02T16:00:00.000Z' }],
    ['no time at all', { since: '2026-03-02T10:00:00.000Z', until: '2026-03-02T10:00:00.000Z' }],
    ['a reason that is never an incident', { reason: 'recipient_unknown' as const }],
  ])('asks no store for %s', async (_, query) => {
    const unasked = memoryIncidents();
    unasked.failure = new Error('asked');
    expect(await incidents({ incidents: unasked }, { ...WINDOW, ...query }, NOW)).toMatchObject({
      groups: [],
      total: 0,
    });
  });

  test('ends with the hour before, where the window ends on the hour', async () => {
    expect(await report({ until: '2026-03-02T11:00:00.000Z' })).toMatchObject({ until: '2026-03-02T11:00:00.000Z' });
  });

  test('looks neither further back than what is kept nor further ahead than the next hour', async () => {
    const { since, until } = await report({ since: '2020-01-01T00:00:00.000Z', until: '2030-01-01T00:00:00.000Z' });
    expect(since > '2026-01-01' && since < '2026-03-01').toBe(true);
    expect(until).toBe('2026-03-02T14:00:00.000Z');
  });
});
