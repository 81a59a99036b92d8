// One MailEvent to start from; a test names only what it is about.
import type { MailEvent } from '../../shared/event/mail-event.ts';

/** A permanent bounce of an unknown user, as SES tells it. */
const BOUNCE: MailEvent = {
  version: 1,
  id: 'ses:bounce:0100-ann',
  provider: 'ses',
  type: 'bounce',
  recipient: 'ann@example.com',
  occurredAt: '2026-03-02T09:00:00.000Z',
  receivedAt: '2026-03-02T09:00:30.000Z',
  messageId: '0100',
  diagnostic: { smtpCode: 550, enhancedCode: '5.1.1', text: 'smtp; 550 5.1.1 <ann@example.com>: User unknown' },
  native: { event: 'Bounce', type: 'Permanent', subtype: 'General' },
};

export function mailEventOf(changes: Partial<MailEvent> = {}): MailEvent {
  return { ...BOUNCE, ...changes };
}

/** The same without the named parts, such as the text of a bounce that came without one. */
export function mailEventWithout(
  parts: readonly ('diagnostic' | 'messageId')[],
  changes: Partial<MailEvent> = {},
): MailEvent {
  const event = mailEventOf(changes);
  for (const part of parts) delete event[part];
  return event;
}
