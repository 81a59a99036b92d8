// Memory of the largest webhook: 4 MiB, which base64 and the event around it make the 6 MB that Lambda takes.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Benchmark, measured } from './measure.ts';

const SCRIPT = fileURLToPath(new URL('./large-webhook.ts', import.meta.url));

export const MEMORY: readonly Benchmark[] = [
  {
    name: 'memory.webhook',
    about: 'peak memory of a process that takes in a webhook of 6 MB, queued in memory; the floor makes and parses it',
    run: async () => measured(peakOf('take'), 'MB', 512, peakOf('parse')),
  },
];

function peakOf(what: string): number {
  return Number(execFileSync(process.execPath, [SCRIPT, what], { encoding: 'utf8' })) / 1024;
}
