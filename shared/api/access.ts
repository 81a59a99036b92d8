// Who may call the API: bearer keys, of which the deployment knows only the hashes.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { ApiKey } from '../pipeline/config.ts';

export type Role = ApiKey['role'];

export type Access =
  | { readonly granted: true; readonly name: string }
  | { readonly granted: false; readonly status: 401 | 403; readonly detail: string };

const BEARER = /^Bearer +([\x21-\x7e]+) *$/i;

/** Compares with every key, so that the time taken says nothing. */
export function accessOf(keys: readonly ApiKey[], authorization: string | undefined, needed: Role): Access {
  const token = BEARER.exec(authorization ?? '')?.[1];
  if (token === undefined) {
    return { granted: false, status: 401, detail: 'send an API key: Authorization: Bearer <key>' };
  }
  const hash = sha256(token);
  const [key] = keys.filter((candidate) => timingSafeEqual(hash, hashBytes(candidate)));
  if (key === undefined) {
    return { granted: false, status: 401, detail: 'no key of api.keys in the configuration has this hash' };
  }
  if (needed === 'write' && key.role !== 'write') {
    return { granted: false, status: 403, detail: `the key ${key.name} may only read: this needs a key of role write` };
  }
  return { granted: true, name: key.name };
}

/** The gateway has checked the signature, and IAM whether the signer may call this path with this method. */
export function signedAccess(signer: string | undefined): Access {
  if (signer !== undefined) return { granted: true, name: signer };
  return { granted: false, status: 401, detail: 'sign the request with AWS credentials (SigV4, service execute-api)' };
}

function hashBytes({ hash }: ApiKey): Buffer {
  return Buffer.from(hash.slice('sha256:'.length), 'hex');
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** The form in which the configuration holds a secret. */
export function secretHash(secret: string): string {
  return `sha256:${sha256(secret).toString('hex')}`;
}
