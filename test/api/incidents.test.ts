import { describe, expect, test } from 'vitest';
import type { Incident } from '../../shared/suppression/incident.ts';
import { type Service, service } from '../support/api.ts';
import { answered, expectProblem, NOW } from '../support/ask.ts';
import { day } from '../support/records.ts';

function incident(number: number, changes: Partial<Incident> = {}): Incident {
  const at = day(number);
  return {
    hour: at,
    reason: 'auth_failure',
    receiver: 'example.com',
    sender: 'shop.example',
    count: 3,
    firstSeen: at,
    lastSeen: at,
    example: { provider: 'ses', rule: 'dmarc', text: '550 5.7.26 Unauthenticated email' },
    ...changes,
  };
}

async function counted(...incidents: Incident[]): Promise<Service> {
  const api = service();
  await api.incidents.add(incidents, NOW);
  return api;
}

describe('GET /v1/incidents', () => {
  test('says what the sender can mend, most frequent first, of the last seven days', async () => {
    const { ask } = await counted(
      incident(-4),
      incident(1),
      incident(1.5, { reason: 'ip_blocklisted', count: 2 }),
      incident(-9, { count: 99 }),
    );
    const answer = await answered(ask('GET', '/v1/incidents'));
    expect(answer).toMatchObject({
      total: 2,
      groups: [
        { reason: 'auth_failure', fault: 'sender', count: 6, firstSeen: day(-4), lastSeen: day(1) },
        { reason: 'ip_blocklisted', count: 2 },
      ],
    });
    expect(answer.groups[0]).toMatchObject({
      receiver: 'example.com',
      sender: 'shop.example',
      example: { rule: 'dmarc', text: '550 5.7.26 Unauthenticated email' },
      remedy: expect.stringMatching(/\w/),
    });
    expect(answer.groups[0]).not.toHaveProperty('hour');
  });

  test.each([
    ['receiver=EXAMPLE.com', 3],
    ['receiver=example.org', 0],
    ['sender=shop.example', 3],
    ['sender=', 5],
    ['reason=auth_failure', 8],
    ['reason=recipient_unknown', 0],
    [`since=${day(1.75)}`, 5],
    [`until=${day(1.5)}`, 3],
    ['limit=1', 5],
  ])('narrows by %s', async (query, count) => {
    const other = incident(1.8, { receiver: 'example.net', sender: '', count: 5 });
    const { ask } = await counted(incident(1), other);
    const { groups } = await answered(ask('GET', '/v1/incidents', { query }));
    expect(groups.reduce((sum: number, group: { count: number }) => sum + group.count, 0)).toBe(count);
  });

  test('says how many groups there are, of which it shows some', async () => {
    const { ask } = await counted(incident(1), incident(1, { sender: 'other.example' }));
    const answer = await answered(ask('GET', '/v1/incidents', { query: 'limit=1' }));
    expect(answer).toMatchObject({ total: 2, groups: { length: 1 } });
  });

  test('looks at no more hours than are kept, however long the window', async () => {
    const { ask } = await counted(incident(1));
    const query = 'since=1970-01-01T00:00:00Z&until=9999-12-31T23:59:59Z';
    const { since, until } = await answered(ask('GET', '/v1/incidents', { query }));
    expect(Date.parse(until) - Date.parse(since)).toBeLessThanOrEqual(36 * 86_400_000);
  });

  test.each([
    ['since=today', /^query\.since: expected a time/],
    [`since=${day(1)}&until=${day(0)}`, 'query.until: does not lie after since'],
    [`since=${day(3)}`, 'query.until: does not lie after since'],
    ['receiver=exa%20mple', 'query.receiver: not a domain'],
    ['reason=manual', /^query\.reason: /],
    [`sender=${'x'.repeat(256)}`, /^query\.sender: /],
  ])('names what is wrong with %s', async (query, detail) => {
    expectProblem(await service().ask('GET', '/v1/incidents', { query }), 400, detail);
  });
});
