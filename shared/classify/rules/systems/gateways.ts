// Filters in front of many organisations' servers: Proofpoint, Barracuda, Cisco, Symantec (MessageLabs).
import type { Rule } from '../rule.ts';

const PROOFPOINT = 'https://ipcheck.proofpoint.com/';
const BARRACUDA = 'https://www.barracudacentral.org/lookups';
const CISCO = 'https://www.talosintelligence.com/reputation_center';
const SYMANTEC = 'https://knowledge.broadcom.com/external/article/169652'; // "Email error and bounce codes"

export const GATEWAY_RULES: readonly Rule[] = [
  {
    id: 'proofpoint-ip-list',
    reason: 'ip_blocklisted',
    pattern: /ipcheck\.proofpoint|proofpoint\.com\/dnsbl|(?:prs|pdr)\.proofpoint|blocked by PDR\b/i,
    confidence: 0.96,
    source: PROOFPOINT,
    help: PROOFPOINT,
    examples: [
      '550 5.7.0 Blocked - see https://ipcheck.proofpoint.com/?ip=192.0.2.1',
      '550 5.7.1 Service unavailable; client [192.0.2.1] blocked using prs.proofpoint.com',
    ],
  },
  {
    id: 'proofpoint-unknown',
    reason: 'recipient_unknown', // Proofpoint Essentials asked the server behind it before
    pattern: /user email address is marked as invalid/i,
    confidence: 0.93,
    source: 'Proofpoint Essentials: SMTP discovery',
    examples: ['550 5.7.1 <a@example.com>: Recipient address rejected: User email address is marked as invalid'],
  },
  {
    id: 'proofpoint-policy',
    reason: 'policy_block',
    pattern: /local policy violation/i,
    confidence: 0.9,
    source: 'Proofpoint Protection Server',
    examples: ['550 5.7.0 Local Policy Violation'],
  },
  {
    id: 'barracuda-ip-list',
    reason: 'ip_blocklisted',
    pattern: /blocked using barracuda reputation|b\.barracudacentral\.org|barracudanetworks\.com\/reputation/i,
    confidence: 0.96,
    source: BARRACUDA,
    help: BARRACUDA,
    examples: [
      '554 Service unavailable; Client host [192.0.2.1] blocked using Barracuda Reputation',
      'Rejected because 192.0.2.1 is in a black list at b.barracudacentral.org',
    ],
  },
  {
    id: 'barracuda-blocked',
    reason: 'policy_block', // the words before the colon are the same for every cause
    pattern: /permanent failure for one or more recipients \([^;]{0,80}:blocked\)|policy rejection- ?abuse/i,
    confidence: 0.9,
    source: 'Barracuda Email Security Service',
    examples: [
      '550 permanent failure for one or more recipients (a@example.com:blocked)',
      '450 cuda_nsu 4.7.1 <a@example.com>: Recipient address rejected: Policy Rejection- Abuse. Go away.',
    ],
  },
  {
    id: 'cisco-reputation',
    reason: 'reputation_block',
    pattern: /sending MTA's poor reputation|SBRS score|senderbase/i,
    confidence: 0.95,
    source: CISCO,
    help: CISCO,
    examples: [
      "554 Your access to this mail system has been rejected due to the sending MTA's poor reputation.",
      '554 esa1.example.com SBRS score too low',
    ],
  },
  {
    id: 'cisco-sender',
    reason: 'sender_rejected',
    pattern: /#[45]\.1\.8 domain of sender address|#[45]\.1\.7 /i,
    confidence: 0.95,
    source: 'Cisco Secure Email: sender verification',
    examples: ['553 #5.1.8 Domain of sender address <a@example.com> does not exist'],
  },
  {
    id: 'cisco-policy',
    reason: 'policy_block', // the sender group is refused: nothing about the recipient
    pattern: /your access to submit messages to this e-?mail system has been rejected/i,
    confidence: 0.9,
    source: 'Cisco Secure Email: host access table',
    examples: ['550 #5.7.1 Your access to submit messages to this e-mail system has been rejected.'],
  },
  {
    id: 'cisco-rate',
    reason: 'rate_limited',
    pattern: /too many recipients received (?:this hour|from the sender)|exceeded allowable connection time/i,
    confidence: 0.95,
    source: 'Cisco Secure Email: mail flow policy',
    examples: ['452 Too many recipients received this hour', '421 Exceeded allowable connection time, disconnecting.'],
  },
  {
    id: 'cisco-unknown',
    reason: 'recipient_unknown', // the appliance's answer to RCPT when its directory knows no such recipient
    pattern: /#5\.1\.0 address rejected/i,
    confidence: 0.9,
    source: 'Cisco Secure Email: LDAP accept query',
    examples: ['550 #5.1.0 Address rejected.'],
  },
  {
    id: 'symantec-reputation',
    reason: 'reputation_block',
    pattern: /connection rejected by policy \[7\.\d{1,2}\]|ipremoval\.sms\.symantec/i,
    confidence: 0.93,
    source: SYMANTEC,
    help: 'https://ipremoval.sms.symantec.com/',
    examples: ['501 Connection rejected by policy [7.7] 12345, please visit www.messagelabs.com/support'],
  },
  {
    id: 'symantec-ip-list',
    reason: 'ip_blocklisted',
    pattern: /your IP is in the PBL/i,
    confidence: 0.93,
    source: SYMANTEC,
    examples: ['553-mail rejected because your IP is in the PBL. See http://www.spamhaus.org/pbl'],
  },
  {
    id: 'symantec-blocked-sender',
    reason: 'recipient_refused', // the private list of the organisation
    pattern: /sorry, your (?:domain|e-?mail address) (?:\S{1,80} )?has been (?:blocked|blacklisted)/i,
    confidence: 0.92,
    source: SYMANTEC,
    examples: ['553-Sorry, your domain has been blacklisted', '553 Sorry, your email address has been blocked'],
  },
  {
    id: 'symantec-sender',
    reason: 'sender_rejected',
    pattern: /badmailfrom|sender envelope domain not allowed/i,
    confidence: 0.95,
    source: SYMANTEC,
    examples: [
      '553 sorry, your envelope sender is in my badmailfrom list (#5.7.1)',
      '550 sender envelope domain not allowed for sender IP address (#5.1.8)',
    ],
  },
  {
    id: 'symantec-spam',
    reason: 'spam_content',
    pattern: /message filtered\. refer to|filtered by outbound scanning/i,
    confidence: 0.9,
    source: SYMANTEC,
    examples: ['553-Message Filtered. Refer to the Troubleshooting page (#5.7.1)'],
  },
  {
    id: 'symantec-format',
    reason: 'message_format',
    pattern: /stray linefeeds in message/i,
    confidence: 0.96,
    source: SYMANTEC,
    examples: ['553 Stray linefeeds in message (#5.6.2)'],
  },
  {
    id: 'symantec-tls',
    reason: 'protocol_error',
    pattern: /TLS\/SSLv3 connection required|please turn on SMTP authentication in your mail client/i,
    confidence: 0.93,
    source: SYMANTEC,
    examples: ['451 TLS/SSLv3 Connection required. (#4.7.1)'],
  },
  {
    id: 'symantec-relay',
    reason: 'relay_denied',
    pattern: /trying to use me \[[^\]]{1,80}\] as a relay/i,
    confidence: 0.96,
    source: SYMANTEC,
    examples: ['550 You are trying to use me [server-1.tower-1.messagelabs.com] as a relay, but I am not set up to'],
  },
  {
    id: 'symantec-unknown',
    reason: 'recipient_unknown',
    pattern: /recipient mailbox is not allowed/i,
    confidence: 0.88,
    source: SYMANTEC,
    examples: ['553 Recipient mailbox is not allowed'],
  },
];
