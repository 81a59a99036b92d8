// What the API answers, as types. Written by `npm run openapi` from the schemas that the answers are documented with.

export type Classification = {
  readonly reason: Reason;
  readonly permanence: 'permanent' | 'temporary' | 'unknown' | 'none';
  readonly fault: 'recipient' | 'sender' | 'content' | 'policy' | 'receiver' | 'network' | 'unknown' | 'none';
  readonly action: 'suppress' | 'count' | 'retry' | 'alert' | 'none';
  /** Which rule decided. */
  readonly rule: string;
  readonly confidence: number;
  /** What to do about it. */
  readonly remedy: string;
  /** Where the deciding words stand in the text, in UTF-16 code units. */
  readonly span?: readonly [number, number] | undefined;
  /** The receiver’s own help page. */
  readonly help?: string | undefined;
  /** The block list that the reply names. */
  readonly list?: string | undefined;
  /** Seconds to wait, as the reply says. */
  readonly retryAfter?: number | undefined;
};

export type Decision = {
  readonly action: 'suppress' | 'release';
  /** `*` for all mail, else the stream. */
  readonly scope: string;
  readonly at: string;
  readonly id: string;
  readonly by: string;
  readonly note?: string | undefined;
  readonly until?: string | undefined;
};

export type Domain = {
  /** In ASCII. */
  readonly domain: string;
  /** Those in force, one a scope. */
  readonly rules: readonly {
    readonly rule: 'suppress' | 'allow';
    /** `*` for all mail, else the stream. */
    readonly scope: string;
    readonly since: string;
    /** null means for ever. */
    readonly until: string | null;
    /** Name of the API key. */
    readonly by: string;
    readonly note: string | null;
  }[];
  /** Grows with each change, 0 for nothing stored; with quotes around it, the ETag. */
  readonly version: number;
};

export type Evidence = {
  readonly kind: 'hard' | 'complaint' | 'suspected' | 'unsubscribe' | 'resubscribe' | 'mirrored' | 'soft';
  /** `*` for all mail, else the stream. */
  readonly scope: string;
  readonly at: string;
  readonly id: string;
  readonly provider: 'sendgrid' | 'postmark' | 'ses';
  readonly reason: Reason;
  readonly rule: string;
  readonly messageId?: string | undefined;
  readonly stream?: string | undefined;
  readonly smtpCode?: number | undefined;
  readonly enhancedCode?: string | undefined;
  readonly text?: string | undefined;
  /** What to do about it. */
  readonly remedy: string;
};

export type ExplainedPayload = {
  readonly events: readonly {
    readonly event: MailEvent;
    readonly verdict: Classification;
  }[];
  /** Items that are no events, and why. */
  readonly rejects: readonly {
    readonly index: number;
    readonly reason: string;
  }[];
  readonly notices: readonly {
    readonly kind: string;
    readonly detail: string;
  }[];
};

/** What API Gateway says in its own words, where a request does not reach the service or its answer is late. */
export type GatewayError = {
  readonly message: string;
};

export type Health = {
  readonly status: 'ok';
};

/** An event, or a decision of a person (`suppress`, `release`). */
export type HistoryEntry = {
  readonly address: string;
  readonly at: string;
  readonly id: string;
  readonly kind:
    | 'bounce'
    | 'deferral'
    | 'drop'
    | 'complaint'
    | 'unsubscribe'
    | 'resubscribe'
    | 'delivery'
    | 'autoreply'
    | 'other'
    | 'suppress'
    | 'release';
  readonly provider?: 'sendgrid' | 'postmark' | 'ses' | undefined;
  readonly reason?: Reason | undefined;
  readonly rule?: string | undefined;
  readonly action?: 'suppress' | 'count' | 'retry' | 'alert' | 'none' | undefined;
  readonly messageId?: string | undefined;
  readonly stream?: string | undefined;
  readonly diagnostic?:
    | {
        readonly smtpCode?: number | undefined;
        readonly enhancedCode?: string | undefined;
        readonly text?: string | undefined;
        readonly remoteMta?: string | undefined;
        readonly reportingMta?: string | undefined;
      }
    | undefined;
  readonly native?:
    | {
        readonly event: string;
        readonly type?: string | undefined;
        readonly subtype?: string | undefined;
      }
    | undefined;
  readonly by?: string | undefined;
  readonly note?: string | undefined;
  readonly until?: string | undefined;
  readonly remedy: string | null;
};

export type HistoryPage = {
  readonly entries: readonly HistoryEntry[];
  /** Give it back as `cursor` for the next page; null at the end. A page may be empty and not the last. */
  readonly cursor: string | null;
};

export type Imported = {
  /** Entries whose address knows more now. */
  readonly joined: number;
  /** Entries that told nothing new. */
  readonly unchanged: number;
  /** Entries that can not be taken. */
  readonly failed: readonly {
    readonly index: number;
    readonly error: string;
  }[];
};

export type IncidentGroup = {
  readonly reason: Reason;
  readonly receiver: string;
  readonly sender: string;
  readonly count: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly example: {
    readonly provider: string;
    readonly rule: string;
    readonly text?: string | undefined;
    readonly help?: string | undefined;
    readonly list?: string | undefined;
  };
  readonly fault: 'recipient' | 'sender' | 'content' | 'policy' | 'receiver' | 'network' | 'unknown' | 'none';
  /** What to do about it. */
  readonly remedy: string;
};

export type Incidents = {
  /** The hours that were looked at. */
  readonly since: string;
  readonly until: string;
  /** Most frequent first. */
  readonly groups: readonly IncidentGroup[];
  /** How many groups there are; `groups` holds at most `limit`. */
  readonly total: number;
};

export type Lookup = {
  /** In canonical form; as it was sent where it is none. */
  readonly address: string;
  /** Whether the address must not be mailed. */
  readonly suppressed: boolean;
  readonly reason:
    | 'recipient_unknown'
    | 'invalid_address'
    | 'domain_invalid'
    | 'recipient_disabled'
    | 'recipient_moved'
    | 'recipient_refused'
    | 'mailbox_full'
    | 'recipient_rate_limited'
    | 'auth_failure'
    | 'sender_dns'
    | 'sender_rejected'
    | 'ip_blocklisted'
    | 'domain_blocklisted'
    | 'reputation_block'
    | 'rate_limited'
    | 'relay_denied'
    | 'protocol_error'
    | 'spam_content'
    | 'malware_phishing'
    | 'message_too_large'
    | 'attachment_rejected'
    | 'message_format'
    | 'policy_block'
    | 'greylisted'
    | 'receiver_misconfigured'
    | 'receiver_unavailable'
    | 'network_error'
    | 'delivery_expired'
    | 'unknown'
    | 'already_suppressed'
    | 'complaint'
    | 'unsubscribed'
    | 'auto_reply'
    | 'delivered'
    | 'subscribe'
    | 'manual'
    | null;
  /** `malformed`: no address, only in bulk. `unreadable`: what is stored can not be read: it fails safe. */
  readonly cause:
    | 'manual'
    | 'domain_rule'
    | 'complaint'
    | 'hard_bounce'
    | 'unsubscribe'
    | 'repeated_failures'
    | 'sender_list'
    | 'malformed'
    | 'unreadable'
    | null;
  readonly since: string | null;
  /** null with `suppressed` means for ever. */
  readonly until: string | null;
  readonly scope: string | null;
  readonly remedy: string | null;
  /** What is known of the address, newest first, whether it suppresses or not. */
  readonly evidence: readonly Evidence[];
  /** The newest decisions of people, newest first. */
  readonly decisions: readonly Decision[];
  /** Grows with each change, 0 for nothing stored; with quotes around it, the ETag. */
  readonly version: number;
};

export type LookupMany = {
  readonly results: readonly Verdict[];
};

export type MailEvent = {
  readonly version: 1;
  readonly id: string;
  readonly provider: 'sendgrid' | 'postmark' | 'ses';
  readonly type:
    | 'bounce'
    | 'deferral'
    | 'drop'
    | 'complaint'
    | 'unsubscribe'
    | 'resubscribe'
    | 'delivery'
    | 'autoreply'
    | 'other';
  readonly recipient: string;
  readonly recipientRaw?: string | undefined;
  readonly occurredAt: string;
  readonly receivedAt: string;
  readonly messageId?: string | undefined;
  readonly stream?: string | undefined;
  readonly diagnostic?:
    | {
        readonly smtpCode?: number | undefined;
        readonly enhancedCode?: string | undefined;
        readonly text?: string | undefined;
        readonly remoteMta?: string | undefined;
        readonly reportingMta?: string | undefined;
      }
    | undefined;
  readonly native: {
    readonly event: string;
    readonly type?: string | undefined;
    readonly subtype?: string | undefined;
    readonly inactive?: boolean | undefined;
  };
  readonly suspects?: number | undefined;
  readonly sender?:
    | {
        readonly domain?: string | undefined;
        readonly ip?: string | undefined;
      }
    | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly metadata?: { readonly [name: string]: string } | undefined;
};

export type OpenApi = {
  readonly openapi: string;
};

/** Problem details, RFC 9457. */
export type Problem = {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  /** What was wrong, where, and what to do. */
  readonly detail: string;
};

/** What a failure means. */
export type Reason =
  | 'recipient_unknown'
  | 'invalid_address'
  | 'domain_invalid'
  | 'recipient_disabled'
  | 'recipient_moved'
  | 'recipient_refused'
  | 'mailbox_full'
  | 'recipient_rate_limited'
  | 'auth_failure'
  | 'sender_dns'
  | 'sender_rejected'
  | 'ip_blocklisted'
  | 'domain_blocklisted'
  | 'reputation_block'
  | 'rate_limited'
  | 'relay_denied'
  | 'protocol_error'
  | 'spam_content'
  | 'malware_phishing'
  | 'message_too_large'
  | 'attachment_rejected'
  | 'message_format'
  | 'policy_block'
  | 'greylisted'
  | 'receiver_misconfigured'
  | 'receiver_unavailable'
  | 'network_error'
  | 'delivery_expired'
  | 'unknown'
  | 'already_suppressed'
  | 'complaint'
  | 'unsubscribed'
  | 'auto_reply'
  | 'delivered'
  | 'subscribe';

export type RecordPage = {
  readonly records: readonly {
    readonly address: string;
    readonly record: SuppressionRecord;
  }[];
  /** What an export has to do without. */
  readonly unreadable: readonly {
    readonly address: string;
    readonly error: string;
  }[];
  /** Give it back as `cursor` for the next page; null at the end. A page may be empty and not the last. */
  readonly cursor: string | null;
};

export type Scope = {
  readonly hard?:
    | readonly {
        readonly at: string;
        readonly id: string;
        readonly provider: 'sendgrid' | 'postmark' | 'ses';
        readonly reason: Reason;
        readonly rule: string;
        readonly messageId?: string | undefined;
        readonly stream?: string | undefined;
        readonly smtpCode?: number | undefined;
        readonly enhancedCode?: string | undefined;
        readonly text?: string | undefined;
      }[]
    | undefined;
  readonly complaint?:
    | readonly {
        readonly at: string;
        readonly id: string;
        readonly provider: 'sendgrid' | 'postmark' | 'ses';
        readonly reason: Reason;
        readonly rule: string;
        readonly messageId?: string | undefined;
        readonly stream?: string | undefined;
        readonly smtpCode?: number | undefined;
        readonly enhancedCode?: string | undefined;
        readonly text?: string | undefined;
      }[]
    | undefined;
  readonly suspected?:
    | readonly {
        readonly at: string;
        readonly id: string;
        readonly provider: 'sendgrid' | 'postmark' | 'ses';
        readonly reason: Reason;
        readonly rule: string;
        readonly messageId?: string | undefined;
        readonly stream?: string | undefined;
        readonly smtpCode?: number | undefined;
        readonly enhancedCode?: string | undefined;
        readonly text?: string | undefined;
      }[]
    | undefined;
  readonly unsubscribe?:
    | readonly {
        readonly at: string;
        readonly id: string;
        readonly provider: 'sendgrid' | 'postmark' | 'ses';
        readonly reason: Reason;
        readonly rule: string;
        readonly messageId?: string | undefined;
        readonly stream?: string | undefined;
        readonly smtpCode?: number | undefined;
        readonly enhancedCode?: string | undefined;
        readonly text?: string | undefined;
      }[]
    | undefined;
  readonly resubscribe?:
    | readonly {
        readonly at: string;
        readonly id: string;
        readonly provider: 'sendgrid' | 'postmark' | 'ses';
        readonly reason: Reason;
        readonly rule: string;
        readonly messageId?: string | undefined;
        readonly stream?: string | undefined;
        readonly smtpCode?: number | undefined;
        readonly enhancedCode?: string | undefined;
        readonly text?: string | undefined;
      }[]
    | undefined;
  readonly mirrored?:
    | readonly {
        readonly at: string;
        readonly id: string;
        readonly provider: 'sendgrid' | 'postmark' | 'ses';
        readonly reason: Reason;
        readonly rule: string;
        readonly messageId?: string | undefined;
        readonly stream?: string | undefined;
        readonly smtpCode?: number | undefined;
        readonly enhancedCode?: string | undefined;
        readonly text?: string | undefined;
      }[]
    | undefined;
  readonly suppressed?:
    | {
        readonly at: string;
        readonly id: string;
        readonly by: string;
        readonly note?: string | undefined;
        readonly until?: string | undefined;
      }
    | undefined;
  readonly released?:
    | {
        readonly at: string;
        readonly id: string;
        readonly by: string;
        readonly note?: string | undefined;
        readonly until?: string | undefined;
      }
    | undefined;
  readonly delivered?:
    | readonly {
        readonly at: string;
        readonly id: string;
        readonly messageId?: string | undefined;
      }[]
    | undefined;
  readonly soft?:
    | readonly {
        readonly at: string;
        readonly id: string;
        readonly provider: 'sendgrid' | 'postmark' | 'ses';
        readonly reason: Reason;
        readonly rule: string;
        readonly messageId?: string | undefined;
        readonly stream?: string | undefined;
        readonly smtpCode?: number | undefined;
        readonly enhancedCode?: string | undefined;
        readonly text?: string | undefined;
      }[]
    | undefined;
};

export type SuppressionPage = {
  readonly results: readonly Verdict[];
  /** Give it back as `cursor` for the next page; null at the end. A page may be empty and not the last. */
  readonly cursor: string | null;
};

/** The facts of an address by scope. */
export type SuppressionRecord = { readonly [name: string]: Scope };

export type Verdict = {
  /** In canonical form; as it was sent where it is none. */
  readonly address: string;
  /** Whether the address must not be mailed. */
  readonly suppressed: boolean;
  readonly reason:
    | 'recipient_unknown'
    | 'invalid_address'
    | 'domain_invalid'
    | 'recipient_disabled'
    | 'recipient_moved'
    | 'recipient_refused'
    | 'mailbox_full'
    | 'recipient_rate_limited'
    | 'auth_failure'
    | 'sender_dns'
    | 'sender_rejected'
    | 'ip_blocklisted'
    | 'domain_blocklisted'
    | 'reputation_block'
    | 'rate_limited'
    | 'relay_denied'
    | 'protocol_error'
    | 'spam_content'
    | 'malware_phishing'
    | 'message_too_large'
    | 'attachment_rejected'
    | 'message_format'
    | 'policy_block'
    | 'greylisted'
    | 'receiver_misconfigured'
    | 'receiver_unavailable'
    | 'network_error'
    | 'delivery_expired'
    | 'unknown'
    | 'already_suppressed'
    | 'complaint'
    | 'unsubscribed'
    | 'auto_reply'
    | 'delivered'
    | 'subscribe'
    | 'manual'
    | null;
  /** `malformed`: no address, only in bulk. `unreadable`: what is stored can not be read: it fails safe. */
  readonly cause:
    | 'manual'
    | 'domain_rule'
    | 'complaint'
    | 'hard_bounce'
    | 'unsubscribe'
    | 'repeated_failures'
    | 'sender_list'
    | 'malformed'
    | 'unreadable'
    | null;
  readonly since: string | null;
  /** null with `suppressed` means for ever. */
  readonly until: string | null;
  readonly scope: string | null;
  readonly remedy: string | null;
};
