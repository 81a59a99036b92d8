import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { httpsCertificates, httpsSubscriptions } from '../../shared/adapters/https.ts';

let server: Server | undefined;

/** A web server that answers so; gives its address. */
async function answering(answer: RequestListener): Promise<string> {
  const started = createServer(answer);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  const address = started.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return `http://127.0.0.1:${address.port}`;
}

afterEach(() => {
  server?.close();
  server?.closeAllConnections();
});

describe.each([
  ['a certificate', httpsCertificates.fetch],
  ['a confirmation', httpsSubscriptions.confirm],
] as const)('the request for %s', (_, ask) => {
  test('is a GET of the very address', async () => {
    const asked: string[] = [];
    const url = await answering(({ method, url = '' }, response) => {
      asked.push(`${method} ${url}`);
      response.end('ok');
    });
    await ask(`${url}/path?Action=ConfirmSubscription&Token=a%2Bb`);
    expect(asked).toEqual(['GET /path?Action=ConfirmSubscription&Token=a%2Bb']);
  });

  test.each([301, 302, 307])('follows no redirect: %i', async (status) => {
    const asked: string[] = [];
    const url = await answering(({ url = '' }, response) => {
      asked.push(url);
      response.writeHead(status, { location: '/elsewhere' }).end();
    });
    await expect(ask(`${url}/here`)).rejects.toThrow();
    expect(asked).toEqual(['/here']);
  });

  test.each([403, 404, 500, 503])('fails on %i, with the host and the status', async (status) => {
    const url = await answering((_, response) => response.writeHead(status).end('no'));
    await expect(ask(url)).rejects.toThrow(`${new URL(url).host} answered ${status}`);
  });

  test('fails on an answer that is far too long', async () => {
    const url = await answering((_, response) => response.end('x'.repeat(70_000)));
    await expect(ask(url)).rejects.toThrow('answered 70000 characters');
  });

  test('fails when the answer breaks off', async () => {
    const url = await answering((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    });
    await expect(ask(url)).rejects.toThrow();
  });

  test('fails when nobody listens', async () => {
    const url = await answering(() => {});
    await new Promise((resolve) => server?.close(resolve));
    await expect(ask(url)).rejects.toThrow();
  });
});

test('a certificate is the text of the answer', async () => {
  const url = await answering((_, response) => response.end('-----BEGIN CERTIFICATE-----\n'));
  expect(await httpsCertificates.fetch(url)).toBe('-----BEGIN CERTIFICATE-----\n');
});
