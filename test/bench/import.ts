// The import of a large list by the real command: rows a second and peak memory, against an API that takes everything at
// once. So it is the speed of reading, judging and posting; a service may be slower than that.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { type Benchmark, measured } from './measure.ts';

const ROWS = 1_000_000;
/** Against which the memory of all rows is held: that of a list must not grow with it. */
const FEW_ROWS = 50_000;
const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
/** Told by the process itself as it ends, in KB. */
const PEAK = 'process.on("exit", () => process.stderr.write("peak " + process.resourceUsage().maxRSS))';

const REASONS = [
  '"550 5.1.1 The email account that you tried to reach does not exist, check it for typos, ""please"""',
  '552 5.2.2 Mailbox over quota',
  '"554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using zen.spamhaus.org"',
];

function* lines(rows: number): Generator<string> {
  yield 'status,reason,email,created\r\n';
  for (let row = 0; row < rows; row += 1) {
    yield `5.0.0,${REASONS[row % REASONS.length]},user${row}@example${row % 1000}.com,${1_760_000_000 + row}\r\n`;
  }
}

interface Run {
  readonly rowsPerSecond: number;
  /** MB. */
  readonly peak: number;
}

let all: Promise<Run> | undefined;

export const IMPORT: readonly Benchmark[] = [
  {
    name: 'import.rows',
    about: `rows a second that \`import\` reads, judges and posts, of a list of ${ROWS.toLocaleString('en')}`,
    async run() {
      all ??= importRows(ROWS);
      return measured((await all).rowsPerSecond, 'rows/s');
    },
  },
  {
    name: 'import.peak',
    about: `peak memory of that; the floor is that of ${FEW_ROWS.toLocaleString('en')} rows`,
    async run() {
      all ??= importRows(ROWS);
      const few = await importRows(FEW_ROWS);
      return measured((await all).peak, 'MB', null, few.peak);
    },
  },
];

async function importRows(rows: number): Promise<Run> {
  let posted = 0;
  const server = createServer(async (request, response) => {
    const body: unknown = await json(request);
    const entries = body !== null && typeof body === 'object' && 'entries' in body ? body.entries : [];
    const joined = Array.isArray(entries) ? entries.length : 0;
    posted += joined;
    response.end(JSON.stringify({ joined, unchanged: 0, failed: [] }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const folder = mkdtempSync(join(tmpdir(), 'bounce-suppressor-bench-'));
  try {
    const file = join(folder, 'suppression_bounces.csv');
    await pipeline(Readable.from(lines(rows)), createWriteStream(file));
    const started = performance.now();
    const { code, told } = await runImport(file, `http://127.0.0.1:${port}`);
    const seconds = (performance.now() - started) / 1000;
    if (code !== 0 || posted !== rows) throw new Error(`${posted} of ${rows} rows were posted: ${told}`);
    return { rowsPerSecond: rows / seconds, peak: Number(/peak (\d+)/.exec(told)?.[1]) / 1024 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    server.close();
  }
}

async function runImport(file: string, url: string): Promise<{ code: number | null; told: string }> {
  const told = `data:text/javascript,${encodeURIComponent(PEAK)}`;
  const child = spawn(process.execPath, ['--import', told, MAIN, 'import', file], {
    env: { ...process.env, BOUNCE_SUPPRESSOR_URL: url, BOUNCE_SUPPRESSOR_KEY: 'bench' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  await once(child, 'close');
  return { code: child.exitCode, told: output };
}
