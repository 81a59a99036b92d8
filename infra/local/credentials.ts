// Ready-made keys for a local run without a configuration: every provider works at once, the demo can sign.
import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { secretHash } from '../../shared/api/access.ts';
import type { ConfigInput } from '../../shared/pipeline/config.ts';
import { selfSignedCertificate } from './certificate.ts';

const schema = z.strictObject({
  apiKey: z.string(),
  postmark: z.string(),
  /** PEM. */
  sendgridPrivateKey: z.string(),
  sendgridPublicKey: z.string(),
  snsPrivateKey: z.string(),
  snsCertificate: z.string(),
});
/** Secrets of a local run, never of a deployment. */
export type LocalCredentials = z.infer<typeof schema>;

export const LOCAL_TOPIC = 'arn:aws:sns:us-east-1:000000000000:local-ses-events';
/** Pinned in the local configuration, so that nothing is fetched. */
export const LOCAL_CERTIFICATE_URL =
  'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-00000000000000000000000000000000.pem';

const YEAR_MS = 365 * 86_400_000;

/** With a directory, the same credentials after a restart. */
export function localCredentials(directory: string | undefined, now: number): LocalCredentials {
  if (directory === undefined) return generate(now);
  const file = join(directory, 'local-credentials.json');
  if (existsSync(file)) return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const credentials = generate(now);
  writeFileSync(file, JSON.stringify(credentials, undefined, 2), { mode: 0o600 });
  return credentials;
}

function generate(now: number): LocalCredentials {
  const sendgrid = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const sns = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    apiKey: `bs_${randomBytes(24).toString('base64url')}`,
    postmark: `postmark:${randomBytes(18).toString('base64url')}`,
    sendgridPrivateKey: pem(sendgrid.privateKey),
    sendgridPublicKey: sendgrid.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    snsPrivateKey: pem(sns.privateKey),
    snsCertificate: selfSignedCertificate({
      commonName: 'sns.local',
      notBefore: new Date(now - YEAR_MS),
      notAfter: new Date(now + 10 * YEAR_MS),
      privateKey: sns.privateKey,
      publicKey: sns.publicKey,
    }),
  };
}

function pem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** The configuration under which these credentials open every door. */
export function localConfig(credentials: LocalCredentials): ConfigInput {
  return {
    providers: {
      sendgrid: { publicKeys: [credentials.sendgridPublicKey] },
      postmark: { credentials: [secretHash(credentials.postmark)] },
      ses: {
        topicArns: [LOCAL_TOPIC],
        pinnedCertificates: { [LOCAL_CERTIFICATE_URL]: credentials.snsCertificate },
      },
    },
    api: { keys: [localApiKey(credentials)] },
  };
}

export function localApiKey({ apiKey }: LocalCredentials) {
  return { name: 'local', hash: secretHash(apiKey), role: 'write' as const };
}
