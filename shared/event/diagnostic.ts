// The remote server's answer: its text, bounded, and the codes found in it.
import { BOUNDS } from './bounds.ts';
import type { Diagnostic } from './mail-event.ts';

/** DSN diagnostic types that stand before the reply (RFC 3464 2.3.6): `smtp; 550 ...`, `X-Postfix; ...`, `dns; host`. */
const TYPE_PREFIX = /^\s*[a-z][a-z0-9-]{1,20};\s*/i;
/** RFC 5321 4.2: the reply code, at the start of the text or behind what a relay wrote before it. */
const LEADING_REPLY = /^[^a-z0-9]{0,4}([245]\d\d)(?![\d.])/i;
const RELAYED_REPLY = /\b(?:said|responded|answered|returned|error):?\s+["'<(]?([245]\d\d)(?![\d.])/i;
/** RFC 3463: class.subject.detail; the guards keep IP addresses out, the eight subjects versions (`Exim 4.94.2`). */
const ENHANCED = /(?<![\d.])([245]\.[0-7]\.\d{1,3})(?!\d|\.\d)/;
const REPLY_STATUS = /^[245]\d\d(?=\s|$)/;

export interface DiagnosticParts {
  text?: string | undefined;
  /** The sender's own status field: an enhanced code, at times a reply code, alone or in front of it. */
  status?: string | undefined;
  remoteMta?: string | undefined;
  reportingMta?: string | undefined;
}

/** Gathers what is known of a refusal, or undefined when nothing is. */
export function diagnosticOf(parts: DiagnosticParts): Diagnostic | undefined {
  const text = boundText(parts.text?.trim() ?? '');
  const status = parts.status?.trim() ?? '';
  const reply = text.replace(TYPE_PREFIX, '');
  const smtpCode = LEADING_REPLY.exec(reply)?.[1] ?? RELAYED_REPLY.exec(reply)?.[1] ?? REPLY_STATUS.exec(status)?.[0];
  const enhancedCode = moreSpecific(ENHANCED.exec(reply)?.[1], ENHANCED.exec(status)?.[1]);
  const remoteMta = mtaName(parts.remoteMta);
  const reportingMta = mtaName(parts.reportingMta);
  if (text === '' && smtpCode === undefined && enhancedCode === undefined && !remoteMta && !reportingMta)
    return undefined;
  return {
    ...(smtpCode !== undefined && { smtpCode: Number(smtpCode) }),
    ...(enhancedCode !== undefined && { enhancedCode }),
    ...(text !== '' && { text }),
    ...(remoteMta && { remoteMta }),
    ...(reportingMta && { reportingMta }),
  };
}

/** The text's own code beats the sender's status field, save where it is a bare x.0.0, which carries no detail. */
function moreSpecific(fromText: string | undefined, fromStatus: string | undefined): string | undefined {
  if (fromText === undefined) return fromStatus;
  return fromText.endsWith('.0.0') && fromStatus !== undefined ? fromStatus : fromText;
}

/** Of a text that is too long, the head tells the code and the tail often the cause: both are kept. */
export function boundText(text: string, max: number = BOUNDS.text): string {
  if (text.length <= max) return text;
  const tail = Math.floor(max / 4);
  return `${text.slice(0, max - tail - 3)} … ${text.slice(-tail)}`;
}

/** `dns; mx.example.com` and `dsn; mx.example.com` name mx.example.com (SES writes both). */
function mtaName(raw: string | undefined): string | undefined {
  return raw?.replace(TYPE_PREFIX, '').trim().slice(0, BOUNDS.host) || undefined;
}
