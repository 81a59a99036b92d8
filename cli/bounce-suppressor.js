#!/usr/bin/env node
// The command `bounce-suppressor`. Whatever Node runs this file, the command itself runs on the Node of Lambda, which
// the dev dependency `node` brings: it reads TypeScript as it is, so nothing has to be built.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const [major = 0] = process.versions.node.split('.').map(Number);

if (major >= 24) {
  await import('./main.ts');
} else {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const node = fileURLToPath(new URL(`../node_modules/node/bin/${name}`, import.meta.url));
  if (!existsSync(node)) {
    process.stderr.write('bounce-suppressor: Node 24 is missing: run `npm ci` in the project first\n');
    process.exit(1);
  }
  // The channel closes when this process dies, however it dies: the child then ends too and frees its port.
  const child = spawn(node, [main, ...process.argv.slice(2)], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 1));
}
