// Decides whether a webhook comes from Postmark: it signs nothing, so a shared credential has to prove it.
import { createHash, timingSafeEqual } from 'node:crypto';
import { fromBase64 } from '../base64.ts';
import type { Refusal, Verify, WebhookRequest } from '../provider.ts';
import type { PostmarkSettings } from './settings.ts';

const AUTHORIZATION = 'authorization';
const TOKEN = 'x-webhook-token';
const CREDENTIALS = /^(basic|bearer) +(\S+)$/i;

const HOW =
  'put user and password into the webhook URL (https://user:password@host/path), or add the header ' +
  `${TOKEN} to the webhook in Postmark`;

/** Basic auth, a bearer token or the header `x-webhook-token`, any of which may match any of the configured hashes. */
export function postmarkVerifier({ credentials }: PostmarkSettings): Verify {
  const known = credentials.map((credential) => Buffer.from(credential.slice('sha256:'.length), 'hex'));
  const count = known.length === 1 ? 'the configured hash' : `any of the ${known.length} configured hashes`;

  return async (request) => {
    const presented = secretsOf(request);
    if (presented.length === 0) return unauthenticated(`credentials: missing or not understood; ${HOW}`);
    if (matches(presented, known)) return undefined;
    return unauthenticated(`credentials: do not match ${count} (postmark.credentials); ${HOW}`);
  };
}

/** What the request presents, as bytes: `user:password` or a bare token. */
function secretsOf({ headers }: WebhookRequest): Buffer[] {
  const secrets: Buffer[] = [];
  const [, scheme, value] = CREDENTIALS.exec(headers[AUTHORIZATION]?.trim() ?? '') ?? [];
  const secret = value && (scheme?.toLowerCase() === 'basic' ? fromBase64(value) : Buffer.from(value));
  if (secret) secrets.push(secret);
  const token = headers[TOKEN]?.trim();
  if (token) secrets.push(Buffer.from(token));
  return secrets;
}

/** Compares every secret with every hash, so that the time taken doesn't tell which one matched. */
function matches(secrets: readonly Buffer[], known: readonly Buffer[]): boolean {
  let matched = false;
  for (const secret of secrets) {
    const hash = createHash('sha256').update(secret).digest();
    for (const expected of known) matched = timingSafeEqual(hash, expected) || matched;
  }
  return matched;
}

function unauthenticated(detail: string): Refusal {
  return { kind: 'unauthenticated', detail, challenge: 'basic' };
}
