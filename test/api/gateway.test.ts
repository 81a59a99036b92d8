import { describe, expect, test } from 'vitest';
import { parseGatewayEvent } from '../../shared/api/gateway.ts';

/** The least that API Gateway sends. */
const EVENT = { version: '2.0', rawPath: '/health', requestContext: { http: { method: 'GET' } } };
const BYTES = Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x00, 0xf0, 0x9f, 0x92, 0x8c, 0x0d, 0x0a, 0x7d]);

describe('parseGatewayEvent', () => {
  test('reads a whole event', () => {
    const event = {
      ...EVENT,
      rawQueryString: 'stream=a%20b',
      headers: { 'Content-Type': 'application/json', 'X-WEBHOOK-Token': 'a,b' },
      body: '{"a":1}',
      isBase64Encoded: false,
      requestContext: { http: { method: 'post', path: '/health' }, requestId: 'id-1', stage: '$default' },
    };
    expect(parseGatewayEvent(event)).toEqual({
      method: 'POST',
      path: '/health',
      query: 'stream=a%20b',
      headers: { 'content-type': 'application/json', 'x-webhook-token': 'a,b' },
      body: Buffer.from('{"a":1}'),
      requestId: 'id-1',
      signer: undefined,
    });
  });

  test('takes an event that has only the least', () => {
    const empty = {
      method: 'GET',
      path: '/health',
      query: '',
      headers: {},
      body: Buffer.alloc(0),
      requestId: '',
      signer: undefined,
    };
    expect(parseGatewayEvent(EVENT)).toEqual(empty);
    expect(parseGatewayEvent({ ...EVENT, body: null })).toEqual(empty);
  });

  describe('decodes the path once', () => {
    const from = (rawPath: string, domainName: string) =>
      parseGatewayEvent({ ...EVENT, rawPath, requestContext: { ...EVENT.requestContext, domainName } }).path;

    test('for a function URL, which hands it over as it was sent', () => {
      const url = 'abc123.lambda-url.eu-central-1.on.aws';
      expect(from('/v1/suppressions/a%2Bb%40example.com', url)).toBe('/v1/suppressions/a+b@example.com');
      expect(from('/v1/suppressions/50%2541@example.com', url)).toBe('/v1/suppressions/50%41@example.com');
      expect(from('/v1/suppressions/%C3%BC%00%0A', url)).toBe('/v1/suppressions/ü\0\n');
    });

    test('with a sign of its own for bytes that are no UTF-8: they must not become another address', () => {
      const url = 'abc123.lambda-url.eu-central-1.on.aws';
      expect(from('/v1/suppressions/a%2Bb%ff@example.com', url)).toBe('/v1/suppressions/a+b\ufffd@example.com');
      expect(from('/v1/suppressions/%C3%28+%zz%4&=%', url)).toBe('/v1/suppressions/\ufffd(+%zz%4&=%');
    });

    test.each(['abc123.execute-api.eu-central-1.amazonaws.com', 'api.example.com', ''])(
      'not again for an HTTP API, which hands it over decoded: %j',
      (domainName) => {
        const path = '/v1/suppressions/50%41@example.com';
        expect(from(path, domainName)).toBe(path);
      },
    );
  });

  test('gives back the very bytes that came in base64', () => {
    const { body } = parseGatewayEvent({ ...EVENT, body: BYTES.toString('base64'), isBase64Encoded: true });
    expect(body.equals(BYTES)).toBe(true);
  });

  test('gives back the very bytes of a text: line ends, byte order mark and all', () => {
    const text = '\ufeff{"text":"💌 ü\u2028"}\r\n';
    const { body } = parseGatewayEvent({ ...EVENT, body: text, isBase64Encoded: false });
    expect(body.equals(Buffer.from(text))).toBe(true);
  });

  test('does not take a text for base64 though it could be read as such', () => {
    expect(parseGatewayEvent({ ...EVENT, body: 'e30=', isBase64Encoded: false }).body.toString()).toBe('e30=');
  });

  test.each([
    ['of payload format 1.0', { version: '1.0', path: '/health', httpMethod: 'GET', requestContext: {} }],
    ['from a queue', { Records: [] }],
    ['that is nothing', undefined],
    ['with headers in lists', { ...EVENT, headers: { a: ['b'] } }],
  ])('throws at an event %s: the deployment is wrong, not the client', (_, event) => {
    expect(() => parseGatewayEvent(event)).toThrow();
  });
});
