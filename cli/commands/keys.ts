// keys: makes secrets. The secret is printed once, its hash goes into the configuration.
import { randomBytes } from 'node:crypto';
import { secretHash } from '../../shared/api/access.ts';

export function apiKeyCommand(name: string, role: string): void {
  const key = `bs_${randomBytes(24).toString('base64url')}`;
  print(
    `The key, shown only now:        ${key}`,
    `Add to api.keys of the configuration:`,
    JSON.stringify({ name, hash: secretHash(key), role }),
  );
}

export function postmarkCommand(user: string): void {
  const password = randomBytes(18).toString('base64url');
  print(
    `Paste into Postmark's webhook:  https://${encodeURIComponent(user)}:${password}@<your host>/webhooks/postmark`,
    `Add to providers.postmark.credentials of the configuration:`,
    JSON.stringify(secretHash(`${user}:${password}`)),
  );
}

function print(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
