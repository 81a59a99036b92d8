import { beforeEach, describe, expect, test } from 'vitest';
import type { Reason } from '../../shared/classify/reasons.ts';
import type { HistoryEntry } from '../../shared/suppression/history.ts';
import type { Incident } from '../../shared/suppression/incident.ts';
import { useEmulators } from '../support/emulators.ts';
import { HISTORY_DAYS, INCIDENT_DAYS, PORT_KINDS, type Ports } from '../support/port-kinds.ts';
import { day, hardBounce, onDay } from '../support/records.ts';

useEmulators('dynamodb');

const [ANN, BOB] = ['ann@example.com', 'bob@example.com'];
const NOW = onDay(10);

function entry(at: string, id: string, changes: Partial<HistoryEntry> = {}): HistoryEntry {
  return { address: ANN, at, id, kind: 'bounce', provider: 'ses', reason: 'mailbox_full', rule: 'quota', ...changes };
}

describe.each(PORT_KINDS)('history $kind', ({ open }) => {
  let history: Ports['history'];
  let store: Ports['store'];
  beforeEach(async () => {
    ({ history, store } = await open());
  });

  test('comes back as it was written, newest first, of one address', async () => {
    const full = entry(day(2), 'b', {
      action: 'count',
      messageId: 'm1',
      stream: 'newsletter',
      diagnostic: { smtpCode: 552, enhancedCode: '5.2.2', text: '552 5.2.2 Mailbox over quota' },
      native: { event: 'Bounce', type: 'Transient', subtype: 'MailboxFull' },
    });
    const decided: HistoryEntry = { address: ANN, at: day(3), id: 'c', kind: 'release', by: 'support', note: 'asked' };
    await store.write(ANN, hardBounce(day(1)), undefined, day(1));
    await history.append([entry(day(1), 'a'), decided, full, entry(day(2), 'a', { address: BOB })], NOW);
    expect(await history.read(ANN, 10)).toEqual([decided, full, entry(day(1), 'a')]);
    expect(await history.read('cat@example.com', 10)).toEqual([]);
  });

  test('holds an entry once, however often it is written, at once or later', async () => {
    await history.append([entry(day(1), 'a'), entry(day(1), 'a')], NOW);
    await history.append([entry(day(1), 'a')], NOW);
    expect(await history.read(ANN, 10)).toEqual([entry(day(1), 'a')]);
  });

  test('takes more than one request can hold, and nothing', async () => {
    const many = Array.from({ length: 130 }, (_, index) => entry(day(index / 100), `event-${index}`));
    await history.append([], NOW);
    await history.append(many, NOW);
    expect(await history.read(ANN, 200)).toEqual(many.toReversed());
  });

  test('goes on behind an entry, in pages of any size, with several of one time', async () => {
    const many = Array.from({ length: 20 }, (_, index) => entry(day(Math.floor(index / 3)), `event-${10 + index}`));
    await history.append(many, NOW);
    for (const limit of [1, 3, 7, 20, 21]) {
      const found: HistoryEntry[] = [];
      for (;;) {
        const page = await history.read(ANN, limit, found.at(-1));
        found.push(...page);
        if (page.length < limit) break;
      }
      expect(found).toEqual(many.toReversed());
    }
  });

  test('leaves out what is too old to be kept', async () => {
    await history.append([entry(day(0), 'old'), entry(day(1), 'young')], onDay(HISTORY_DAYS + 0.5));
    expect((await history.read(ANN, 10)).map(({ id }) => id)).toEqual(['young']);
  });
});

const HOUR = '2026-01-11T08:00:00.000Z';
const REASONS: readonly Reason[] = ['auth_failure', 'spam_content', 'rate_limited'];

function incident(changes: Partial<Incident> = {}): Incident {
  return {
    hour: HOUR,
    reason: 'auth_failure',
    receiver: 'example.com',
    sender: 'news.example.org',
    count: 1,
    firstSeen: HOUR.replace(':00:00', ':10:00'),
    lastSeen: HOUR.replace(':00:00', ':20:00'),
    example: { provider: 'ses', rule: 'dmarc', text: '550 5.7.26', help: 'https://example.com/help' },
    ...changes,
  };
}

describe.each(PORT_KINDS)('incidents $kind', ({ open }) => {
  let incidents: Ports['incidents'];
  beforeEach(async () => {
    ({ incidents } = await open());
  });

  const all = (from = '2026-01-01T00:00:00.000Z', to = '2026-02-01T00:00:00.000Z', reasons = REASONS) =>
    incidents.read(from, to, reasons);

  test('add up by hour, reason, receiver and sender', async () => {
    const others = [
      incident({ hour: '2026-01-11T09:00:00.000Z' }),
      incident({ reason: 'spam_content' }),
      incident({ receiver: 'example.net' }),
      incident({ sender: '192.0.2.1' }),
      incident({ sender: '' }),
      incident({ sender: 'a#b' }),
    ];
    const later = { lastSeen: HOUR.replace(':00:00', ':40:00'), example: { provider: 'ses', rule: 'spf' } };
    await incidents.add([incident(), ...others], NOW);
    await incidents.add([incident({ count: 5, firstSeen: later.lastSeen, ...later })], NOW);
    const found = await all();
    expect(found).toHaveLength(7);
    expect(found).toEqual(expect.arrayContaining([incident({ count: 6, ...later }), ...others]));
  });

  test('lose no count of many who add at once', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, index) => incidents.add([incident({ count: index + 1 })], NOW)));
    expect((await all()).map(({ count }) => count)).toEqual([465]);
  });

  test('are those of the hours and the reasons that are asked for', async () => {
    const hours = ['2026-01-09T23', '2026-01-10T00', '2026-01-10T13', '2026-01-11T00', '2026-01-11T05'];
    await incidents.add(
      hours.map((hour) => incident({ hour: `${hour}:00:00.000Z` })),
      NOW,
    );
    const found = async (from: string, to: string) =>
      (await all(`${from}:00:00.000Z`, `${to}:00:00.000Z`)).map(({ hour }) => hour.slice(0, 13)).toSorted();
    expect(await found('2026-01-09T00', '2026-01-12T00')).toEqual(hours);
    expect(await found('2026-01-10T00', '2026-01-11T05')).toEqual(hours.slice(1, 4));
    expect(await found('2026-01-10T01', '2026-01-10T14')).toEqual(hours.slice(2, 3));
    expect(await found('2026-01-10T01', '2026-01-11T00')).toEqual(hours.slice(2, 3));
    expect(await found('2026-01-10T13', '2026-01-10T13')).toEqual([]);
    expect(await all(undefined, undefined, ['rate_limited'])).toEqual([]);
    expect(await all(undefined, undefined, [])).toEqual([]);
  });

  test('leave out what is too old to be kept', async () => {
    await incidents.add([incident()], Date.parse(HOUR) + INCIDENT_DAYS * 86_400_000);
    expect(await all()).toEqual([]);
  });
});
