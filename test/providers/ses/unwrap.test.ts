import { describe, expect, test } from 'vitest';
import { ses } from '../../../shared/providers/ses/provider.ts';
import {
  bounce,
  confirmation,
  normalised,
  notification,
  onlyEvent,
  RECEIVED_AT,
  SUBSCRIBE_URL,
  TOPIC_ARN,
} from '../fixtures-ses.ts';

const eventBridge = (detail: unknown, type = 'Email Bounced') => ({
  version: '0',
  id: '00000000-1111-2222-3333-444444444444',
  'detail-type': type,
  source: 'aws.ses',
  time: '2026-03-02T09:00:05Z',
  resources: [],
  detail,
});

/** As Lambda hands it over: two keys are spelt otherwise, and absent texts are null. */
const lambdaSns = (message: unknown) => {
  const { SigningCertURL, UnsubscribeURL, ...rest } = notification(message, { Subject: null });
  return { ...rest, SigningCertUrl: SigningCertURL, UnsubscribeUrl: UnsubscribeURL, MessageAttributes: {} };
};

const sqsRecord = (body: unknown) => ({ messageId: 'm', eventSource: 'aws:sqs', body: JSON.stringify(body) });

function rejected(value: unknown) {
  const { events, rejects, notices, confirm } = normalised(value);
  expect({ events, notices, confirm }).toEqual({ events: [], notices: [], confirm: undefined });
  expect(rejects).toEqual([expect.objectContaining({ provider: 'ses', index: 0 })]);
  return rejects[0]?.reason;
}

describe('the same event comes out of whatever it travelled in', () => {
  const bare = onlyEvent(bounce());

  test.each([
    ['an SNS envelope', notification(bounce())],
    ['the SNS part of a Lambda record', lambdaSns(bounce())],
    ['a whole Lambda record', { EventSource: 'aws:sns', Sns: lambdaSns(bounce()) }],
    ['EventBridge', eventBridge(bounce())],
    ['EventBridge with a detail-type that is wrong', eventBridge(bounce(), 'Something Else')],
    ['EventBridge with a detail-type that is no text', { ...eventBridge(bounce()), 'detail-type': 7 }],
    ['an SQS record, raw', sqsRecord(bounce())],
    ['an SQS record with an SNS envelope', sqsRecord(notification(bounce()))],
    ['SNS in SNS', notification(notification(bounce()))],
    ['EventBridge sent on to SNS', notification(eventBridge(bounce()))],
    ['EventBridge sent on to SNS and SQS', sqsRecord(notification(eventBridge(bounce())))],
  ])('%s', (_, value) => {
    expect(onlyEvent(value)).toEqual(bare);
  });

  test('a request body, with a byte order mark or without', () => {
    const text = JSON.stringify(notification(bounce()));
    for (const body of [text, `\ufeff${text}`]) {
      expect(ses.normalise(Buffer.from(body), RECEIVED_AT)).toMatchObject({ events: [bare] });
    }
  });
});

describe('what nobody signed does not speak', () => {
  test.each([
    ['an SES event', bounce({ bouncedRecipients: [{ emailAddress: 'victim@example.com' }] })],
    ['a Lambda record', { Sns: lambdaSns(bounce()) }],
    ['an EventBridge event', eventBridge(bounce())],
    ['a body', sqsRecord(bounce())],
  ])('%s in keys beside a genuine envelope is not read', (_, beside) => {
    expect(rejected({ ...beside, ...notification('hello') })).toMatch(/^Message: /);
    expect(onlyEvent({ ...beside, ...notification(bounce()) }).recipient).toBe('ann@example.com');
  });

  test.each(['SubscriptionConfirmation', 'UnsubscribeConfirmation'] as const)(
    'a %s inside a message is neither followed nor believed',
    (type) => {
      expect(rejected(notification(confirmation(type)))).toBe('Message.Type: not Notification');
    },
  );
});

describe('subscriptions', () => {
  test('a confirmation asks for its URL to be fetched', () => {
    const confirm = { topicArn: TOPIC_ARN, url: SUBSCRIBE_URL };
    const value = confirmation('SubscriptionConfirmation');
    expect(normalised(value)).toEqual({ events: [], rejects: [], notices: [], confirm });
  });

  test.each(['https://evil.example/?Action=ConfirmSubscription', 'http://127.0.0.1/', '', null])(
    'but not when the URL is %j',
    (SubscribeURL) => {
      expect(rejected(confirmation('SubscriptionConfirmation', { SubscribeURL }))).toMatch(/^SubscribeURL: /);
    },
  );

  test('a removed subscription is told to the operator, and its URL, which subscribes again, is left alone', () => {
    const { notices, confirm } = normalised(confirmation('UnsubscribeConfirmation'));
    expect(notices).toEqual([{ kind: 'subscription_removed', detail: expect.stringContaining(TOPIC_ARN) }]);
    expect(confirm).toBeUndefined();
  });
});

describe('messages that are about no recipient', () => {
  const validated = 'Successfully validated SNS topic for Amazon SES event publishing.';
  const subscribed = 'You have successfully subscribed your Amazon SNS topic to receive Bounce notifications.';

  test.each([
    ['event publishing', validated, validated],
    ['feedback notifications', { notificationType: 'AmazonSnsSubscriptionSucceeded', message: subscribed }, subscribed],
    ['what says no more', { notificationType: 'AmazonSnsSubscriptionSucceeded' }, 'SES can publish to the SNS topic'],
  ])('setting up %s is a notice', (_, message, detail) => {
    expect(normalised(notification(message))).toEqual({
      events: [],
      rejects: [],
      notices: [{ kind: 'topic_validated', detail }],
    });
  });

  test('a paused or resumed account is a notice', () => {
    expect(normalised(eventBridge({ account: 'x' }, 'Sending Status Disabled')).notices).toEqual([
      { kind: 'account_status_change', detail: 'Sending Status Disabled' },
    ]);
  });

  test.each([
    ['Advisor Recommendation Status Open', {}],
    // CloudTrail has an `eventType` of its own.
    ['AWS API Call via CloudTrail', { eventType: 'AwsApiCall', eventName: 'SendEmail' }],
  ])('%s on the event bus is acknowledged', (type, detail) => {
    expect(normalised(eventBridge(detail, type))).toEqual({ events: [], rejects: [], notices: [] });
  });
});

describe('what can not be read', () => {
  test.each([
    ['a text that SES is not known to send', notification('hello'), /^Message: neither JSON nor/],
    ['JSON that is no object', notification('[1]'), /^Message: not a JSON object/],
    ['JSON that is no event', notification({ hello: 1 }), /^Message: neither an SES event/],
    ['an envelope without a message', { Type: 'Notification', TopicArn: TOPIC_ARN }, /^Message: missing/],
    ['an envelope of another type', { Type: 'Other', TopicArn: TOPIC_ARN }, /^Type: /],
    ['an envelope whose topic is no text', { Type: 'Notification', TopicArn: 7 }, /^TopicArn: /],
    ['a record whose body is no JSON', { body: 'hello' }, /^body: /],
    ['an event of the bus without its name', eventBridge({}), /^detail\.eventType: /],
    ['an event without a mail', notification({ eventType: 'Bounce', bounce: {} }), /^mail: missing/],
  ])('%s is put aside, with the place of the fault', (_, value, reason) => {
    expect(rejected(value)).toMatch(reason);
  });

  test('wrappings without end come to one', () => {
    let value: unknown = bounce();
    for (let n = 0; n < 10_000; n++) value = { Sns: value };
    expect(rejected(value)).toMatch(/wrapped too many times$/);
  });

  test.each(['hello', '', '7', 'null', '[]', '{}', '{"source":"aws.s3","detail":{}}'])(
    'the body %j, which is nothing of SES or SNS, is malformed',
    (body) => {
      expect(ses.normalise(Buffer.from(body), RECEIVED_AT)).toMatchObject({ kind: 'malformed' });
    },
  );
});
