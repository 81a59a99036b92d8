// MailEvents for the tests of everything behind the providers.
import type { MailEvent } from '../../shared/event/mail-event.ts';

export const HAPPENED_AT = '2026-03-02T09:00:00.000Z';

/** A plain bounce of ann@example.com: no such mailbox. `changes` replaces whole fields. */
export function mailEvent(changes: Partial<MailEvent> = {}): MailEvent {
  return {
    version: 1,
    id: 'sendgrid:bounce:event-1',
    provider: 'sendgrid',
    type: 'bounce',
    recipient: 'ann@example.com',
    occurredAt: HAPPENED_AT,
    receivedAt: HAPPENED_AT,
    messageId: 'message-1',
    diagnostic: { smtpCode: 550, enhancedCode: '5.1.1', text: '550 5.1.1 No such user here' },
    native: { event: 'bounce' },
    ...changes,
  };
}

/** A delivery: it carries no reply and, like all that is delivered, ends no address. */
export function deliveryEvent(changes: Partial<MailEvent> = {}): MailEvent {
  const { diagnostic: _, ...event } = mailEvent({ id: 'sendgrid:delivery:event-1', native: { event: 'delivered' } });
  return { ...event, type: 'delivery', ...changes };
}

/** A full mailbox: counted, and only when repeated a reason to suppress. */
export function softEvent(changes: Partial<MailEvent> = {}): MailEvent {
  return mailEvent({
    diagnostic: { smtpCode: 552, enhancedCode: '5.2.2', text: '552 5.2.2 Mailbox over quota' },
    ...changes,
  });
}
