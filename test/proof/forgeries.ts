// What a forger can do to a genuine request without the keys, by sender and kind. Each one changes what is authenticated.
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { ProviderName } from '../../shared/event/mail-event.ts';
import {
  base64,
  bounceOf,
  others,
  own,
  type Posted,
  SIGNATURE,
  signedEnvelope,
  signedPost,
  TIMESTAMP,
} from '../support/genuine.ts';
import type { Random } from '../support/random-histories.ts';

export type Forgery = (random: Random) => Posted;

export const GENUINE: Readonly<Record<ProviderName, Posted>> = {
  sendgrid: signedPost('sendgrid', [bounceOf('sendgrid', 'ann@example.com')]),
  postmark: signedPost('postmark', [bounceOf('postmark', 'ann@example.com')]),
  ses: signedPost('ses', [bounceOf('ses', 'ann@example.com')]),
};

/** Genuine as well, so that parts of the two can be mixed. */
const ANOTHER: typeof GENUINE = {
  sendgrid: signedPost('sendgrid', [bounceOf('sendgrid', 'bob@example.com')], own, 1_772_442_000_000),
  postmark: signedPost('postmark', [bounceOf('postmark', 'bob@example.com')]),
  ses: signedPost('ses', [bounceOf('ses', 'bob@example.com')], own, 1_772_442_000_000),
};

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;

const withHeaders = (post: Posted, changes: Readonly<Record<string, string>>): Posted => ({
  ...post,
  headers: { ...post.headers, ...changes },
});

function without(post: Posted, name: string): Posted {
  return { ...post, headers: Object.fromEntries(Object.entries(post.headers).filter(([key]) => key !== name)) };
}

function withBody(post: Posted, body: Buffer | string): Posted {
  return { ...post, body: base64(body) };
}

const bytesOf = ({ body }: Posted) => Buffer.from(body, 'base64');

function withBitFlipped(bytes: Buffer, random: Random): Buffer {
  const flipped = Buffer.from(bytes);
  const at = random.below(flipped.length);
  flipped[at] = (flipped[at] ?? 0) ^ (1 << random.below(8));
  return flipped;
}

/** Another character at one place, of those that may stand there. */
function withOther(text: string, alphabet: string, random: Random): string {
  const at = random.below(text.length);
  const character = random.of([...alphabet].filter((other) => other !== text[at]));
  return text.slice(0, at) + character + text.slice(at + 1);
}

const DIGITS = '0123456789';
const BASE64 = `ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz${DIGITS}+/`;

/** Shorter, longer, doubled: never the same. */
function resized(bytes: Buffer, random: Random): Buffer {
  const cut = random.below(bytes.length);
  const inserted = Buffer.from([random.below(256)]);
  return random.of([
    bytes.subarray(0, cut),
    bytes.subarray(cut + 1),
    Buffer.concat([bytes.subarray(0, cut), inserted, bytes.subarray(cut)]),
    Buffer.concat([bytes, bytes]),
  ]);
}

/** The same text to a reader, other bytes: what a proxy or a parser may do to it. */
function reencoded(bytes: Buffer, random: Random): Buffer {
  const text = bytes.toString('utf8');
  return random.of([
    Buffer.from(text, 'utf16le'),
    Buffer.from(`\ufeff${text}`),
    Buffer.from(JSON.stringify(JSON.parse(text), undefined, 1 + random.below(8))),
    Buffer.from(`${text}${random.of([' ', '\n', '\r\n', '\t'])}`),
    Buffer.from(text.replace('@', '\\u0040')),
  ]);
}

const sendgrid = GENUINE.sendgrid;
const signature = sendgrid.headers[SIGNATURE] ?? '';
const timestamp = sendgrid.headers[TIMESTAMP] ?? '';
const signedBySendgrid = (key: Parameters<typeof sign>[2], hash = 'sha256') =>
  withHeaders(sendgrid, {
    [SIGNATURE]: base64(sign(hash, Buffer.concat([Buffer.from(timestamp), bytesOf(sendgrid)]), key)),
  });

const SENDGRID: Readonly<Record<string, Forgery>> = {
  'a bit of the body': (random) => withBody(sendgrid, withBitFlipped(bytesOf(sendgrid), random)),
  'a bit of the signature': (random) =>
    withHeaders(sendgrid, { [SIGNATURE]: base64(withBitFlipped(Buffer.from(signature, 'base64'), random)) }),
  "a character of the signature's text": (random) =>
    withHeaders(sendgrid, {
      [SIGNATURE]:
        withOther(signature.replace(/=+$/, ''), BASE64, random) +
        '='.repeat(signature.length - signature.replace(/=+$/, '').length),
    }),
  'a digit of the timestamp': (random) => withHeaders(sendgrid, { [TIMESTAMP]: withOther(timestamp, DIGITS, random) }),
  'the timestamp written in another way': (random) =>
    withHeaders(sendgrid, {
      [TIMESTAMP]: random.of([`0${timestamp}`, `+${timestamp}`, `${timestamp}.0`, `${timestamp}000`, `${timestamp} `]),
    }),
  'a body of another length': (random) => withBody(sendgrid, resized(bytesOf(sendgrid), random)),
  'a body in another encoding': (random) => withBody(sendgrid, reencoded(bytesOf(sendgrid), random)),
  'a body of another type': (random) => {
    const form = withBody(sendgrid, `mandrill_events=${encodeURIComponent(bytesOf(sendgrid).toString())}`);
    return withHeaders(form, { 'Content-Type': random.of(['application/x-www-form-urlencoded', 'text/plain', '']) });
  },
  'the base64 flag turned': () => ({ ...sendgrid, isBase64Encoded: false }),
  'bytes moved between timestamp and body': (random) => {
    const all = Buffer.concat([Buffer.from(timestamp), bytesOf(sendgrid)]).toString();
    const places = [
      random.below(timestamp.length - 1) + 1,
      timestamp.length + 1 + random.below(all.length - timestamp.length - 1),
    ];
    const at = random.of(places);
    return withHeaders(withBody(sendgrid, all.slice(at)), { [TIMESTAMP]: all.slice(0, at) });
  },
  'a part of another request': (random) => {
    const part = (name: string) => withHeaders(sendgrid, { [name]: ANOTHER.sendgrid.headers[name] ?? '' });
    return random.of([part(SIGNATURE), part(TIMESTAMP), { ...sendgrid, body: ANOTHER.sendgrid.body }]);
  },
  'a missing header': (random) => without(sendgrid, random.of([SIGNATURE, TIMESTAMP])),
  'an empty header': (random) => withHeaders(sendgrid, { [random.of([SIGNATURE, TIMESTAMP])]: random.of(['', ' ']) }),
  'a header twice, as the gateway joins them': (random) => {
    const name = random.of([SIGNATURE, TIMESTAMP]);
    const value = sendgrid.headers[name] ?? '';
    return withHeaders(sendgrid, { [name]: random.of([`${value},${value}`, `${value}, x`, `x,${value}`]) });
  },
  'a header of another name': (random) => {
    const name = random.of([SIGNATURE, TIMESTAMP]);
    return withHeaders(without(sendgrid, name), { [`X-${name}`]: sendgrid.headers[name] ?? '' });
  },
  'the signature in another spelling': (random) =>
    withHeaders(sendgrid, {
      [SIGNATURE]: random.of([
        `${signature}=`,
        ` ${signature.slice(1)}`,
        `${signature.slice(0, 20)}\n${signature.slice(20)}`,
        Buffer.from(signature, 'base64').toString('hex'),
        `sha256=${signature}`,
        `${signature}${base64('more')}`,
      ]),
    }),
  "another's key": (random) => {
    const address = `victim-${random.below(1000)}@example.com`;
    return signedPost('sendgrid', [bounceOf('sendgrid', address)], others);
  },
  'a key of another kind': (random) => signedBySendgrid(random.of([rsa, p384])),
  'another hash': (random) => signedBySendgrid(own.sendgridPrivateKey, random.of(['sha1', 'sha384', 'sha512'])),
  'r and s without DER': () => {
    const signed = Buffer.concat([Buffer.from(timestamp), bytesOf(sendgrid)]);
    const raw = sign('sha256', signed, { key: own.sendgridPrivateKey, dsaEncoding: 'ieee-p1363' });
    return withHeaders(sendgrid, { [SIGNATURE]: base64(raw) });
  },
  // r = s = 0 or n, which careless verifiers take for any text.
  'a signature of zeros': (random) => {
    const zero = Buffer.from('3006020100020100', 'hex');
    const one = Buffer.from('3006020101020101', 'hex');
    return withHeaders(sendgrid, { [SIGNATURE]: base64(random.of([zero, one, Buffer.alloc(8), Buffer.alloc(70)])) });
  },
  'the body alone signed': () =>
    withHeaders(sendgrid, { [SIGNATURE]: base64(sign('sha256', bytesOf(sendgrid), own.sendgridPrivateKey)) }),
  "another sender's endpoint": (random) => ({ ...sendgrid, path: random.of(['/webhooks/postmark', '/webhooks/ses']) }),
  'no endpoint': (random) => ({ ...sendgrid, path: random.of(NO_ENDPOINTS) }),
};

const NO_ENDPOINTS = [
  '/webhooks/SendGrid',
  '/webhooks/',
  '/webhooks/constructor',
  '/webhooks/__proto__',
  '/webhooks/ses/..',
  '//webhooks/ses',
];

const postmark = GENUINE.postmark;
const authorised = (value: string) => withHeaders(postmark, { Authorization: value });
const basic = (secret: string | Buffer) => authorised(`Basic ${base64(secret)}`);
const [user = '', password = ''] = own.postmark.split(':');
const secretText = base64(own.postmark);

// Postmark signs nothing: the credential is all that is authenticated, and there the forger has to begin.
const POSTMARK: Readonly<Record<string, Forgery>> = {
  'a bit of the credential': (random) => basic(withBitFlipped(Buffer.from(own.postmark), random)),
  "a character of the credential's text": (random) =>
    authorised(
      `Basic ${withOther(secretText.replace(/=+$/, ''), BASE64, random)}${'='.repeat(secretText.length - secretText.replace(/=+$/, '').length)}`,
    ),
  'a credential of another length': (random) => basic(resized(Buffer.from(own.postmark), random)),
  'a part of the credential': (random) =>
    basic(random.of([user, password, `${user}:`, `:${password}`, `${password}:${user}`])),
  'the credential in other letters': (random) =>
    basic(
      random.of([
        own.postmark.toUpperCase(),
        own.postmark.toLowerCase(),
        encodeURIComponent(own.postmark),
        `${own.postmark}\0`,
        own.postmark.normalize('NFD').replace('o', 'ο'),
      ]),
    ),
  'the credential in another encoding': (random) =>
    authorised(
      `Basic ${random.of([base64(secretText), Buffer.from(own.postmark).toString('hex'), `${secretText}!`, `${secretText.slice(0, 9)}-${secretText.slice(9)}`, own.postmark, Buffer.from(own.postmark, 'utf16le').toString('base64')])}`,
    ),
  "another's credential": () => signedPost('postmark', [bounceOf('postmark', 'victim@example.com')], others),
  'the stored hash': (random) => {
    const hash = createHash('sha256').update(own.postmark).digest('hex');
    return random.of([
      basic(hash),
      basic(`sha256:${hash}`),
      authorised(`Bearer ${hash}`),
      basic(Buffer.from(hash, 'hex')),
    ]);
  },
  'another scheme': (random) =>
    authorised(`${random.of(['Bearer', 'Digest', 'Negotiate', 'Token', 'Basic,'])} ${secretText}`),
  'no scheme': (random) => authorised(random.of([secretText, own.postmark, 'Basic', 'Basic '])),
  'a missing header': () => without(postmark, 'Authorization'),
  'an empty header': (random) => authorised(random.of(['', ' ', 'Basic  ', 'Bearer  '])),
  'a header twice, as the gateway joins them': (random) =>
    authorised(
      random.of([
        `Basic ${secretText},Basic ${secretText}`,
        `Basic ${secretText}, Basic eDp5`,
        `Basic eDp5,Basic ${secretText}`,
      ]),
    ),
  'a header of another name': (random) => {
    const name = random.of(['Proxy-Authorization', 'X-Authorization', 'Cookie', 'X-Forwarded-Authorization']);
    return withHeaders(without(postmark, 'Authorization'), { [name]: `Basic ${secretText}` });
  },
  'a wrong token beside': (random) =>
    withHeaders(without(postmark, 'Authorization'), {
      'X-Webhook-Token': random.of([secretText, password, ` ${user}`, 'undefined', 'null', '*']),
    }),
  'the credential in the body': () =>
    withBody(
      without(postmark, 'Authorization'),
      JSON.stringify({ ...bounceOf('postmark', 'ann@example.com'), Authorization: `Basic ${secretText}` }),
    ),
  'a password tried': (random) =>
    basic(`postmark:${random.of(['', 'postmark', 'password', 'secret', '*', 'null'])}${random.below(1e6)}`),
  "another sender's endpoint": (random) => ({ ...postmark, path: random.of(['/webhooks/sendgrid', '/webhooks/ses']) }),
  'no endpoint': (random) => ({ ...postmark, path: random.of(NO_ENDPOINTS) }),
};

const ses = GENUINE.ses;
const envelope: Readonly<Record<string, string>> = JSON.parse(bytesOf(ses).toString());
const KEYS = Object.keys(envelope);
const withEnvelope = (changes: Readonly<Record<string, unknown>>) =>
  withBody(ses, JSON.stringify({ ...envelope, ...changes }));
const victim = JSON.stringify(bounceOf('ses', 'victim@example.com'));
const SNS_FILE = 'SimpleNotificationService-0123456789abcdef0123456789abcdef.pem';

const SES: Readonly<Record<string, Forgery>> = {
  'a bit of the body': (random) => withBody(ses, withBitFlipped(bytesOf(ses), random)),
  'a bit of the signature': (random) =>
    withEnvelope({ Signature: base64(withBitFlipped(Buffer.from(envelope['Signature'] ?? '', 'base64'), random)) }),
  "a character of the signature's text": (random) => {
    const text = envelope['Signature'] ?? '';
    return withEnvelope({
      Signature: withOther(text.replace(/=+$/, ''), BASE64, random) + text.slice(text.replace(/=+$/, '').length),
    });
  },
  'a character of a value': (random) => {
    const key = random.of(KEYS);
    return withEnvelope({ [key]: withOther(envelope[key] ?? '', BASE64, random) });
  },
  'a value of another type': (random) =>
    withEnvelope({ [random.of(KEYS)]: random.of([null, 1, true, [], {}, [envelope['Message']]]) }),
  'a value twice, the forged one last': () =>
    withBody(ses, `${bytesOf(ses).toString().slice(0, -1)},"Message":${JSON.stringify(victim)}}`),
  'a value on the prototype': (random) => {
    const rest = Object.fromEntries(Object.entries(envelope).filter(([key]) => key !== 'Message'));
    const key = random.of(['__proto__', 'constructor', 'prototype']);
    return withBody(ses, `{"${key}":{"Message":${JSON.stringify(victim)}},${JSON.stringify(rest).slice(1)}`);
  },
  'a missing value': (random) => withEnvelope({ [random.of(KEYS)]: undefined }),
  'a subject that was not signed': (random) => withEnvelope({ Subject: random.of(['', 'x', '\nTimestamp\n2026']) }),
  'values that run into each other': () =>
    withEnvelope({ Message: envelope['Message'], MessageId: `${envelope['MessageId']}\nSubject\nx` }),
  'a body of another length': (random) => withBody(ses, resized(bytesOf(ses).subarray(0, -1), random)),
  'the base64 flag turned': () => ({ ...ses, isBase64Encoded: false }),
  'a body of another type': (random) =>
    withHeaders(withBody(ses, `payload=${encodeURIComponent(bytesOf(ses).toString())}`), {
      'Content-Type': random.of(['application/x-www-form-urlencoded', 'application/json']),
    }),
  'a part of another message': (random) => {
    const another: Readonly<Record<string, string>> = JSON.parse(bytesOf(ANOTHER.ses).toString());
    const key = random.of(['Message', 'Timestamp', 'Signature']);
    return withEnvelope({ [key]: another[key] });
  },
  "another's key": () => withBody(ses, JSON.stringify(signedEnvelope({ Message: victim }, others))),
  "another's key with the older hash": () =>
    withBody(ses, JSON.stringify(signedEnvelope({ Message: victim, SignatureVersion: '1' }, others))),
  'the other hash claimed': () => withEnvelope({ SignatureVersion: '1' }),
  'another version claimed': (random) => withEnvelope({ SignatureVersion: random.of(['', '0', '3', '2 ', 'none']) }),
  'another topic': (random) => {
    const TopicArn = random.of([
      'arn:aws:sns:us-east-1:000000000000:local-ses-events-2',
      'arn:aws:sns:us-east-1:111111111111:local-ses-events',
      '*',
      '',
    ]);
    return withBody(ses, JSON.stringify(signedEnvelope({ Message: victim, TopicArn }, random.of([own, others]))));
  },
  // The endpoint that has to fetch gets somebody else's certificate there.
  'another certificate': () => withEnvelope({ SigningCertURL: `https://sns.us-east-1.amazonaws.com/${SNS_FILE}` }),
  "a certificate on the forger's host": (random) => {
    const SigningCertURL = random.of([
      `https://sns.us-east-1.amazonaws.com.evil.example/${SNS_FILE}`,
      `https://evil.example/${SNS_FILE}`,
      `https://sns.evil.s3.amazonaws.com/${SNS_FILE}`,
      'data:application/x-pem-file;base64,AA==',
      'file:///etc/passwd',
    ]);
    return withBody(ses, JSON.stringify(signedEnvelope({ Message: victim, SigningCertURL }, others)));
  },
  'no envelope': () => withBody(ses, victim),
  'an envelope in an envelope': () => withEnvelope({ Message: JSON.stringify(envelope) }),
  'an envelope in an array': () => withBody(ses, JSON.stringify([envelope])),
  'another kind of message': (random) =>
    withEnvelope({
      Type: random.of(['SubscriptionConfirmation', 'UnsubscribeConfirmation', 'notification', 'Notification ']),
      Token: 't',
      SubscribeURL: 'https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription',
    }),
  "another sender's endpoint": (random) => ({ ...ses, path: random.of(['/webhooks/postmark', '/webhooks/sendgrid']) }),
  'no endpoint': (random) => ({ ...ses, path: random.of(NO_ENDPOINTS) }),
};

export const FORGERIES: Readonly<Record<ProviderName, Readonly<Record<string, Forgery>>>> = {
  sendgrid: SENDGRID,
  postmark: POSTMARK,
  ses: SES,
};
