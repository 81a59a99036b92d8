// What the sender itself made of the failure: refusals by its own lists decide, its classes are only a prior.
import type { ProviderName } from '../event/mail-event.ts';
import type { Classifiable } from './classify.ts';
import type { Reason } from './reasons.ts';
import type { Finding } from './verdict.ts';

/** SendGrid's `reason` of a `dropped` event, by lower-cased beginning; longer ones first. */
const SENDGRID_DROPS: readonly (readonly [prefix: string, reason: Reason])[] = [
  ['bounced address', 'already_suppressed'],
  ['unsubscribed address', 'unsubscribed'],
  ['spam reporting address', 'complaint'],
  ['spam content', 'spam_content'],
  ['recipient list over package quota', 'rate_limited'],
  ['invalid smtpapi header', 'message_format'], // must stand before `invalid`
  ['invalid', 'invalid_address'],
];

/** Where SES and Postmark did not try, by lower-cased native type, subtype or event. */
const REFUSALS: Readonly<Record<Exclude<ProviderName, 'sendgrid'>, Readonly<Record<string, Reason>>>> = {
  ses: {
    suppressed: 'already_suppressed', // the global list: it bounced for somebody lately
    onaccountsuppressionlist: 'already_suppressed',
    ontenantsuppressionlist: 'already_suppressed',
    emailvalidationsuppressed: 'already_suppressed',
    reject: 'malware_phishing', // `Bad content`: SES found a virus
    'rendering failure': 'message_format',
    renderingfailure: 'message_format',
  },
  postmark: {
    manuallydeactivated: 'already_suppressed',
    unconfirmed: 'already_suppressed',
    smtpapierror: 'already_suppressed', // handed in by SMTP for an inactive recipient
    manualsuppression: 'already_suppressed',
    templaterenderingfailed: 'message_format',
  },
};

/** A `drop`: the sender refused before any receiving server was asked. */
export function refusedByOwnList({ provider, type, native, diagnostic }: Classifiable): Finding | undefined {
  if (type !== 'drop' || provider === undefined) return undefined;
  if (provider === 'sendgrid') {
    const text = diagnostic?.text?.toLowerCase() ?? '';
    const row = SENDGRID_DROPS.find(([prefix]) => text.startsWith(prefix));
    return row && { reason: row[1], rule: `sendgrid-drop-${slug(row[0])}`, confidence: 0.95, span: [0, row[0].length] };
  }
  return lookUp(REFUSALS[provider], [native.subtype, native.type, native.event], `${provider}-refused`, 0.95);
}

/** Classes that say something; those that don't (`Unclassified`, Permanent/General, ...) are left out. */
const CLASSES: Readonly<Record<ProviderName, Readonly<Record<string, Reason>>>> = {
  sendgrid: {
    'bounce/invalid address': 'recipient_unknown', // with type `blocked` it proves nothing: see the official sample
    'mailbox unavailable': 'mailbox_full', // full, deactivated or suspended: SendGrid's advice is to count
    technical: 'network_error',
    'technical failure': 'network_error',
    content: 'spam_content',
    reputation: 'reputation_block',
    'frequency or volume too high': 'rate_limited',
    'frequency/volume': 'rate_limited',
    expired: 'delivery_expired',
  },
  postmark: {
    hardbounce: 'recipient_unknown', // Postmark: unknown user, mailbox not found; it stops sending there itself
    bademailaddress: 'invalid_address',
    softbounce: 'mailbox_full', // full, over quota or disabled: count
    transient: 'receiver_unavailable',
    dnserror: 'network_error',
    spamnotification: 'spam_content',
    virusnotification: 'malware_phishing',
    blocked: 'policy_block',
    dmarcpolicy: 'auth_failure',
  },
  ses: {
    noemail: 'recipient_unknown',
    mailboxfull: 'mailbox_full',
    messagetoolarge: 'message_too_large',
    contentrejected: 'spam_content',
    attachmentrejected: 'attachment_rejected',
    customtimeoutexceeded: 'delivery_expired',
    // delayType of a DeliveryDelay
    spamdetected: 'spam_content',
    recipientservererror: 'receiver_unavailable',
    ipfailure: 'ip_blocklisted',
    transientcommunicationfailure: 'network_error',
    byoiphostnamelookupunavailable: 'sender_dns',
    internalfailure: 'network_error',
    sendingdeferral: 'rate_limited',
  },
};

/** The sender's class as a prior: asked last, since it is known to hold the opposite too. */
export function bySenderClass({ provider, native }: Classifiable): Finding | undefined {
  if (provider === undefined) return undefined;
  return lookUp(
    CLASSES[provider],
    [`${native.type}/${native.subtype}`, native.subtype, native.type],
    `${provider}-class`,
    0.6,
  );
}

function lookUp(
  table: Readonly<Record<string, Reason>>,
  names: readonly (string | undefined)[],
  rulePrefix: string,
  confidence: number,
): Finding | undefined {
  for (const name of names) {
    const key = name?.trim().toLowerCase() ?? '';
    const reason = Object.hasOwn(table, key) ? table[key] : undefined;
    if (reason !== undefined) return { reason, rule: `${rulePrefix}-${slug(key)}`, confidence };
  }
  return undefined;
}

function slug(text: string): string {
  return text.replace(/[^a-z0-9]/g, '-');
}
