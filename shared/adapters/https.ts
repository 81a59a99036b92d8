// The only requests that leave the account: SNS signing certificates and subscription confirmations. The URLs have
// been checked before they come here.
import type { Subscriptions } from '../pipeline/ports.ts';
import type { CertificateSource } from '../providers/provider.ts';

const DEADLINE_MS = 5_000;
/** A signing certificate has about 2 KB. */
const MAX_BYTES = 65_536;

export const httpsCertificates: CertificateSource = { fetch: get };

export const httpsSubscriptions: Subscriptions = {
  async confirm(url) {
    await get(url);
  },
};

/** Follows no redirect: a checked URL must not lead to an unchecked one. */
async function get(url: string): Promise<string> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(DEADLINE_MS) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${new URL(url).host} answered ${response.status}`);
  if (text.length > MAX_BYTES) throw new Error(`${new URL(url).host} answered ${text.length} characters`);
  return text;
}
