// The contract that every sender's module keeps: verify a request on its raw bytes, then normalise its payload.
import type * as z from 'zod/mini';
import type { MailEvent, ProviderName } from '../event/mail-event.ts';

/** A webhook request as it came over the wire. */
export interface WebhookRequest {
  /** Header names in lower case; repeated headers joined by a comma. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** Why a request is not taken in. Each kind has one HTTP status, see `shared/api/problem.ts`. */
export type Refusal =
  | { readonly kind: 'unauthenticated'; readonly detail: string; readonly challenge?: 'basic' }
  | { readonly kind: 'malformed'; readonly detail: string }
  | { readonly kind: 'unavailable'; readonly detail: string };

/** Where the certificates that sign SNS messages come from. */
export interface CertificateSource {
  /** The PEM text behind a signing certificate's URL. Rejects when it can't be had now: a later retry may succeed. */
  fetch(url: string): Promise<string>;
}

export interface VerifierPorts {
  readonly certificates: CertificateSource;
}

/** Answers undefined for a genuine request. Rejects only on bugs. `now` is in milliseconds since the epoch. */
export type Verify = (request: WebhookRequest, now: number) => Promise<Refusal | undefined>;

/** An item that is no event. It goes to the quarantine queue, so that nothing is lost. */
export interface Reject {
  readonly provider: ProviderName;
  /** What was wrong and where, such as `email: not an e-mail address`. */
  readonly reason: string;
  /** Place in the batch, from 0. */
  readonly index: number;
  /** The item as it came. */
  readonly raw: unknown;
}

/** Something that an operator should hear of, but that is about no recipient. */
export interface Notice {
  readonly kind: 'account_status_change' | 'topic_validated' | 'subscription_removed';
  readonly detail: string;
}

export interface Normalised {
  readonly events: MailEvent[];
  readonly rejects: Reject[];
  readonly notices: Notice[];
  /** Set when the payload asks to confirm an SNS subscription: the checked URL to fetch. */
  readonly confirm?: { readonly topicArn: string; readonly url: string };
}

export interface Provider<Settings> {
  readonly name: ProviderName;
  /** The provider's section of the configuration. */
  readonly settings: z.ZodMiniType<Settings>;
  /** Prepares the keys once; the result is called per request. */
  verifier(settings: Settings, ports: VerifierPorts): Verify;
  /** Never throws: what is no event comes back as a reject, what is no payload at all as `malformed`. */
  normalise(body: Buffer, receivedAt: number): Normalised | Extract<Refusal, { kind: 'malformed' }>;
}

export function isRefusal(outcome: object): outcome is Refusal {
  return 'kind' in outcome;
}
