// NetEase (163, 126, yeah.net) and other servers of the Coremail kind: a published list of codes like `MI:SPB`.
import type { Reason } from '../../reasons.ts';
import type { Rule } from '../rule.ts';

const HELP = 'http://mail.163.com/help/help_spam_16.htm';

interface Codes {
  readonly name: string;
  readonly reason: Reason;
  readonly pattern: RegExp;
  readonly examples: readonly [string, ...string[]];
}

const CODES: readonly Codes[] = [
  {
    name: 'reputation',
    reason: 'reputation_block',
    // REP: many unknown recipients. MEP: forged sender domains. IHU: suspended. SPB: the sender is not let in.
    pattern: /(?<![a-z])hl:(?:rep|mep|ihu)\b|(?<![a-z])mi:spb\b|\bip is hangup|\bip<[\d.]{7,15}> rejected/i,
    examples: ['421 HL:REP 192.0.2.1', '554 MI:SPB 163 mx10,abc Mail refused', '421 IP<192.0.2.1> rejected'],
  },
  {
    name: 'listed',
    reason: 'ip_blocklisted',
    // IPB and BLI: the IP is not among those that may send.
    pattern:
      /(?<![a-z])hl:ipb\b|(?<![a-z])dt:rbl\b|(?<![a-z])wm:bli\b|\bip \S{1,45} is in blacklist|\b(?:554|550) ip is rejected/i,
    examples: ['554 HL:IPB 192.0.2.1', '450 DT:RBL 192.0.2.1', '554 IP is rejected'],
  },
  {
    name: 'rate',
    reason: 'rate_limited',
    pattern:
      /(?<![a-z])hl:(?:icc|ifc|ifq|itc)\b|(?<![a-z])mi:(?:dmc|sfq|stc)\b|(?<![a-z])rp:(?:drc|qrc|rcl|trc|orq)\b|too much recipients?\b|exceeds? the sent limit/i,
    examples: [
      '421HL:ICC 192.0.2.1',
      '451 MI:SFQ 163 smtp10',
      '550 RP:TRC',
      '550 Requested mail action not taken: too much recipient',
      '554 5.5.3 domain exceed the sent limit',
    ],
  },
  {
    name: 'commands',
    reason: 'protocol_error',
    pattern: /(?<![a-z])(?:mi|rp):c[ce]l\b(?![^;]{0,40}too many (?:conn|mess))|too much fail authentication/i,
    examples: ['450 MI:CEL', '451 RP:CCL', '451 Requested mail action not taken: too much fail authentication'],
  },
  {
    name: 'helo',
    reason: 'sender_dns',
    pattern: /(?<![a-z])mi:nhd\b|(?<![a-z])rp:rdn\b/i,
    examples: ['550 MI:NHD'],
  },
  {
    name: 'authentication',
    reason: 'auth_failure',
    pattern: /(?<![a-z])mi:(?:spf|dma)\b/i,
    examples: ['550 MI:SPF 163 mx10', '550 MI:DMA 163 mx10'],
  },
  {
    name: 'sender',
    reason: 'sender_rejected',
    // SUM: envelope and header name different senders. "User in blacklist" is the sender too.
    pattern:
      /(?<![a-z])mi:imf\b|(?<![a-z])wm:blu\b|(?<![a-z])dt:sum\b|\buser in blacklist|\bnull sender is not allowed|\bfake sender/i,
    examples: [
      '550 MI:IMF',
      '554 DT:SUM 163 mx10',
      '550 User in blacklist',
      '553 Requested mail action not taken: Fake sender',
    ],
  },
  {
    name: 'relay',
    reason: 'relay_denied',
    pattern: /(?<![a-z])rp:frl\b|\blocal user only|\bno smtp mx only/i,
    examples: ['550 RP:FRL', '553 Requested action not taken: Local user only'],
  },
  {
    name: 'spam',
    reason: 'spam_content',
    pattern: /(?<![a-z])dt:spm\b/i,
    examples: ['554 DT:SPM 163 mx10', '451DT:SPM ,please try again'],
  },
  {
    name: 'size',
    reason: 'message_too_large',
    pattern: /exceeded mailsize limit/i,
    examples: ['552 Requested mail action aborted: exceeded mailsize limit'],
  },
  {
    name: 'unclear',
    reason: 'policy_block',
    // Coremail's own words where it tells no cause.
    pattern:
      /^(?:\s{0,4}55\d[ -])?(?:rcpt is|user) rejected\W{0,4}$|requested action not taken: mail \S{1,80} is rejected/i,
    examples: ['550 User rejected', '550 rcpt is rejected'],
  },
  {
    name: 'suspended',
    reason: 'recipient_disabled',
    pattern: /^(?:\s{0,4}550[ -])?user (?:suspended|hang ?up)/i,
    examples: ['550 User suspended', '550 User hangup'],
  },
];

export const NETEASE_RULES: readonly Rule[] = CODES.map(({ name, ...row }) => ({
  id: `netease-${name}`,
  confidence: 0.93,
  source: HELP,
  ...row,
}));
