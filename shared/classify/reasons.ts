// The reasons for a failure, as data: whose fault each is, whether it lasts, what to do and how to mend it.

export const PERMANENCES = ['permanent', 'temporary', 'unknown', 'none'] as const;
export const FAULTS = ['recipient', 'sender', 'content', 'policy', 'receiver', 'network', 'unknown', 'none'] as const;

/**
 * What follows for the recipient.
 *
 * - `suppress`: never mail this address (or, for an unsubscribe, this stream) again
 * - `count`: one more distinct message that failed; the policy decides how many are too many
 * - `retry`: nothing is known against the recipient, a later attempt may succeed
 * - `alert`: the sender has to mend something; the recipient is left alone
 * - `none`: nothing to do
 */
export const ACTIONS = ['suppress', 'count', 'retry', 'alert', 'none'] as const;

export type Permanence = (typeof PERMANENCES)[number];
export type Fault = (typeof FAULTS)[number];
export type Action = (typeof ACTIONS)[number];

export interface ReasonFacts {
  readonly permanence: Permanence;
  readonly fault: Fault;
  readonly action: Action;
  /** One or two sentences that a sender can act on. */
  readonly remedy: string;
  /** The standard or page that the reason rests on. */
  readonly source: string;
}

export const REASONS = {
  // The recipient can't be mailed: the only five that suppress at once.
  recipient_unknown: {
    permanence: 'permanent',
    fault: 'recipient',
    action: 'suppress',
    remedy: 'Remove the address: no such mailbox exists. If several fail, check the sign-up form for typing errors.',
    source: 'RFC 3463 X.1.1',
  },
  invalid_address: {
    permanence: 'permanent',
    fault: 'recipient',
    action: 'suppress',
    remedy: 'Correct or remove the address: it is malformed. Validate addresses where they are entered.',
    source: 'RFC 3463 X.1.3',
  },
  domain_invalid: {
    permanence: 'permanent',
    fault: 'recipient',
    action: 'suppress',
    remedy: 'Correct or remove the address: its domain does not exist or takes no mail. Look for a mistyped domain.',
    source: 'RFC 3463 X.1.2, RFC 7505 (null MX)',
  },
  recipient_disabled: {
    permanence: 'permanent',
    fault: 'recipient',
    action: 'suppress',
    remedy: 'Stop mailing this address: the account is closed, disabled or inactive. Ask the person for a new one.',
    source: 'RFC 3463 X.2.1, RFC 7505 X.7.13',
  },
  recipient_moved: {
    permanence: 'permanent',
    fault: 'recipient',
    action: 'suppress',
    remedy: 'Update the address: the recipient has moved or the mailbox has a new owner.',
    source: 'RFC 5321 reply 551, RFC 3463 X.1.6, RFC 7293 X.7.17',
  },

  // The recipient is alive, but can't or won't take this message.
  recipient_refused: {
    permanence: 'permanent',
    fault: 'recipient',
    action: 'alert',
    remedy: 'The recipient or their group accepts only chosen senders. Ask them to allow your address.',
    source: 'RFC 3463 X.7.2, Exchange RestrictedToSender',
  },
  mailbox_full: {
    permanence: 'temporary',
    fault: 'recipient',
    action: 'count',
    remedy: 'Wait: the mailbox is full and its owner has to free space. It is suppressed for a while if it stays full.',
    source: 'RFC 3463 X.2.2',
  },
  recipient_rate_limited: {
    permanence: 'temporary',
    fault: 'recipient',
    action: 'retry',
    remedy: 'Send fewer messages per hour to this recipient and try again later.',
    source: 'Gmail 5.2.1 ReceivingRate, Exchange Online 5.2.121',
  },

  // The sender has to mend something.
  auth_failure: {
    permanence: 'permanent',
    fault: 'sender',
    action: 'alert',
    remedy:
      'Check SPF, DKIM and DMARC of the From domain: publish the records your sender asks for and see that the domains align.',
    source: 'RFC 7372, RFC 7489',
  },
  sender_dns: {
    permanence: 'permanent',
    fault: 'sender',
    action: 'alert',
    remedy: 'Give the sending IP a PTR record whose name points back to the same IP, and a valid HELO name.',
    source: 'RFC 7372 X.7.25',
  },
  sender_rejected: {
    permanence: 'permanent',
    fault: 'sender',
    action: 'alert',
    remedy: 'See that the From and return-path addresses exist, that their domain resolves and may send there.',
    source: 'RFC 3463 X.1.7 and X.1.8',
  },
  ip_blocklisted: {
    permanence: 'temporary',
    fault: 'sender',
    action: 'alert',
    remedy: 'Ask the named list to delist the sending IP; on shared IPs, open a ticket with your mail service.',
    source: 'RFC 5782',
  },
  domain_blocklisted: {
    permanence: 'temporary',
    fault: 'sender',
    action: 'alert',
    remedy: 'Ask the named list to delist the From, return-path or link domain, and find out how it got there.',
    source: 'RFC 5782',
  },
  reputation_block: {
    permanence: 'temporary',
    fault: 'sender',
    action: 'alert',
    remedy: 'Slow down towards this mailbox provider, mail only engaged people and bring complaints down.',
    source: 'Google and Yahoo sender guidelines',
  },
  rate_limited: {
    permanence: 'temporary',
    fault: 'sender',
    action: 'retry',
    remedy: 'Lower the rate, the parallel connections or the recipients per message, and check your plan’s quota.',
    source: 'RFC 5321 reply 452, RFC 3463 X.4.5 and X.5.3',
  },
  relay_denied: {
    permanence: 'unknown',
    fault: 'receiver',
    action: 'alert',
    remedy:
      'The MX of the domain leads to a server that does not take its mail. Check the domain, or tell its postmaster.',
    source: 'RFC 3463 X.7.1',
  },
  protocol_error: {
    permanence: 'permanent',
    fault: 'sender',
    action: 'alert',
    remedy: 'The sending software broke a rule of SMTP or TLS that the server insists on. Tell your mail service.',
    source: 'RFC 3463 X.5.x',
  },

  // The message has to change.
  spam_content: {
    permanence: 'permanent',
    fault: 'content',
    action: 'alert',
    remedy: 'The message was judged to be spam: change wording and links, and check that the list consented.',
    source: 'RFC 3463 X.7.1',
  },
  malware_phishing: {
    permanence: 'permanent',
    fault: 'content',
    action: 'alert',
    remedy: 'Stop the campaign: a virus or phishing was found. Check links and attachments, and for a stolen account.',
    source: 'RFC 3463 X.7.1',
  },
  message_too_large: {
    permanence: 'permanent',
    fault: 'content',
    action: 'alert',
    remedy: 'Make the message smaller: link to files instead of attaching them.',
    source: 'RFC 1870, RFC 3463 X.3.4',
  },
  attachment_rejected: {
    permanence: 'permanent',
    fault: 'content',
    action: 'alert',
    remedy:
      'Change the attachment: programs, scripts, macros and nested archives are refused. Link to the file instead.',
    source: 'Gmail 5.7.0 BlockedMessage',
  },
  message_format: {
    permanence: 'permanent',
    fault: 'content',
    action: 'alert',
    remedy: 'Correct headers and MIME: one From, Date and Message-ID each, valid encoding, CRLF line ends.',
    source: 'RFC 5322, RFC 3463 X.6.x',
  },

  // The receiving side, the way there, or nobody knows.
  policy_block: {
    permanence: 'unknown',
    fault: 'policy',
    action: 'alert',
    remedy: 'The receiver refused by a policy it does not explain. Ask its postmaster, quoting the reply.',
    source: 'RFC 3463 X.7.1',
  },
  greylisted: {
    permanence: 'temporary',
    fault: 'receiver',
    action: 'retry',
    remedy: 'Nothing to mend: the server asks for a second attempt. Keep the same IP when you retry.',
    source: 'RFC 6647',
  },
  receiver_misconfigured: {
    permanence: 'unknown',
    fault: 'receiver',
    action: 'retry',
    remedy: 'The receiving system is broken (mail loop, certificate, filter). Tell the recipient by another channel.',
    source: 'RFC 3463 X.3.5 and X.4.6',
  },
  receiver_unavailable: {
    permanence: 'temporary',
    fault: 'receiver',
    action: 'retry',
    remedy: 'Nothing to mend: the receiving server is down or overloaded. Wait.',
    source: 'RFC 5321 reply 421, RFC 3463 X.3.x',
  },
  network_error: {
    permanence: 'temporary',
    fault: 'network',
    action: 'retry',
    remedy: 'Nothing to mend unless many domains fail at once: then check DNS and outgoing connections.',
    source: 'RFC 3463 X.4.x',
  },
  delivery_expired: {
    permanence: 'temporary',
    fault: 'network',
    action: 'count',
    remedy: 'Retries ran out. Look at the last reply inside; if a whole domain fails, its server is down.',
    source: 'RFC 3463 X.4.7',
  },
  unknown: {
    permanence: 'unknown',
    fault: 'unknown',
    action: 'count',
    remedy:
      'The reply is not understood, so nobody is suppressed for it. Read the text, and report it if it is common.',
    source: 'no rule',
  },

  // No failures of an address.
  already_suppressed: {
    permanence: 'none',
    fault: 'none',
    action: 'none',
    remedy:
      'Your mail service refuses this address because of its own list. Look there for the cause, or remove it there.',
    source: 'suppression lists of SendGrid, Postmark and SES',
  },
  complaint: {
    permanence: 'permanent',
    fault: 'recipient',
    action: 'suppress',
    remedy: 'Never mail this person again on this stream: they reported a message as spam.',
    source: 'RFC 5965',
  },
  unsubscribed: {
    permanence: 'permanent',
    fault: 'recipient',
    action: 'suppress',
    remedy: 'The person left this stream. Other streams, such as password resets, may go on.',
    source: 'RFC 8058',
  },
  auto_reply: {
    permanence: 'none',
    fault: 'none',
    action: 'none',
    remedy: 'Nothing to do: an automatic answer shows that the mailbox works.',
    source: 'RFC 3834',
  },
  delivered: {
    permanence: 'none',
    fault: 'none',
    action: 'none',
    remedy: 'Nothing to do: the message was accepted.',
    source: 'RFC 5321 reply 250',
  },
  subscribe: {
    permanence: 'none',
    fault: 'none',
    action: 'none',
    remedy: 'Nothing to do: the person came back.',
    source: 'resubscribe events of SendGrid, Postmark and SES',
  },
} as const satisfies Record<string, ReasonFacts>;

export type Reason = keyof typeof REASONS;

/** All reasons, in the order of the table above. */
export const REASON_NAMES = Object.keys(REASONS).filter((name): name is Reason => name in REASONS);

export function isReason(name: string): name is Reason {
  return Object.hasOwn(REASONS, name);
}
