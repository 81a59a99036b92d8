import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const app = mkdtempSync(join(tmpdir(), 'consumer-'));

/** Somebody else's project, into which the package is installed as npm packs it. */
beforeAll(() => {
  const installed = join(app, 'node_modules/bounce-suppressor');
  mkdirSync(installed, { recursive: true });
  const packed = execFileSync('npm', ['pack', '--json', '--offline', '--pack-destination', app], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ filename }] = JSON.parse(packed.toString());
  execFileSync('tar', ['xzf', join(app, filename), '-C', installed, '--strip-components', '1']);
  writeFileSync(join(app, 'package.json'), '{ "type": "module" }');
});
afterAll(() => rmSync(app, { recursive: true, force: true }));

function write(name: string, content: string): string {
  writeFileSync(join(app, name), content);
  return name;
}

describe('the package, installed', () => {
  test('gives plain JavaScript a client that asks the service', async () => {
    const results = [
      { suppressed: false, reason: null },
      { suppressed: true, reason: 'complaint', cause: 'complaint', until: null },
    ];
    const server = createServer((_, response) => response.end(JSON.stringify({ results })));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const script = write(
      'send.js',
      `import { ApiError, createClient } from 'bounce-suppressor/client';
      const { filterSuppressed } = createClient({ url: 'http://127.0.0.1:${port}', key: 'bs_key' });
      const filtered = await filterSuppressed(['ann@example.com', 'bob@example.com']);
      console.log(JSON.stringify({ ...filtered, isError: new ApiError(0, '') instanceof Error }));`,
    );
    const { stdout } = await promisify(execFile)(process.execPath, [script], { cwd: app });
    server.close();
    expect(JSON.parse(stdout)).toEqual({
      send: ['ann@example.com'],
      suppressed: [{ address: 'bob@example.com', reason: 'complaint', cause: 'complaint', until: null }],
      isError: true,
    });
  });

  test('gives TypeScript its types, without types of anything else', () => {
    const source = write(
      'send.ts',
      `import { ApiError, createClient, type Lookup } from 'bounce-suppressor/client';
      const client = createClient({ url: 'http://localhost:8787', key: 'bs_key' });
      export async function use(): Promise<readonly string[]> {
        const { send, suppressed } = await client.filterSuppressed(['ann@example.com'], { stream: 'newsletter' });
        const { evidence }: Lookup = await client.lookup('ann@example.com');
        const reason: string | null | undefined = suppressed[0]?.reason ?? evidence[0]?.reason;
        // @ts-expect-error: no cause of any suppression
        client.list({ cause: 'because' });
        for await (const { address, since } of client.list({ cause: 'manual' })) console.log(address, since, reason);
        return send;
      }
      export const statusOf = (error: unknown): number => (error instanceof ApiError ? error.status : 0);`,
    );
    const tsc = join(ROOT, 'node_modules/.bin/tsc');
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--lib', 'es2022,dom'];
    expect(() => execFileSync(tsc, [...options, source], { cwd: app, stdio: 'pipe' })).not.toThrow();
  });

  test('gives a CDK app the construct, with the functions inside', () => {
    // What npm would have installed beside it.
    for (const name of ['aws-cdk-lib', 'constructs', 'esbuild', 'zod', 'hono', '@aws-sdk', '@smithy', '@aws']) {
      if (!existsSync(join(app, 'node_modules', name))) {
        symlinkSync(join(ROOT, 'node_modules', name), join(app, 'node_modules', name));
      }
    }
    const script = write(
      'app.js',
      `import { App, Stack } from 'aws-cdk-lib';
      import { BounceSuppressor } from 'bounce-suppressor/cdk';
      const app = new App({ outdir: 'out' });
      const stack = new Stack(app, 'Mail');
      const { outputs } = new BounceSuppressor(stack, 'Bounces', { config: { api: { iam: true } }, ses: { eventBridge: true } });
      app.synth();
      console.log(outputs.map(({ name }) => name).join());`,
    );
    const output = execFileSync(process.execPath, [script], { cwd: app, stdio: ['ignore', 'pipe', 'pipe'] });
    expect(output.toString()).toContain('ApiUrl,TableName');
    const { Resources } = JSON.parse(readFileSync(join(app, 'out/Mail.template.json'), 'utf8'));
    const types = Object.values<{ Type: string }>(Resources).map(({ Type }) => Type);
    expect(types.filter((type) => type === 'AWS::Lambda::Function')).toHaveLength(5);
  });
});
