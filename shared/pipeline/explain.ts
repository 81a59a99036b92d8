// explain: what a failure means, asked by a person or a script; nothing is stored.
import { type Classifiable, classify } from '../classify/classify.ts';
import type { Verdict } from '../classify/verdict.ts';
import { diagnosticOf } from '../event/diagnostic.ts';
import type { MailEvent, ProviderName } from '../event/mail-event.ts';
import { bounceTypeOf } from '../providers/postmark/payload.ts';
import { isRefusal, type Notice, type Refusal } from '../providers/provider.ts';
import { providers } from '../providers/registry.ts';
import { EVENTS } from '../providers/sendgrid/payload.ts';
import { judgeBounce } from '../providers/ses/judge.ts';

/** One failure as somebody describes it. */
export interface Question {
  /** The reply, as the sender passed it on. */
  readonly text?: string | undefined;
  /** The reply code of RFC 5321, where the text does not begin with it. */
  readonly smtp?: string | undefined;
  /** The enhanced status code of RFC 3463, where the text holds none. */
  readonly enhanced?: string | undefined;
  /** The server that refused. */
  readonly rhost?: string | undefined;
  /** Who tells; without it no sender's classes are believed. */
  readonly provider?: ProviderName | undefined;
  /** The sender's own class: SES `Permanent`, SendGrid `blocked` or `dropped`, Postmark `HardBounce`. */
  readonly nativeType?: string | undefined;
  /** SES `General`, SendGrid's `bounce_classification`. */
  readonly nativeSubtype?: string | undefined;
}

/** The event that a sender's webhook would have brought; without a sender, a bounce of nobody's class. */
export function eventOf(question: Question): Classifiable {
  const { text, smtp, enhanced, rhost, provider } = question;
  const status = [smtp, enhanced].join(' ');
  const diagnostic = diagnosticOf({ text, status, remoteMta: rhost });
  return { ...kindOf(question), ...(provider && { provider }), ...(diagnostic && { diagnostic }) };
}

function kindOf({ provider, nativeType, nativeSubtype, ...told }: Question): Pick<Classifiable, 'type' | 'native'> {
  const classes = { ...(nativeType && { type: nativeType }), ...(nativeSubtype && { subtype: nativeSubtype }) };
  const bounce = { type: 'bounce', native: { event: 'bounce', ...classes } } as const;
  switch (provider) {
    case undefined:
      return bounce;
    case 'sendgrid': {
      // `blocked` and `expired` are types of the event `bounce`; `dropped` and `deferred` are events of their own.
      const event = nativeType?.toLowerCase() ?? 'bounce';
      const type = EVENTS.get(event)?.type ?? 'bounce';
      return type === 'bounce' ? bounce : { type, native: { event } };
    }
    case 'postmark':
      return { ...bounce, type: bounceTypeOf(nativeType, undefined)?.type ?? 'bounce' };
    case 'ses': {
      const record = { bounceType: nativeType, bounceSubType: nativeSubtype };
      const [said] = judgeBounce(record, { status: told.enhanced ?? told.smtp, diagnosticCode: told.text });
      return { ...bounce, type: said.type };
    }
  }
}

export interface ExplainedPayload {
  readonly events: readonly { readonly event: MailEvent; readonly verdict: Verdict }[];
  /** Items that are no events, and why; places from 0. */
  readonly rejects: readonly { readonly index: number; readonly reason: string }[];
  readonly notices: readonly Notice[];
}

/** What the body of a webhook says, unverified. `now` is in milliseconds. */
export function explainPayload(
  provider: ProviderName,
  body: Buffer,
  now: number,
): ExplainedPayload | Extract<Refusal, { kind: 'malformed' }> {
  const normalised = providers[provider].normalise(body, now);
  if (isRefusal(normalised)) return normalised;
  const { events, rejects, notices } = normalised;
  return {
    events: events.map((event) => ({ event, verdict: classify(event) })),
    rejects: rejects.map(({ index, reason }) => ({ index, reason })),
    notices,
  };
}
