// Webhook payloads as the senders write them, about addresses whose fate is known.

import type { LocalCredentials } from '../../infra/local/credentials.ts';
import { type SignedRequest, signPostmark, signSendgrid, signSes } from '../../infra/local/sign.ts';

const SECONDS = 1_760_000_000;
const TIME = new Date(SECONDS * 1000).toISOString();

export function sendgridEvent(email: string, event: Readonly<Record<string, unknown>>, id = email): object {
  return {
    email,
    timestamp: SECONDS,
    sg_event_id: `event-${id}`,
    sg_message_id: `message-${id}.recvd-abc-0`,
    ...event,
  };
}

export const NO_SUCH_USER = { event: 'bounce', type: 'bounce', status: '5.1.1', reason: '550 5.1.1 No such user here' };

export function sendgrid(credentials: LocalCredentials, events: readonly object[]): SignedRequest {
  return signSendgrid(credentials, events, SECONDS);
}

export function postmarkBounce(email: string, type: string, details: string): object {
  return {
    RecordType: 'Bounce',
    MessageStream: 'outbound',
    ID: `4323372036854775${email.length}`,
    Type: type,
    MessageID: `message-${email}`,
    Email: email,
    Details: details,
    BouncedAt: '2025-10-09T08:53:20.1234567Z',
    Inactive: type === 'HardBounce',
  };
}

export function postmark(credentials: LocalCredentials, event: object): SignedRequest {
  return signPostmark(credentials, event);
}

export function sesBounce(email: string, type: string, subtype: string, told: object, dialect = 'eventType'): object {
  return {
    [dialect]: 'Bounce',
    mail: {
      messageId: `message-${email}`,
      timestamp: TIME,
      source: 'news@example.com',
      destination: [email, 'other@ses.example'],
    },
    bounce: {
      bounceType: type,
      bounceSubType: subtype,
      timestamp: TIME,
      feedbackId: `feedback-${email}`,
      bouncedRecipients: [{ emailAddress: email, ...told }],
    },
  };
}

export function ses(credentials: LocalCredentials, event: object): SignedRequest {
  return signSes(credentials, event, 'message-1', TIME);
}
