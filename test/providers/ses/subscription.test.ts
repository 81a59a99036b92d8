import { describe, expect, test } from 'vitest';
import { normalised, sesEvent } from '../fixtures-ses.ts';

type Topics = Record<string, 'OptIn' | 'OptOut'>;

const preferences = (topics: Topics, unsubscribeAll = false) => ({
  unsubscribeAll,
  topicSubscriptionStatus: Object.entries(topics).map(([topicName, subscriptionStatus]) => ({
    topicName,
    subscriptionStatus,
  })),
});

function change(before: unknown, after: unknown, changes: object = {}, mail = {}) {
  const subscription = {
    contactList: 'readers',
    timestamp: '2026-03-02T09:00:00.000Z',
    source: 'UnsubscribeHeader',
    oldTopicPreferences: before,
    newTopicPreferences: after,
    ...changes,
  };
  return normalised(sesEvent('Subscription', { subscription }, mail));
}

const said = (before: unknown, after: unknown) =>
  change(before, after).events.map(({ type, stream }) => `${type} ${stream}`);

describe('a change of subscription', () => {
  test.each([
    ['leaving everything', preferences({}), preferences({}, true), ['unsubscribe readers']],
    ['rejoining', preferences({}, true), preferences({}), ['resubscribe readers']],
    ['leaving a topic', preferences({ a: 'OptIn' }), preferences({ a: 'OptOut' }), ['unsubscribe readers/a']],
    ['joining a topic', preferences({ a: 'OptOut' }), preferences({ a: 'OptIn' }), ['resubscribe readers/a']],
    [
      'leaving one topic, joining another and keeping a third',
      preferences({ a: 'OptIn', b: 'OptOut', c: 'OptIn' }),
      preferences({ a: 'OptOut', b: 'OptIn', c: 'OptIn' }),
      ['unsubscribe readers/a', 'resubscribe readers/b'],
    ],
    [
      'leaving everything and a topic',
      preferences({ a: 'OptIn' }),
      preferences({ a: 'OptOut' }, true),
      ['unsubscribe readers', 'unsubscribe readers/a'],
    ],
    ['a topic that was not there before', undefined, preferences({ a: 'OptOut' }), ['unsubscribe readers/a']],
    ['no change', preferences({ a: 'OptIn' }), preferences({ a: 'OptIn' }), ['other readers']],
    // To rejoin takes a plain word.
    ['preferences that can not be read', preferences({}, true), undefined, ['other readers']],
    [
      'a status that is not known',
      preferences({ a: 'OptOut' }),
      { unsubscribeAll: false, topicSubscriptionStatus: [{ topicName: 'a', subscriptionStatus: 'Maybe' }, null, 7] },
      ['other readers'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(said(before, after)).toEqual(expected);
  });

  test('is about the only addressee, at the time of the change', () => {
    expect(change(preferences({}), preferences({}, true)).events).toMatchObject([
      { recipient: 'ann@example.com', occurredAt: '2026-03-02T09:00:00.000Z', native: { event: 'Subscription' } },
    ]);
  });

  test('of several topics gives as many ids', () => {
    const { events } = change(undefined, preferences({ a: 'OptOut', b: 'OptOut' }, true));
    expect(new Set(events.map(({ id }) => id)).size).toBe(3);
  });

  test('of a message to several, or to nobody, names no one', () => {
    for (const destination of [['ann@example.com', 'ben@example.com'], [], undefined]) {
      const { events, rejects } = change(preferences({}), preferences({}, true), {}, { destination });
      expect(events).toEqual([]);
      expect(rejects.map(({ reason }) => reason)).toEqual(['mail.destination: does not name exactly one recipient']);
    }
  });

  test.each([undefined, '', 7])('of the list %j would reach every stream, and is put aside', (contactList) => {
    const { events, rejects } = change(preferences({}), preferences({}, true), { contactList });
    expect(events).toEqual([]);
    expect(rejects.map(({ reason }) => reason)).toEqual(['subscription.contactList: missing or not text']);
  });
});
