import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { isConfirmationUrl, isSigningCertificateUrl } from '../../../shared/providers/ses/sns-urls.ts';
import { CERTIFICATE_URL, reference, SUBSCRIBE_URL, TOPIC_ARN } from '../fixtures-ses.ts';

const FILE = 'SimpleNotificationService-0123456789abcdef0123456789abcdef.pem';

describe('a signing certificate is fetched only from SNS', () => {
  test.each([
    ['an ordinary region', CERTIFICATE_URL],
    ['GovCloud', `https://sns.us-gov-west-1.amazonaws.com/${FILE}`],
    ['China', `https://sns.cn-north-1.amazonaws.com.cn/${FILE}`],
  ])('%s is allowed', (_, url) => {
    expect(isSigningCertificateUrl(url)).toBe(true);
  });

  test.each([
    ['nothing', ''],
    ['plain http', `http://sns.eu-central-1.amazonaws.com/${FILE}`],
    ['another scheme', `ftp://sns.eu-central-1.amazonaws.com/${FILE}`],
    ['a scheme in capitals', `HTTPS://sns.eu-central-1.amazonaws.com/${FILE}`],
    ['a host in capitals', `https://SNS.eu-central-1.amazonaws.com/${FILE}`],
    ['a port, even the default one', `https://sns.eu-central-1.amazonaws.com:443/${FILE}`],
    ['user info', `https://user:secret@sns.eu-central-1.amazonaws.com/${FILE}`],
    ['the host as user info', `https://sns.eu-central-1.amazonaws.com@evil.example/${FILE}`],
    ['the host as user info behind a backslash', `https://evil.example\\@sns.eu-central-1.amazonaws.com/${FILE}`],
    ['backslashes for slashes', `https:\\\\sns.eu-central-1.amazonaws.com\\${FILE}`],
    ['a longer host', `https://sns.eu-central-1.amazonaws.com.evil.example/${FILE}`],
    ['the host in the path', `https://evil.example/sns.eu-central-1.amazonaws.com/${FILE}`],
    ['a further label, as a bucket may have', `https://sns.evil.s3.amazonaws.com/${FILE}`],
    ['no region', `https://sns.amazonaws.com/${FILE}`],
    ['an empty region', `https://sns..amazonaws.com/${FILE}`],
    ['another service', `https://s3.eu-central-1.amazonaws.com/${FILE}`],
    ['a dot at the end of the host', `https://sns.eu-central-1.amazonaws.com./${FILE}`],
    ['another file', 'https://sns.eu-central-1.amazonaws.com/evil.pem'],
    ['a folder', `https://sns.eu-central-1.amazonaws.com/x/${FILE}`],
    ['a way up', `https://sns.eu-central-1.amazonaws.com/../${FILE}`],
    ['a short name', 'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123.pem'],
    ['a query', `${CERTIFICATE_URL}?x=.pem`],
    ['a fragment', `${CERTIFICATE_URL}#.pem`],
    ['a tab, which parsers drop', `https://sns.eu-central-1.amazon\taws.com/${FILE}`],
    ['a line break at the end', `${CERTIFICATE_URL}\n`],
    ['a blank before', ` ${CERTIFICATE_URL}`],
    ['an escaped character', CERTIFICATE_URL.replace('.pem', '%2epem')],
    ['a letter that folds to ASCII', CERTIFICATE_URL.replace('sns', 'ſns')],
  ])('%s is not', (_, url) => {
    expect(isSigningCertificateUrl(url)).toBe(false);
  });
});

const vectors = reference('vectors/sns-signing-cert-urls.json');
const vectorFile = z.object({ cases: z.array(z.object({ url: z.string(), allow: z.boolean() })) });

test.skipIf(!existsSync(vectors))(
  'the reference list of certificate URLs holds (needs the reference material beside the repository)',
  () => {
    const { cases } = vectorFile.parse(JSON.parse(readFileSync(vectors, 'utf8')));
    // The list leaves the explicit default port to the reader: here it is refused.
    const wrong = cases.filter(({ url, allow }) => isSigningCertificateUrl(url) !== (allow && !url.includes(':443/')));
    expect(cases.length).toBeGreaterThan(20);
    expect(wrong).toEqual([]);
  },
);

describe('a subscription is confirmed only at SNS, and only for its own topic', () => {
  test('the URL that SNS sends is allowed, also in China and with the ARN escaped', () => {
    expect(isConfirmationUrl(SUBSCRIBE_URL, TOPIC_ARN)).toBe(true);
    expect(isConfirmationUrl(SUBSCRIBE_URL.replace(TOPIC_ARN, encodeURIComponent(TOPIC_ARN)), TOPIC_ARN)).toBe(true);
    const china = 'https://sns.cn-north-1.amazonaws.com.cn/?Action=ConfirmSubscription&Token=a';
    expect(isConfirmationUrl(china, TOPIC_ARN)).toBe(true);
  });

  test.each([
    ['another host', SUBSCRIBE_URL.replace('sns.eu-central-1.amazonaws.com', 'evil.example')],
    ['the host as user info', SUBSCRIBE_URL.replace('.com/', '.com@evil.example/')],
    ['a port', SUBSCRIBE_URL.replace('.com/', '.com:8443/')],
    ['plain http', SUBSCRIBE_URL.replace('https:', 'http:')],
    ['another path', SUBSCRIBE_URL.replace('/?', '/path?')],
    ['another action', SUBSCRIBE_URL.replace('ConfirmSubscription', 'Unsubscribe')],
    ['a second action', `${SUBSCRIBE_URL}&Action=Unsubscribe`],
    ['no action', SUBSCRIBE_URL.replace('Action', 'Reaction')],
    ['another topic', SUBSCRIBE_URL.replace('ses-events', 'other')],
    ['a second topic', `${SUBSCRIBE_URL}&TopicArn=${TOPIC_ARN}x`],
    ['a fragment', `${SUBSCRIBE_URL}#x`],
    ['a tab', SUBSCRIBE_URL.replace('amazon', 'ama\tzon')],
    ['no URL', 'not a URL'],
  ])('%s is not', (_, url) => {
    expect(isConfirmationUrl(url, TOPIC_ARN)).toBe(false);
  });
});
