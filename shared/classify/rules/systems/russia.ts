// Mail.ru, Yandex and Rambler.
import type { Rule } from '../rule.ts';

const YANDEX = 'https://yandex.com/support/mail/bounces/yandex.html';

export const RUSSIAN_RULES: readonly Rule[] = [
  {
    id: 'mailru-own-account',
    reason: 'sender_rejected',
    // The sender's account at Mail.ru, not the recipient's.
    pattern: /message sending for this account is disabled/i,
    confidence: 0.95,
    source: 'https://mailout.ru/2015/09',
    examples: ['550 Message sending for this account is disabled. Please visit https://example.com/mail'],
  },
  {
    id: 'mailru-dynamic-ip',
    reason: 'sender_dns',
    pattern: /do not accept mail from (?:hosts with )?dynamic ip/i,
    confidence: 0.95,
    source: 'https://pastebin.com/W1K7kf3m, a reply of mxs.mail.ru',
    help: 'https://help.mail.ru/mail-help/postmaster/codes',
    examples: ['550 We do not accept mail from hosts with dynamic IP or generic dns PTR-records'],
  },
  {
    id: 'mailru-disabled',
    reason: 'recipient_disabled',
    pattern: /local mailbox @ is unavailable: (?:account|user) is (?:disabled|terminated|blocked|suspended)/i,
    confidence: 0.97,
    source: 'help.mail.ru, errors on sending',
    examples: [
      '550 Message was not accepted -- invalid mailbox. Local mailbox a@example.com is unavailable: account is disabled',
    ],
  },
  {
    id: 'mailru-unknown',
    reason: 'recipient_unknown',
    pattern: /local mailbox @ is unavailable: user not found/i,
    confidence: 0.97,
    source: 'help.mail.ru, errors on sending',
    examples: [
      '550 Message was not accepted -- invalid mailbox. Local mailbox a@example.com is unavailable: user not found',
    ],
  },
  {
    id: 'mailru-not-local',
    reason: 'recipient_unknown',
    pattern: /non-local recipient verification failed/i,
    confidence: 0.88,
    source: 'help.mail.ru, errors on sending',
    examples: ['550 non-local recipient verification failed'],
  },
  {
    id: 'yandex-target-blocked',
    reason: 'recipient_disabled',
    pattern: /policy rejection on the target address: [^;]{0,60} is (?:blocked|disabled|closed|deleted)/i,
    confidence: 0.9,
    source: YANDEX,
    examples: ['550 5.7.1 Policy rejection on the target address: the user is blocked'],
  },
  {
    id: 'yandex-target',
    reason: 'policy_block',
    // Yandex has blocked the recipient's account, who can open it again: no reason to forget the address.
    pattern: /policy rejection on the target address/i,
    confidence: 0.9,
    source: YANDEX,
    help: 'https://yandex.com/support/mail/bounces/yandex/policy-rejection-on-the-target-address.html',
    examples: ['550 5.7.1 Policy rejection on the target address'],
  },
  {
    id: 'yandex-spam-statistics',
    reason: 'reputation_block',
    // A day without mail for a sender of whom only spam is seen.
    pattern: /blocked by spam statistics/i,
    confidence: 0.95,
    source: YANDEX,
    help: 'https://yandex.com/support/mail/bounces/yandex/message-rejected-under-suspicion-of-spam.html',
    examples: ['554 5.7.1 Blocked by spam statistics - see https://example.com/feedback'],
  },
  {
    id: 'yandex-no-recipients',
    reason: 'recipient_unknown',
    pattern: /no correct recipients/i,
    confidence: 0.9,
    source: YANDEX,
    help: 'https://yandex.com/support/mail/bounces/yandex.html',
    examples: ['554 5.5.1 Error: no correct recipients'],
  },
];
