// Takes the SES event out of what it travelled in: SNS, SQS, a Lambda record, EventBridge, or several of them nested.
import { BOUNDS } from '../../event/bounds.ts';
import { nativeText, textWithin } from '../fields.ts';
import { isObject, parseJson } from '../json.ts';
import type { Notice } from '../provider.ts';
import { isEnvelope } from './envelope.ts';
import { isConfirmationUrl } from './sns-urls.ts';

export type Fields = Readonly<Record<string, unknown>>;

export type Unwrapped =
  | { readonly is: 'event'; readonly name: string; readonly event: Fields }
  | { readonly is: 'notice'; readonly notice: Notice }
  | { readonly is: 'confirmation'; readonly topicArn: string; readonly url: string }
  /** About the account, and of no interest here. */
  | { readonly is: 'nothing' }
  /** Came the right way, but can't be used. */
  | { readonly is: 'unreadable'; readonly reason: string }
  /** Nothing that SES or its carriers send. */
  | { readonly is: 'foreign'; readonly reason: string };

/** SQS around SNS around EventBridge is as far as real deployments go. */
const MAX_DEPTH = 4;
/** What SES publishes when event publishing to a topic is set up, as plain text. */
const VALIDATION_TEXT = 'Successfully validated SNS topic';
/** The same for feedback notifications, as JSON: a notification type that has no `mail`. */
const VALIDATION_TYPE = 'AmazonSnsSubscriptionSucceeded';

/**
 * The SNS envelope is asked for first, and of it only the signed `Message` is read: in a genuine envelope with unsigned
 * keys beside, such as `eventType` and `bounce`, these must not speak.
 */
export function unwrap(value: unknown, depth = 0): Unwrapped {
  if (!isObject(value)) return { is: 'foreign', reason: 'not a JSON object' };
  if (depth > MAX_DEPTH) return { is: 'foreign', reason: 'wrapped too many times' };
  if (isEnvelope(value)) return fromSns(value, depth);
  if (value['source'] === 'aws.ses' && isObject(value['detail'])) return fromEventBridge(value, value['detail']);
  const name = eventName(value);
  if (name !== undefined) return fromSes(name, value);
  if (isObject(value['Sns'])) return within('Sns', value['Sns'], depth);
  if (typeof value['body'] === 'string') return within('body', parseJson(value['body']), depth);
  return { is: 'foreign', reason: 'neither an SES event nor an SNS or EventBridge message' };
}

/** Event publishing writes `eventType`, feedback notifications write `notificationType`. */
function eventName(event: Fields): string | undefined {
  return nativeText(event['eventType']) ?? nativeText(event['notificationType']);
}

/** Inside a known wrapping nothing is foreign any more: it is kept, with the path to it. */
function within(key: string, value: unknown, depth: number): Unwrapped {
  const inner = unwrap(value, depth + 1);
  if (inner.is === 'foreign') return { is: 'unreadable', reason: `${key}: ${inner.reason}` };
  return inner.is === 'unreadable' ? { is: 'unreadable', reason: `${key}.${inner.reason}` } : inner;
}

function fromSns(envelope: Fields, depth: number): Unwrapped {
  const { Type: type, TopicArn: topicArn, Message: message, SubscribeURL: url } = envelope;
  if (typeof topicArn !== 'string') return { is: 'unreadable', reason: 'TopicArn: not text' };
  // Only the outermost envelope is signed: one inside a message may ask for nothing.
  if (type === 'SubscriptionConfirmation' && depth === 0) return confirmation(topicArn, url);
  if (type === 'UnsubscribeConfirmation' && depth === 0) {
    // It has a SubscribeURL too: fetching that would subscribe again.
    const detail = `the subscription to ${topicArn.slice(0, BOUNDS.host)} was removed`;
    return { is: 'notice', notice: { kind: 'subscription_removed', detail } };
  }
  if (type !== 'Notification') return { is: 'unreadable', reason: 'Type: not Notification' };
  if (typeof message !== 'string') return { is: 'unreadable', reason: 'Message: missing or not text' };
  if (message.trimStart().startsWith(VALIDATION_TEXT)) return topicValidated(message);
  const value = parseJson(message);
  return value === undefined
    ? { is: 'unreadable', reason: 'Message: neither JSON nor a notice that SES is known to send' }
    : within('Message', value, depth);
}

function confirmation(topicArn: string, url: unknown): Unwrapped {
  return typeof url === 'string' && isConfirmationUrl(url, topicArn)
    ? { is: 'confirmation', topicArn, url }
    : { is: 'unreadable', reason: 'SubscribeURL: not a URL of SNS that confirms the subscription to this topic' };
}

function topicValidated(text: unknown): Unwrapped {
  const detail = textWithin(text, BOUNDS.text) ?? 'SES can publish to the SNS topic';
  return { is: 'notice', notice: { kind: 'topic_validated', detail } };
}

/** CloudTrail's records come from `aws.ses` with an `eventType` as well, so it takes a `mail` to be an event. */
function fromEventBridge(envelope: Fields, detail: Fields): Unwrapped {
  const type = nativeText(envelope['detail-type']) ?? '';
  const name = eventName(detail);
  if (name !== undefined && (isObject(detail['mail']) || type.startsWith('Email '))) return fromSes(name, detail);
  if (type.startsWith('Email ')) return { is: 'unreadable', reason: 'detail.eventType: missing or not text' };
  return type.startsWith('Sending Status ')
    ? { is: 'notice', notice: { kind: 'account_status_change', detail: type } }
    : { is: 'nothing' };
}

function fromSes(name: string, event: Fields): Unwrapped {
  return name === VALIDATION_TYPE ? topicValidated(event['message']) : { is: 'event', name, event };
}
