// What a bounce or a complaint of SES says about each recipient that it lists.
import type { EventType } from '../../event/mail-event.ts';
import { textWithin } from '../fields.ts';
import { isObject } from '../json.ts';
import type { Fields } from './unwrap.ts';

/** What an event says about one recipient. */
export interface Judgement {
  readonly type: EventType;
  readonly stream?: string | undefined;
  readonly suspects?: number | undefined;
}

/** The subtypes that are no bounces, whatever their type. */
const BOUNCE_SUBTYPES = new Map<string, EventType>([
  // On a list of SES's own, or judged undeliverable beforehand: SES did not try.
  ['suppressed', 'drop'],
  ['onaccountsuppressionlist', 'drop'],
  ['ontenantsuppressionlist', 'drop'],
  ['emailvalidationsuppressed', 'drop'],
  // The recipient left the contact list.
  ['unsubscribedrecipient', 'unsubscribe'],
]);

/** Every recipient is judged alone: one that is merely delayed may stand in a permanent bounce. */
export function judgeBounce(bounce: Fields, entry: unknown): readonly [Judgement] {
  const told = isObject(entry) ? entry : {};
  if (word(told['action']) === 'delayed') return [{ type: 'deferral' }];
  const subtype = word(bounce['bounceSubType']);
  const bare = word(told['status']) === '' && word(told['diagnosticCode']) === '';
  // An out-of-office reply names nothing but the address.
  if (bare && subtype === 'general' && word(bounce['bounceType']) === 'transient') return [{ type: 'autoreply' }];
  return [{ type: BOUNCE_SUBTYPES.get(subtype) ?? 'bounce' }];
}

const COMPLAINT_FEEDBACK = new Map<string, EventType>([
  // The recipient took the message out of the spam folder.
  ['not-spam', 'other'],
  // Reports of machines about the message: no recipient complained.
  ['auth-failure', 'other'],
  ['virus', 'other'],
]);

const COMPLAINT_SUBTYPES = new Map<string, EventType>([
  // Complained earlier: SES did not send.
  ['onaccountsuppressionlist', 'drop'],
  ['ontenantsuppressionlist', 'drop'],
]);

/** Receivers hide who complained, so SES lists everybody whom the message reached there. */
export function judgeComplaint(complaint: Fields, _entry: unknown, entries: readonly unknown[]): readonly Judgement[] {
  const type =
    COMPLAINT_FEEDBACK.get(word(complaint['complaintFeedbackType'])) ??
    COMPLAINT_SUBTYPES.get(word(complaint['complaintSubType'])) ??
    'complaint';
  return [{ type, suspects: type === 'complaint' && entries.length > 1 ? entries.length : undefined }];
}

/** For comparing: SES's words in any letter case. */
function word(value: unknown): string {
  return textWithin(value, 64)?.toLowerCase() ?? '';
}
