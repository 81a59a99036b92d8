// Gmail and Google Workspace on the sender and the message.
import type { Rule } from '../rule.ts';

const ERRORS = 'https://support.google.com/a/answer/3726730'; // "Gmail SMTP errors and codes"
const GUIDELINES = 'https://support.google.com/a/answer/81126'; // "Email sender guidelines"
const RELAY = 'https://support.google.com/a/answer/6140680'; // "SMTP relay service error messages"

export const GOOGLE_FILTERING_RULES: readonly Rule[] = [
  // The sender's set-up. Its replies speak of spam and phishing too, as what Gmail protects its users from.
  {
    id: 'google-sender-syntax',
    reason: 'sender_rejected',
    pattern: /sender address [^;]{0,40}is not a valid RFC[ -]?5321 address|p=CustomFromDenied/i,
    confidence: 0.93,
    source: ERRORS,
    examples: ['553 5.1.7 The sender address <a@example> is not a valid RFC 5321 address. - gsmtp'],
  },
  {
    id: 'google-ptr',
    reason: 'sender_dns',
    pattern:
      /guidelines regarding PTR records|(?:n.t|not) have a PTR record|p=IPv6AuthError|(?:HELO|EHLO) argument[^.;]{0,60}(?:invalid|not allowed)/i,
    confidence: 0.95,
    source: GUIDELINES,
    examples: [
      '550-5.7.25 [192.0.2.1] The IP address sending this message does not have a\n550 5.7.25 PTR record setup - gsmtp',
      '550 5.7.1 This message does not meet IPv6 sending guidelines regarding PTR records and authentication.',
      "501 5.5.4 HELO/EHLO argument ' ' invalid, closing connection. - gsmtp",
    ],
  },
  {
    id: 'google-auth',
    reason: 'auth_failure',
    pattern:
      /Gmail requires all (?:\w{1,24} ){0,2}senders to authenticate|rate limited because it is unauthenticated|Unauthenticated e-?mail from|SPF record (?:of the sending domain|with a hard fail)|either the authenticated SPF or DKIM|p=Dmarc(?:Reject|Compliance)/i,
    confidence: 0.96,
    source: GUIDELINES,
    examples: [
      "550-5.7.26 Unauthenticated email from example.com is not accepted due to domain's\n550 5.7.26 DMARC policy - gsmtp",
      '421 4.7.30 Your email has been rate limited because DKIM does not pass. Gmail requires all bulk senders to authenticate with DKIM.',
      '451 4.7.24 The SPF record of the sending domain has one or more suspicious entries.',
      "421 4.7.32 The From: header isn't aligned with either the authenticated SPF or DKIM domain.",
    ],
  },
  {
    id: 'google-tls',
    reason: 'protocol_error', // 5.7.29, which the registry gives to ARC
    pattern:
      /senders to use TLS|TLS required for RCPT domain|p=(?:BadCredentials|WantAuthError|WebLoginRequired|InvalidSecondFactor)/i,
    confidence: 0.93,
    source: ERRORS,
    examples: [
      "421 4.7.29 This message wasn't sent over TLS. Gmail requires all bulk senders to use TLS for SMTP.",
      '421 4.7.0 TLS required for RCPT domain, closing connection. - gsmtp',
      '535 5.7.8 https://support.google.com/mail/?p=BadCredentials - gsmtp',
    ],
  },
  {
    id: 'google-relay',
    reason: 'relay_denied',
    pattern: /mail relay denied|invalid credentials for relay/i,
    confidence: 0.95,
    source: RELAY,
    examples: ['550 5.7.0 Mail relay denied [192.0.2.1]. Invalid credentials for relay for one of the domains.'],
  },

  // What Gmail thinks of the sender, and how fast they are.
  {
    id: 'google-unusual-rate',
    reason: 'rate_limited',
    pattern:
      /unusual (?:rate|amount|number) of (?:unsolicited )?(?:e-?)?mail|quota for sending messages with the same Message-ID|p=TooManyRecipients|SMTP relay (?:sending )?limit exceeded|daily (?:user )?sending (?:limit|quota) exceeded|Domain policy size per transaction|Multiple destination domains per transaction/i,
    confidence: 0.92,
    source: ERRORS,
    examples: [
      '421-4.7.28 Gmail has detected an unusual rate of mail originating from your IP address - gsmtp',
      '550 5.4.5 Daily SMTP relay limit exceeded for user. - gsmtp',
      '452 4.5.3 Domain policy size per transaction exceeded, please try this recipient in a separate transaction.',
    ],
  },
  {
    id: 'google-low-reputation',
    reason: 'reputation_block',
    pattern: /very low reputation of the sending|p=LowReputation/i,
    confidence: 0.97,
    source: ERRORS,
    help: 'https://support.google.com/mail/answer/188131',
    examples: ['550-5.7.1 [192.0.2.1] Likely suspicious due to the very low reputation of the sending domain. - gsmtp'],
  },
  {
    id: 'google-direct-to-mx',
    reason: 'ip_blocklisted', // a dial-up address: others call the same a listing at the PBL
    pattern: /not authorized to send e-?mail directly to our servers|p=NotAuthorizedError/i,
    confidence: 0.88,
    source: ERRORS,
    examples: ["550 5.7.1 The IP you're using to send mail is not authorized to send email directly to our servers."],
  },

  // The message.
  {
    id: 'google-format',
    reason: 'message_format',
    pattern:
      /p=RfcMessageNonCompliant|missing a valid (?:address in|Message-ID)|multiple addresses in From|unicode character in a disallowed header|per individual header size/i,
    confidence: 0.96,
    source: GUIDELINES,
    examples: [
      '550-5.7.1 Messages missing a valid address in From: header, or having none, are not accepted. - gsmtp',
      '550 5.7.1 See https://support.google.com/mail/?p=RfcMessageNonCompliant - gsmtp',
      "552 5.3.4 The size of the To header value exceeds Google's limit of 4096 bytes per individual header size.",
    ],
  },
  {
    id: 'google-attachment',
    reason: 'attachment_rejected', // `BlockedMessage` is the page of the blocked file types
    pattern: /content presents a potential security issue|p=BlockedMessage/i,
    confidence: 0.94,
    source: 'https://support.google.com/mail/answer/6590',
    examples: [
      '552-5.7.0 This message was blocked because its content presents a potential\n552 5.7.0 security issue. - gsmtp',
      '552 5.7.0 https://support.google.com/mail/?p=BlockedMessage - gsmtp',
    ],
  },
  {
    id: 'google-size',
    reason: 'message_too_large',
    pattern: /exceed\w{0,6} Google's (?:message size|limit)|p=MaxSizeError/i,
    confidence: 0.96,
    source: ERRORS,
    examples: ["552-5.3.4 Your message exceeded Google's message size limits. - gsmtp"],
  },
  {
    id: 'google-spam',
    reason: 'spam_content',
    pattern: /message is likely unsolicited mail|nature of the content (?:or|and\/or|and) the links/i,
    confidence: 0.95,
    source: ERRORS,
    examples: [
      '550-5.7.1 [192.0.2.1] Our system has detected that this message is likely unsolicited mail. - gsmtp',
      '421 4.7.0 This message is suspicious due to the nature of the content or the links within.',
    ],
  },
];
