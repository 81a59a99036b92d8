// What changed when a contact edited the subscription preferences of an SES contact list.
import { BOUNDS } from '../../event/bounds.ts';
import { textWithin } from '../fields.ts';
import { isObject } from '../json.ts';
import type { Judgement } from './judge.ts';
import type { Fields } from './unwrap.ts';

const STATUSES = { OptIn: 'resubscribe', OptOut: 'unsubscribe' } as const;

/**
 * One judgement per change. Leaving or rejoining everything has the contact list as its stream, a topic has
 * `contactList/topicName`. Preferences that did not change say nothing: an `other`.
 */
export function subscriptionChanges(subscription: Fields): readonly Judgement[] {
  const list = textWithin(subscription['contactList'], BOUNDS.stream) ?? '';
  const before = preferences(subscription['oldTopicPreferences']);
  const after = preferences(subscription['newTopicPreferences']);
  const changes: Judgement[] = [];
  if (after.leftAll === true) changes.push({ type: 'unsubscribe', stream: list });
  // Only a plain `false` rejoins: preferences that can't be read must not.
  else if (after.leftAll === false && before.leftAll === true) changes.push({ type: 'resubscribe', stream: list });
  for (const [topic, type] of after.topics) {
    if (before.topics.get(topic) === type) continue;
    changes.push({ type, stream: `${list}/${topic}`.slice(0, BOUNDS.stream) });
  }
  return changes.length > 0 ? changes : [{ type: 'other', stream: list }];
}

function preferences(value: unknown) {
  const { unsubscribeAll, topicSubscriptionStatus } = isObject(value) ? value : {};
  const topics = new Map<string, (typeof STATUSES)[keyof typeof STATUSES]>();
  for (const topic of Array.isArray(topicSubscriptionStatus) ? topicSubscriptionStatus : []) {
    if (!isObject(topic)) continue;
    const name = textWithin(topic['topicName'], BOUNDS.stream);
    const status = topic['subscriptionStatus'];
    if (name !== undefined && (status === 'OptIn' || status === 'OptOut')) topics.set(name, STATUSES[status]);
  }
  return { leftAll: unsubscribeAll, topics };
}
