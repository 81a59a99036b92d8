import { describe, expect, test, vi } from 'vitest';
import { ses } from '../../../shared/providers/ses/provider.ts';
import type { SesSettings } from '../../../shared/providers/ses/settings.ts';
import { certificateCache, isInForce, readCertificate } from '../../../shared/providers/ses/signing-certificate.ts';
import {
  bounce,
  CERTIFICATE_URL,
  certificateFor,
  certificateUrl,
  type Envelope,
  type Fetch,
  type Keys,
  notification,
  refusedFor,
  rsaKeys,
  signed,
  TOPIC_ARN,
  verifierOf,
} from '../fixtures-ses.ts';

const keys = rsaKeys();
const strangers = rsaKeys();
const CERTIFICATE = certificateFor(keys);

const genuine = (changes: Envelope = {}, by: Keys = keys) => signed(notification(bounce(), changes), by);
const verifier = (changes: Partial<SesSettings> = {}, fetch: Fetch = async () => CERTIFICATE) =>
  verifierOf(fetch, changes);

describe('the signing certificate', () => {
  test('is not fetched from anywhere but SNS', async () => {
    const fetch = vi.fn<Fetch>(async () => certificateFor(strangers));
    const SigningCertURL =
      'https://sns.evil.s3.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem';
    expect(await verifier({}, fetch)(genuine({ SigningCertURL }, strangers))).toEqual(refusedFor('SigningCertURL'));
    expect(fetch).not.toHaveBeenCalled();
  });

  test('that had ended by now is good for a message signed while it was in force', async () => {
    const fetch = async () => certificateFor(keys, '2025-10-01T00:00:00Z', '2026-03-02T09:00:10Z');
    expect(await verifier({}, fetch)(genuine())).toBeUndefined();
  });

  test('that began after the message was signed is good once it is in force', async () => {
    const fetch = async () => certificateFor(keys, '2026-03-02T09:00:10Z', '2026-11-01T00:00:00Z');
    expect(await verifier({}, fetch)(genuine())).toBeUndefined();
  });

  test.each([
    ['had ended before the message was signed', '2024-10-01T00:00:00Z', '2025-11-01T00:00:00Z'],
    ['has not begun', '2026-10-01T00:00:00Z', '2027-11-01T00:00:00Z'],
  ])('that %s is refused', async (_, from, to) => {
    const fetch = async () => certificateFor(keys, from, to);
    expect(await verifier({}, fetch)(genuine())).toEqual(refusedFor('SigningCertURL'));
    expect(await verifier({}, fetch)(genuine({ Timestamp: 'some day' }))).toEqual(refusedFor('SigningCertURL'));
  });

  test('is fetched once, also for messages that come at the same time', async () => {
    const fetch = vi.fn<Fetch>(async () => CERTIFICATE);
    const verify = verifier({}, fetch);
    expect(await Promise.all([verify(genuine()), verify(genuine())])).toEqual([undefined, undefined]);
    expect(await verify(genuine())).toBeUndefined();
    expect(fetch.mock.calls).toEqual([[CERTIFICATE_URL]]);
  });

  test.each([
    ['can not be had', async () => Promise.reject(new Error('timed out'))],
    [
      'can not be had, and the port says so at once',
      () => {
        throw new Error('timed out');
      },
    ],
    ['can not be had, for a reason that is no error', () => Promise.reject('timed out')],
  ])('that %s makes SNS try again, and the failure is forgotten', async (_, failing: Fetch) => {
    const fetch = vi.fn<Fetch>(async () => CERTIFICATE).mockImplementationOnce(failing);
    const verify = verifier({}, fetch);
    const detail = 'SigningCertURL: no certificate from there for now: timed out';
    expect(await verify(genuine())).toEqual({ kind: 'unavailable', detail });
    expect(await verify(genuine())).toBeUndefined();
  });

  test('that is a page of an error makes SNS try again too', async () => {
    const fetch = vi.fn<Fetch>(async () => CERTIFICATE).mockImplementationOnce(async () => '<html>503</html>');
    const verify = verifier({}, fetch);
    expect(await verify(genuine())).toMatchObject({
      kind: 'unavailable',
      detail: expect.stringContaining('no X.509 certificate'),
    });
    expect(await verify(genuine())).toBeUndefined();
  });

  test('is forgotten when many others were used since, but not for URLs that lead nowhere', async () => {
    const fetch = vi.fn<Fetch>(async (url) => (url.includes('dead') ? Promise.reject(new Error('404')) : CERTIFICATE));
    const verify = verifier({}, fetch);
    const use = (name: string) => verify(genuine({ SigningCertURL: certificateUrl(name.padStart(32, '0')) }));
    await use('a');
    for (let n = 0; n < 20; n++) await use(`dead${n}`);
    fetch.mockClear();
    await use('a');
    expect(fetch).not.toHaveBeenCalled();
    for (let n = 0; n < 20; n++) await use(`b${n}`);
    fetch.mockClear();
    await use('a');
    expect(fetch).toHaveBeenCalledOnce();
  });

  test('that is pinned is used instead of fetching, also for a URL that would not be fetched', async () => {
    const fetch = vi.fn<Fetch>();
    const SigningCertURL = 'http://127.0.0.1:4566/certificate.pem';
    const verify = verifier({ pinnedCertificates: { [SigningCertURL]: CERTIFICATE } }, fetch);
    expect(await verify(genuine({ SigningCertURL }))).toBeUndefined();
    expect(await verify(genuine({ SigningCertURL: `${SigningCertURL}?` }))).toEqual(refusedFor('SigningCertURL'));
    expect(fetch).not.toHaveBeenCalled();
  });

  test('that is pinned but unreadable stops the start, not the first message', () => {
    const settings = {
      topicArns: [TOPIC_ARN],
      confirmSubscriptions: true,
      pinnedCertificates: { [CERTIFICATE_URL]: '' },
    };
    expect(() => ses.verifier(settings, { certificates: { fetch: async () => '' } })).toThrow(CERTIFICATE_URL);
  });

  test.each(['constructor', '__proto__', 'toString'])('is not found under the name %s', async (SigningCertURL) => {
    const verify = verifier({ pinnedCertificates: { [CERTIFICATE_URL]: CERTIFICATE } });
    expect(await verify({ ...genuine(), SigningCertURL })).toEqual(refusedFor('SigningCertURL'));
  });
});

describe('what is remembered', () => {
  const pem = certificateFor(keys);

  function counted(answer: () => string = () => pem) {
    const asked: string[] = [];
    const get = certificateCache({
      fetch: async (url) => {
        asked.push(url);
        return answer();
      },
    });
    return { asked, get };
  }

  test('eight certificates, the oldest of which makes room for the ninth', async () => {
    const { asked, get } = counted();
    const urls = Array.from({ length: 9 }, (_, index) => `https://sns.example/${index}.pem`);
    for (const url of urls.slice(0, 8)) await get(url);
    for (const url of urls.slice(0, 8)) await get(url);
    expect(asked).toHaveLength(8);
    await get(urls[8] ?? '');
    await get(urls[1] ?? '');
    expect(asked).toHaveLength(9);
    await get(urls[0] ?? '');
    expect(asked).toHaveLength(10);
  });

  test('nothing of an answer that is no certificate, which is said', async () => {
    const { asked, get } = counted(() => 'no certificate');
    await expect(get('https://sns.example/a.pem')).rejects.toThrow('no X.509 certificate with an RSA key');
    await expect(get('https://sns.example/a.pem')).rejects.toThrow('no X.509 certificate');
    expect(asked).toHaveLength(2);
  });

  test('a certificate is in force from its first millisecond to its last', () => {
    const certificate = readCertificate(pem);
    if (certificate === undefined) throw new Error('no certificate');
    const { notBefore, notAfter } = certificate;
    const inForce = (ms: number) => isInForce(certificate, undefined, ms);
    expect([notBefore - 1, notBefore, notAfter, notAfter + 1].map(inForce)).toEqual([false, true, true, false]);
    expect(isInForce(certificate, notAfter, notAfter + 1)).toBe(true);
    expect(isInForce(certificate, notAfter + 1, notAfter + 1)).toBe(false);
  });
});
