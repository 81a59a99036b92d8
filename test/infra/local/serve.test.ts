import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { type ServeOptions, type Service, serve } from '../../../infra/local/serve.ts';
import { secretHash } from '../../../shared/api/access.ts';
import { ConfigError } from '../../../shared/pipeline/config.ts';

const folder = mkdtempSync(join(tmpdir(), 'bounce-suppressor-'));

// The refusals are meant: no need to log them.
process.env['LOG_LEVEL'] = 'ERROR';

afterAll(() => rmSync(folder, { recursive: true, force: true }));

let service: Service | undefined;

afterEach(async () => {
  await service?.stop();
  service = undefined;
});

function options(changes: Partial<ServeOptions> = {}): ServeOptions {
  return {
    port: 0,
    config: undefined,
    data: undefined,
    onError(error) {
      throw error;
    },
    ...changes,
  };
}

let files = 0;

function configuration(content: string): string {
  files += 1;
  const file = join(folder, `config-${files}.json`);
  writeFileSync(file, content);
  return file;
}

/** Emulators that are running leave their address here. */
function endpoints(): string[] {
  return Object.keys(process.env).filter((name) => name.startsWith('AWS_ENDPOINT_URL'));
}

describe('serve does not start, and leaves nothing running', () => {
  test('on a port that is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    await expect(serve(options({ port }))).rejects.toMatchObject({ code: 'EADDRINUSE' });
    expect(endpoints()).toEqual([]);
    await new Promise((resolve) => other.close(resolve));
  });

  test.each([
    ['is not there', join(folder, 'nowhere.json'), /there is no file .*nowhere\.json/],
    ['is no JSON', configuration('{'), /not JSON/],
  ])('with a configuration that %s', async (_, config, message) => {
    const started = serve(options({ config }));
    await expect(started).rejects.toThrow(ConfigError);
    await expect(started).rejects.toThrow(message);
    expect(endpoints()).toEqual([]);
  });

  test('with a configuration that is wrong, of which it names the keys', async () => {
    const config = configuration('{"providers":{"postmark":{"credentials":[]}},"apy":{}}');
    await expect(serve(options({ config }))).rejects.toThrow(/^providers\.postmark\.credentials: .*\napy: /);
  });
});

describe('serve', () => {
  test('without a configuration makes keys for everything, and answers until it is stopped', async () => {
    service = await serve(options());
    const { url, config, generated, apiKeyGenerated, credentials, storage } = service;
    expect(Object.keys(config.providers)).toEqual(['sendgrid', 'postmark', 'ses']);
    expect({ generated, apiKeyGenerated }).toEqual({ generated: true, apiKeyGenerated: true });
    expect(config.api.keys).toEqual([{ name: 'local', hash: secretHash(credentials.apiKey), role: 'write' }]);
    expect(storage).toContain('in memory');
    expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: 'ok' });
    expect((await fetch(`${url}/webhooks/postmark`, { method: 'POST' })).status).toBe(401);
    await service.stop();
    service = undefined;
    expect(endpoints()).toEqual([]);
    await expect(fetch(`${url}/health`)).rejects.toThrow();
  });

  test('makes an API key where the configuration names none', async () => {
    service = await serve(options({ config: configuration('{"providers":{}}'), data: join(folder, 'data') }));
    const { generated, apiKeyGenerated, config, storage } = service;
    expect({ generated, apiKeyGenerated }).toEqual({ generated: false, apiKeyGenerated: true });
    expect(config.api.keys).toMatchObject([{ name: 'local', role: 'write' }]);
    expect(storage).toBe(`in ${join(folder, 'data')}`);
  });

  test('makes none where the configuration names one', async () => {
    const keys = [{ name: 'app', hash: secretHash('bs_app'), role: 'read' }];
    service = await serve(options({ config: configuration(JSON.stringify({ api: { keys } })) }));
    expect(service.apiKeyGenerated).toBe(false);
    expect(service.config.api.keys).toEqual(keys);
  });
});
