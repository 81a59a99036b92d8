// The events of the demo: what each sender posts when good and dead addresses fail for very different reasons.

import type { LocalCredentials } from '../../infra/local/credentials.ts';
import { type SignedRequest, signPostmark, signSendgrid, signSes } from '../../infra/local/sign.ts';

const DAY_SECONDS = 86_400;

/** One webhook a sender and event; SendGrid's in a batch. `now` is in milliseconds. */
export function demoRequests(credentials: LocalCredentials, now: number): SignedRequest[] {
  const seconds = Math.floor(now / 1000);
  const time = (daysAgo: number) => new Date(now - daysAgo * DAY_SECONDS * 1000).toISOString();
  let count = 0;
  const sendgrid = (email: string, event: object, daysAgo = 0) => {
    count += 1;
    return {
      email,
      timestamp: seconds - daysAgo * DAY_SECONDS,
      sg_event_id: `demo-${count}`,
      sg_message_id: `demo${count}.recvd-1`,
      ...event,
    };
  };
  const full = { event: 'bounce', type: 'blocked', status: '5.2.2', reason: '552 5.2.2 Mailbox over quota' };
  const batch = [
    sendgrid('gone@sendgrid.example', {
      event: 'bounce',
      type: 'bounce',
      status: '5.1.1',
      reason: '550 5.1.1 No such user here',
    }),
    sendgrid('listed@sendgrid.example', {
      event: 'bounce',
      type: 'blocked',
      status: '5.7.1',
      reason: '554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using zen.spamhaus.org',
    }),
    sendgrid('unproven@sendgrid.example', {
      event: 'bounce',
      type: 'bounce',
      status: '5.7.26',
      reason: "550 5.7.26 Unauthenticated email from example.com is not accepted due to domain's DMARC policy",
    }),
    ...[6, 3, 0].map((daysAgo) => sendgrid('full@sendgrid.example', full, daysAgo)),
    sendgrid('fine@sendgrid.example', { event: 'delivered', response: '250 OK' }),
  ];
  const postmark = (email: string, type: string, id: number, details: string) => ({
    RecordType: 'Bounce',
    Type: type,
    ID: id,
    MessageID: `00000000-0000-4000-8000-00000000000${id}`,
    MessageStream: 'outbound',
    Email: email,
    Details: details,
    BouncedAt: time(0),
  });
  const complaint = { ...postmark('angry@postmark.example', 'SpamComplaint', 3, ''), RecordType: 'SpamComplaint' };
  const ses = (email: string, type: string, subtype: string, told: object) => ({
    eventType: 'Bounce',
    mail: { messageId: `demo-ses-${email}`, timestamp: time(0), source: 'news@example.com', destination: [email] },
    bounce: {
      bounceType: type,
      bounceSubType: subtype,
      timestamp: time(0),
      bouncedRecipients: [{ emailAddress: email, ...told }],
    },
  });
  const sesEvents = [
    ses('gone@ses.example', 'Permanent', 'NoEmail', {
      status: '5.1.1',
      diagnosticCode: 'smtp; 550 5.1.1 user unknown',
    }),
    ses('spammed@ses.example', 'Permanent', 'General', {
      status: '5.7.1',
      diagnosticCode: 'smtp; 550 5.7.1 Rejected due to high probability of spam',
    }),
    ses('away@ses.example', 'Transient', 'General', {}),
  ];
  return [
    signSendgrid(credentials, batch, seconds),
    signPostmark(credentials, postmark('gone@postmark.example', 'HardBounce', 1, 'smtp;550 5.1.1 mailbox not found')),
    signPostmark(credentials, postmark('away@postmark.example', 'AutoResponder', 2, '')),
    signPostmark(credentials, complaint),
    ...sesEvents.map((event, index) => signSes(credentials, event, `demo-${index}`, time(0))),
  ];
}
