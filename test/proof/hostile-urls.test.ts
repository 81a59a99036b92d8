// The endpoint fetches what SNS asks it to, and nothing else: no host inside the account, no metadata, no stranger's file.
import { describe, expect, test } from 'vitest';
import { LOCAL_CERTIFICATE_URL } from '../../infra/local/credentials.ts';
import { base64, endpoint, own, type Posted, signedEnvelope } from '../support/genuine.ts';

const CONFIRM = `Action=ConfirmSubscription&TopicArn=arn:aws:sns:us-east-1:000000000000:local-ses-events&Token=t`;
const FILE = 'SimpleNotificationService-0123456789abcdef0123456789abcdef.pem';

/** Places that a forger would like to have asked, each with room for the path behind it. */
const HOSTS = [
  'http://sns.us-east-1.amazonaws.com',
  'ftp://sns.us-east-1.amazonaws.com',
  'gopher://sns.us-east-1.amazonaws.com',
  'file://sns.us-east-1.amazonaws.com',
  '//sns.us-east-1.amazonaws.com',
  'sns.us-east-1.amazonaws.com',
  'https:sns.us-east-1.amazonaws.com',
  'https:\\\\sns.us-east-1.amazonaws.com',
  ' https://sns.us-east-1.amazonaws.com',
  'https://169.254.169.254',
  'http://169.254.169.254/latest/meta-data/iam',
  'http://169.254.170.2/v2/credentials',
  'http://[fd00:ec2::254]',
  'https://127.0.0.1',
  'https://127.1',
  'https://2130706433',
  'https://0x7f000001',
  'https://0177.0.0.1',
  'https://[::1]',
  'https://[::ffff:127.0.0.1]',
  'https://localhost',
  'https://localhost:9001/2018-06-01/runtime',
  'https://evil.example',
  'https://evil.example/sns.us-east-1.amazonaws.com',
  'https://evil.example?sns.us-east-1.amazonaws.com',
  'https://evil.example#sns.us-east-1.amazonaws.com',
  'https://sns.us-east-1.amazonaws.com.evil.example',
  'https://sns.us-east-1.amazonaws.com@evil.example',
  'https://evil.example@sns.us-east-1.amazonaws.com',
  'https://user:password@sns.us-east-1.amazonaws.com',
  'https://evil.example\\@sns.us-east-1.amazonaws.com',
  'https://sns.us-east-1.amazonaws.com\\@evil.example',
  'https://sns.us-east-1.amazonaws.com:443',
  'https://sns.us-east-1.amazonaws.com:8443',
  'https://sns.us-east-1.amazonaws.com:22',
  'https://sns.us-east-1.amazonaws.com.',
  'https://sns.us-east-1.amazonaws.com%00.evil.example',
  'https://sns.us-east-1.amazonaws.com%2eevil.example',
  'https://sns.us-east-1.amazonaws.com%23@evil.example',
  'https://sns.us-east-1。amazonaws。com',
  'https://sns.us-east-1.amazonaws.cоm',
  'https://xn--sns-us-east-1-amazonaws-com.example',
  'https://ⓢns.us-east-1.amazonaws.com',
  'https://SNS.us-east-1.amazonaws.com',
  'https://sns.us-east-1.amazonaws.com\t',
  'https://sns.us-east-1\n.amazonaws.com',
  'https://sns.evil.s3.amazonaws.com',
  'https://sns.s3-website.us-east-1.amazonaws.com',
  'https://s3.us-east-1.amazonaws.com/sns',
  'https://sqs.us-east-1.amazonaws.com',
  'https://sns..amazonaws.com',
  'https://sns.amazonaws.com.us-east-1',
  'https://sns.us-east-1.amazonaws.com.cn.evil.example',
  'https://sns.us-east-1.amazonaws.org',
  'https://snsus-east-1.amazonaws.com',
  'javascript:sns.us-east-1.amazonaws.com',
  'data:text/plain,sns.us-east-1.amazonaws.com',
  'constructor',
  '__proto__',
  '',
];

function envelope(changes: Readonly<Record<string, string>>, keys = own): Posted {
  const headers = { 'Content-Type': 'text/plain; charset=UTF-8' };
  const body = base64(JSON.stringify(signedEnvelope({ Message: 'm', ...changes }, keys)));
  return { path: '/webhooks/ses', headers, body, isBase64Encoded: true };
}

describe('a subscription', () => {
  const confirmation = (SubscribeURL: string) =>
    envelope({ Type: 'SubscriptionConfirmation', Token: 't', SubscribeURL });

  test('is confirmed where SNS says', async () => {
    const target = endpoint();
    const url = `https://sns.us-east-1.amazonaws.com/?${CONFIRM}`;
    expect((await target.post(confirmation(url))).statusCode).toBe(200);
    expect(target.fetched).toEqual([url]);
  });

  // Even signed by SNS itself: one who may publish to a topic does not choose what is fetched.
  test.each(HOSTS)('is never confirmed at %j', async (host) => {
    const target = endpoint();
    const answer = await target.post(confirmation(`${host}/?${CONFIRM}`));
    expect(target.fetched).toEqual([]);
    expect(answer.statusCode).toBeLessThan(500);
  });

  test.each([
    ['another path', `https://sns.us-east-1.amazonaws.com/x?${CONFIRM}`],
    ['a way up', `https://sns.us-east-1.amazonaws.com/../?${CONFIRM}`],
    ['another action', `https://sns.us-east-1.amazonaws.com/?${CONFIRM.replace('ConfirmSubscription', 'DeleteTopic')}`],
    ['a second action', `https://sns.us-east-1.amazonaws.com/?${CONFIRM}&Action=DeleteTopic`],
    ['another topic', `https://sns.us-east-1.amazonaws.com/?${CONFIRM.replace('local-ses', 'other-ses')}`],
    ['a second topic', `https://sns.us-east-1.amazonaws.com/?${CONFIRM}&TopicArn=arn:aws:sns:us-east-1:1:x`],
    ['a fragment', `https://sns.us-east-1.amazonaws.com/?${CONFIRM}#x`],
  ])('is never confirmed with %s', async (_, url) => {
    const target = endpoint();
    await target.post(confirmation(url));
    expect(target.fetched).toEqual([]);
  });
});

describe('a signing certificate', () => {
  test('is fetched where SNS keeps them', async () => {
    const target = endpoint({ pinned: false });
    expect((await target.post(envelope({ SigningCertURL: LOCAL_CERTIFICATE_URL }))).statusCode).toBe(200);
    expect(target.fetched).toEqual([LOCAL_CERTIFICATE_URL]);
  });

  test.each(HOSTS)('is never fetched from %j', async (host) => {
    const target = endpoint({ pinned: false });
    expect((await target.post(envelope({ SigningCertURL: `${host}/${FILE}` }))).statusCode).toBe(401);
    expect(target.fetched).toEqual([]);
  });

  test('is not fetched for a topic that is not on the list', async () => {
    const target = endpoint({ pinned: false });
    const TopicArn = 'arn:aws:sns:us-east-1:111111111111:strangers';
    expect((await target.post(envelope({ TopicArn }))).statusCode).toBe(401);
    expect(target.fetched).toEqual([]);
  });
});
