// Words that clear the recipient: the refusal is about rate, storage, the sender, its reputation or the message.
// They are tried before any evidence against the recipient, in this order.
import type { Rule } from './rule.ts';

export const CONTRA_INDICATIONS: readonly Rule[] = [
  {
    id: 'verification-in-progress',
    reason: 'greylisted',
    pattern: /address verification in progress|unverified address/i,
    confidence: 0.9,
    examples: [
      '450 4.1.1 <a@example.com>: Recipient address rejected: unverified address: Address verification in progress',
    ],
  },
  {
    id: 'policy-restriction',
    reason: 'policy_block',
    // Beside "mailbox unavailable" or 5.1.1, where the policy is the cause and the rest is boilerplate.
    pattern: /due to policy (?:restrictions|reasons)|policy error|over ipv6/i,
    confidence: 0.85,
    examples: [
      '550-Requested action not taken: mailbox unavailable\n550 Reject due to policy restrictions.',
      '552 5.1.1 <a@example.com> Mailbox delivery failure policy error',
      '550 5.7.510 Access denied, [example.com] does not accept email over IPv6',
    ],
  },
  {
    id: 'greylist',
    reason: 'greylisted',
    pattern: /gr[ea]y-? ?list|not yet authorized to deliver|please retry (?:your delivery )?later to (?:be )?accepted/i,
    confidence: 0.95,
    examples: ['450 4.2.0 <a@example.com>: Recipient address rejected: Greylisted, see postgrey help'],
  },
  {
    id: 'recipient-rate',
    reason: 'recipient_rate_limited',
    pattern:
      /(?:user|recipient|mailbox|account)[^.;]{0,60}(?:receiving (?:mail|messages) (?:at a rate|too (?:quickly|fast))|(?:receiv\w+|message|rate) limit|receives too many)|p=ReceivingRate|mailbox unavailable or access denied|thread limit exceeded|5\.2\.12[12](?!\d)/i,
    confidence: 0.95,
    examples: [
      '550 Mailbox unavailable or access denied [abc= IP: 192.0.2.1]', // qq.com
      '450-4.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages',
      '450 User is receiving mail too quickly',
    ],
  },
  {
    id: 'rate',
    reason: 'rate_limited',
    pattern:
      /too (?:many|much) (?:(?:concurrent |simultaneous |smtp )?(?:connections|sessions|messages|mails?|e-?mails?|(?:invalid )?recipients|requests|rcpts?))|(?:rate|frequency|connection|sending|hourly|daily)[ -]?(?:limit|quota)(?:s|ed|ing)?\b|unusual rate of|throttl|trop de connexions|over package quota|slow down|\(?exceed\w* the (?:maximum|max|allowed) (?:number of )?(?:connections|messages|recipients)/i,
    confidence: 0.9,
    examples: [
      '421 4.7.0 Too many connections from your IP',
      '550 5.7.1 Frequency limited, try again in an hour',
      'Recipient List over Package Quota',
    ],
  },
  {
    id: 'quota',
    reason: 'mailbox_full',
    pattern:
      /over ?-?quota|quota (?:has been |is |was )?(?:exceeded|exhausted|full|reached)|exceed\w* (?:\w+ ){0,4}(?:quota|storage|mailbox size)|(?:mail ?box|inbox|mailfolder|account|boite|boîte|postfach|storage)[^.;]{0,40}\b(?:is |was )?(?:full|voll|pleine|llen[oa]|pien[ao]|cheia|out of storage)\b|(?:extended )?quota violation|insufficient (?:disk|storage|mailbox) space|out of storage space|not enough (?:storage|disk) space|mailboxfull|p=OverQuota/i,
    confidence: 0.95,
    examples: [
      '552 5.2.2 The email account that you tried to reach is over quota and inactive.',
      '452 4.2.2 Mailbox full',
      'smtp; 552 5.2.2 <a@example.com>: Quota exceeded (mailbox for user is full)',
    ],
  },
  {
    id: 'malware',
    reason: 'malware_phishing',
    pattern: /\bvirus(?:es)?\b|\bmalware\b|\bphish\w*|\btrojan\b|infected|malicious/i,
    confidence: 0.9,
    examples: ['554 5.7.1 The message was rejected: virus detected'],
  },
  {
    id: 'attachment',
    reason: 'attachment_rejected',
    pattern:
      /attachments?[^.;]{0,40}(?:not allowed|prohibited|forbidden|blocked|rejected|type)|p=BlockedMessage|illegal attachment|unacceptable attachment/i,
    confidence: 0.9,
    examples: ['552 5.7.0 This message was blocked: the attachment type is not allowed'],
  },
  {
    id: 'size',
    reason: 'message_too_large',
    pattern:
      /message (?:size|is too (?:large|big)|too (?:large|big|long))|size (?:limit )?exceed\w*|exceeds? (?:\w+ ){0,3}(?:message size|size limit|maximum size)|mail too large/i,
    confidence: 0.9,
    examples: ['552 5.3.4 Message size exceeds fixed maximum message size'],
  },
  {
    id: 'auth',
    reason: 'auth_failure',
    pattern:
      /\b(?:spf|dkim|dmarc|arc)\b|sender id\b|unauthenticated (?:email|mail)|(?:message|email|mail) (?:is |was )?not authenticated|domain owner'?s? (?:discourages|policy)|5\.7\.2[036](?!\d)|5\.7\.509|5\.7\.515/i,
    confidence: 0.9,
    examples: [
      "550 5.7.26 Unauthenticated email from example.com is not accepted due to domain's DMARC policy",
      '550 5.7.23 The message was rejected because of Sender Policy Framework violation',
    ],
  },
  {
    id: 'sender-dns',
    reason: 'sender_dns',
    pattern:
      /reverse (?:dns|hostname|lookup)|\bptr\b|rdns|\bhelo\b[^.;]{0,40}(?:invalid|rejected|not resolve|resolve)|(?:helo|ehlo) (?:command )?rejected|does not resolve to|5\.7\.25(?!\d)/i,
    confidence: 0.9,
    examples: ['550 5.7.25 The IP address sending this message does not have a PTR record setup'],
  },
  {
    id: 'dnsbl-domain',
    reason: 'domain_blocklisted',
    pattern: /\b(?:dbl|uribl|surbl|rhsbl|ivmuri)\b|(?:domain|url|uri|link)s?\b[^.;]{0,50}(?:block|black)[ -]?list/i,
    confidence: 0.9,
    examples: ['554 5.7.1 Service unavailable; Sender address [a@example.com] blocked using dbl.spamhaus.org'],
  },
  {
    id: 'dnsbl-ip',
    reason: 'ip_blocklisted',
    pattern:
      /spamhaus|spamcop|barracudacentral|\bsorbs\b|abusix|\brbl\b|dnsbl|\b(?:sbl|xbl|pbl|zen|uceprotect|psbl|cbl)\b|(?:block|black|deny)[ -]?list(?:ed|s)?\b|blocked using|S3140|S3150|\[BL\d\d\]|permblock|is listed (?:on|at|in|by)/i,
    confidence: 0.9,
    examples: [
      '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org',
      '550 5.7.1 Unfortunately, messages from [192.0.2.1] weren’t sent. part of their network is on our block list (S3140)',
    ],
  },
  {
    id: 'reputation',
    reason: 'reputation_block',
    pattern: /reputation|\bTSS0\d|\bTSS1\d|senderscore|senderbase|\bsbrs\b|4\.7\.650|user complaints|\bNOWL\b/i,
    confidence: 0.9,
    examples: [
      '421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to user complaints',
      '550-5.7.1 Our system has detected very low reputation of the sending domain',
    ],
  },
  {
    id: 'spam',
    reason: 'spam_content',
    pattern:
      /\bspam\w*|unsolicited|\bbulk (?:mail|e-?mail)|\bUBE\b|content (?:was |is )?(?:rejected|filtered|blocked)|content filter|considered junk/i,
    confidence: 0.85,
    examples: ['550 5.7.1 Rejected due to high probability of spam', 'Spam Content'],
  },
  {
    id: 'format',
    reason: 'message_format',
    pattern:
      /rfc ?-?(?:2822|5322|822)|(?:missing|invalid|duplicate|multiple|malformed|bad|too many) (?:\w+ ){0,2}headers?|smtpapi header|mime (?:error|structure)|non-?compliant|message-id/i,
    confidence: 0.85,
    examples: ['550 5.7.1 Message is not RFC 5322 compliant: missing From header', 'Invalid SMTPAPI header'],
  },
  {
    id: 'sender-address',
    reason: 'sender_rejected',
    pattern:
      /sender (?:address |domain |verify )?(?:\w+ )?(?:rejected|failed|failure|unknown|denied|not (?:allowed|found))|(?:unauthorized|invalid|unknown|unverified|bad) sender|mail from[^.;]{0,30}(?:rejected|denied|not allowed)|sender's (?:domain|address)|domain of sender|callout/i,
    confidence: 0.85,
    examples: [
      '550 5.1.8 <bounce@example.net>: Sender address rejected: Domain not found',
      '550 5.1.1 <a@privaterelay.example>: unauthorized sender',
    ],
  },
  {
    id: 'relay',
    reason: 'relay_denied',
    pattern:
      /relay(?:ing)? (?:access )?(?:is )?(?:denied|disallowed|not (?:permitted|allowed))|allowed rcpthosts|unable to relay|relay(?:ing)? (?:prohibited|forbidden)|not local or[^.;]{0,30}relay/i,
    confidence: 0.9,
    examples: ['554 5.7.1 <a@example.com>: Relay access denied'],
  },
  {
    id: 'restricted-recipient',
    reason: 'recipient_refused',
    pattern:
      /RestrictedToSender|NotAuthenticatedForGroup|rejected by (?:the )?recipients?\b|allowed-senders list|5\.7\.13[36](?!\d)|SenderFilter|only accepts? (?:mail|messages|e-?mails?) from|not (?:allowed|authorized) to send to (?:this|the) (?:group|recipient|list)/i,
    confidence: 0.9,
    examples: ['550 5.7.1 RESOLVER.RST.NotAuthenticatedForGroup; authentication required'],
  },
  {
    id: 'mail-loop',
    reason: 'receiver_misconfigured',
    pattern:
      /too many hops|mail loop|loop(?:s)? (?:back|detected)|hop ?count|certificate (?:has )?expired|license expired|configuration error/i,
    confidence: 0.9,
    examples: ['554 5.4.6 Too many hops', '554 5.4.0 Error: too many hops'],
  },
];
