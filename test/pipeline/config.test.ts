import { describe, expect, test } from 'vitest';
import { LOCAL_CERTIFICATE_URL, LOCAL_TOPIC, localConfig, localCredentials } from '../../infra/local/credentials.ts';
import { ConfigError, parseConfig } from '../../shared/pipeline/config.ts';

const HASH = `sha256:${'0a'.repeat(32)}`;
const credentials = localCredentials(undefined, Date.parse('2026-03-02T09:00:00Z'));
const TOPIC = 'arn:aws:sns:eu-central-1:123456789012:ses-events';

/** The lines of the refusal. */
function problemsOf(config: unknown): string[] {
  try {
    parseConfig(typeof config === 'string' ? config : JSON.stringify(config));
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
  throw new Error('the configuration was taken');
}

describe('parseConfig', () => {
  test('takes an empty configuration: nothing is switched on, nobody gets in', () => {
    expect(parseConfig('{}')).toEqual({
      providers: {},
      api: { keys: [] },
      policy: {},
      streams: {},
      history: { days: 90 },
    });
    expect(parseConfig('{"providers":{},"api":{},"policy":{}}')).toEqual(parseConfig('{}'));
  });

  test('takes everything that can be configured', () => {
    const full = {
      providers: {
        sendgrid: { publicKeys: [credentials.sendgridPublicKey], maxAgeSeconds: 3600 },
        postmark: { credentials: [HASH] },
        ses: {
          topicArns: [LOCAL_TOPIC],
          pinnedCertificates: { [LOCAL_CERTIFICATE_URL]: credentials.snsCertificate },
          confirmSubscriptions: false,
          maxAgeSeconds: 3600,
        },
      },
      api: {
        keys: [
          { name: 'app', hash: HASH, role: 'read' },
          { name: 'support', hash: HASH.toUpperCase().replace('SHA', 'sha'), role: 'write' },
        ],
      },
      policy: {
        mailbox_full: { messages: 2, spanDays: 1, windowDays: 7, suppressForDays: 'forever' },
        delivery_expired: { suppressForDays: 7 },
      },
      streams: { 'sendgrid:1234': 'newsletter', 'ses:news': 'newsletter' },
      history: { days: false },
    };
    expect(parseConfig(JSON.stringify(full))).toEqual(full);
  });

  test('confirms subscriptions of the listed topics unless told otherwise', () => {
    const { providers } = parseConfig(JSON.stringify({ providers: { ses: { topicArns: [TOPIC] } } }));
    expect(providers.ses?.confirmSubscriptions).toBe(true);
  });

  test('takes what the local run generates', () => {
    expect(Object.keys(parseConfig(JSON.stringify(localConfig(credentials))).providers)).toEqual([
      'sendgrid',
      'postmark',
      'ses',
    ]);
  });

  test.each([
    ['broken off', '{"providers":{'],
    ['empty', ''],
    ['YAML', 'providers:\n  postmark:'],
  ])('says that a text is not JSON: %s', (_, text) => {
    expect(problemsOf(text)).toEqual([expect.stringMatching(/^the configuration is not JSON: /)]);
  });

  test.each([
    ['null', 'null'],
    ['a list', '[]'],
    ['text', '"providers"'],
  ])('says that it expected an object: %s', (_, text) => {
    expect(problemsOf(text)).toEqual([expect.stringMatching(/^configuration: .*object/)]);
  });

  test.each([
    ['at the top', { provider: {} }, 'provider'],
    ['among the providers', { providers: { mailgun: {} } }, 'providers.mailgun'],
    [
      'of sendgrid',
      { providers: { sendgrid: { publicKeys: [credentials.sendgridPublicKey], publicKey: '' } } },
      'providers.sendgrid.publicKey',
    ],
    ['of postmark', { providers: { postmark: { credentials: [HASH], password: '' } } }, 'providers.postmark.password'],
    ['of ses', { providers: { ses: { topicArns: [TOPIC], topicArn: TOPIC } } }, 'providers.ses.topicArn'],
    ['of the API', { api: { key: [] } }, 'api.key'],
    ['of an API key', { api: { keys: [{ name: 'a', hash: HASH, role: 'read', token: 'x' }] } }, 'api.keys.0.token'],
    ['of the policy', { policy: { mailbox_fool: { messages: 2 } } }, 'policy.mailbox_fool'],
    ['of a reason of the policy', { policy: { mailbox_full: { message: 2 } } }, 'policy.mailbox_full.message'],
  ])('refuses an unknown key by name: %s', (_, config, key) => {
    expect(problemsOf(config)).toEqual([`${key}: unknown key, see the README for the known ones`]);
  });

  test.each([
    [{ providers: { sendgrid: { publicKeys: [] } } }, 'providers.sendgrid.publicKeys', /at least one/],
    [{ providers: { sendgrid: { publicKeys: ['AAAA'] } } }, 'providers.sendgrid.publicKeys.0', /P-256/],
    [{ providers: { sendgrid: {} } }, 'providers.sendgrid.publicKeys', /list/],
    [{ providers: { postmark: { credentials: ['user:password'] } } }, 'providers.postmark.credentials.0', /sha256:/],
    [{ providers: { ses: { topicArns: ['ses-events'] } } }, 'providers.ses.topicArns.0', /ARN/],
    [
      { providers: { ses: { topicArns: [TOPIC], confirmSubscriptions: 'no' } } },
      'providers.ses.confirmSubscriptions',
      /true nor false/,
    ],
    [{ providers: [] }, 'providers', /expected object/],
    [{ api: { keys: {} } }, 'api.keys', /expected array/],
    [{ api: { keys: [{ name: '', hash: HASH, role: 'read' }] } }, 'api.keys.0.name', /1 character/],
    [{ api: { keys: [{ name: 'n'.repeat(101), hash: HASH, role: 'read' }] } }, 'api.keys.0.name', /100 characters/],
    [{ api: { keys: [{ name: 'a', hash: 'secret', role: 'read' }] } }, 'api.keys.0.hash', /sha256: and 64 hex/],
    [{ api: { keys: [{ name: 'a', hash: HASH, role: 'admin' }] } }, 'api.keys.0.role', /"read"\|"write"/],
    [{ api: { keys: [{ hash: HASH, role: 'read' }] } }, 'api.keys.0.name', /expected string/],
    [{ policy: { mailbox_full: { messages: 0 } } }, 'policy.mailbox_full.messages', />=1/],
    [{ policy: { mailbox_full: { messages: 9 } } }, 'policy.mailbox_full.messages', /at most 8/],
    [{ policy: { mailbox_full: { messages: 1.5 } } }, 'policy.mailbox_full.messages', /int/],
    [{ policy: { mailbox_full: { spanDays: -1 } } }, 'policy.mailbox_full.spanDays', />=0/],
    [{ policy: { mailbox_full: { windowDays: 0 } } }, 'policy.mailbox_full.windowDays', />0/],
    [{ policy: { mailbox_full: { suppressForDays: 'always' } } }, 'policy.mailbox_full.suppressForDays', /./],
    [{ policy: { mailbox_full: 3 } }, 'policy.mailbox_full', /expected object/],
  ])('names the key and what was expected there: %j', (config, key, words) => {
    const [problem = '', ...others] = problemsOf(config);
    expect(others).toEqual([]);
    expect(problem.slice(0, key.length + 2)).toBe(`${key}: `);
    expect(problem).toMatch(words);
  });

  test('refuses by a name that a log can tell', () => {
    expect(() => parseConfig('')).toThrow(expect.objectContaining({ name: 'ConfigError' }));
  });

  test('names all that is wrong at once, a line each', () => {
    const config = { provider: 1, providers: { postmark: { credentials: ['x'] } }, api: { keys: [{ role: 'root' }] } };
    expect(problemsOf(config).map((line) => line.split(':', 1)[0])).toEqual(
      expect.arrayContaining([
        'provider',
        'providers.postmark.credentials.0',
        'api.keys.0.name',
        'api.keys.0.hash',
        'api.keys.0.role',
      ]),
    );
  });
});
