// Gmail and Google Workspace on the recipient and the receiving domain. What they say of the sender and the message is in
// google-filtering.ts. Every reply links to a help page whose `p=` word names the cause.
import type { Rule } from '../rule.ts';

const ERRORS = 'https://support.google.com/a/answer/3726730'; // "Gmail SMTP errors and codes"

/** Not to exist, or not to be allowed. */
const GROUP_NOTICES: readonly (readonly [group: string, missing: string, or: string, permission: string])[] = [
  [String.raw`\bgruppe\b`, 'existiert', String.raw`\boder\b`, '(?:berechti|posten)'],
  [String.raw`\bgroupe\b`, "n['’]existe", String.raw`\bou\b`, '(?:autoris|droit)'],
  [String.raw`\bgrupo\b`, '(?:no exist|não exist)', String.raw`\bou?\b`, '(?:permiso|permissão)'],
  [String.raw`\bgruppo\b`, 'non esist', String.raw`\bo(?:ppure)?\b`, 'autorizza'],
  [String.raw`\bgroep\b`, 'bestaat', String.raw`\bof\b`, 'toestemming'],
  [String.raw`\bgrupa\b`, 'nie istnie', String.raw`\blub\b`, 'uprawnie'],
];

export const GOOGLE_RULES: readonly Rule[] = [
  // The recipient. 550 5.2.1 is said of a disabled account and of one that receives too fast: only the words tell.
  {
    id: 'google-quota',
    reason: 'mailbox_full', // also of an account that is "over quota and inactive"
    pattern: /account that you tried to reach is over quota|inbox is out of storage space|p=OverQuota/i,
    confidence: 0.98,
    source: ERRORS,
    examples: [
      "452-4.2.2 The recipient's inbox is out of storage space. - gsmtp",
      '552 5.2.2 The email account that you tried to reach is over quota and inactive - gsmtp',
      '552 5.2.2 See https://support.google.com/mail/?p=OverQuotaPerm - gsmtp',
    ],
  },
  {
    id: 'google-receiving-rate',
    reason: 'recipient_rate_limited',
    pattern: /trying to contact is receiving mail (?:too quickly|at a rate)/i,
    confidence: 0.98,
    source: ERRORS,
    examples: [
      '450 4.2.1 The user you are trying to contact is receiving mail too quickly.',
      '550-5.2.1 The user you are trying to contact is receiving mail at a rate that\n550 5.2.1 prevents more - gsmtp',
    ],
  },
  {
    id: 'google-disabled',
    reason: 'recipient_disabled',
    pattern: /account that you tried to reach is (?:disabled|inactive)|p=DisabledUser/i,
    confidence: 0.98,
    source: ERRORS,
    examples: [
      '550 5.2.1 The email account that you tried to reach is inactive. - gsmtp',
      '554 5.2.1 See https://support.google.com/mail/?p=DisabledUser - gsmtp',
    ],
  },
  {
    id: 'google-no-such-user',
    reason: 'recipient_unknown',
    pattern: /account that you tried to reach does not exist|p=NoSuchUser/i,
    confidence: 0.99,
    source: ERRORS,
    examples: [
      '550-5.1.1 The email account that you tried to reach does not exist. Please check the address for\n550 5.1.1 typos.',
      '550 5.1.1 Learn more at https://support.google.com/mail/?p=NoSuchUser - gsmtp',
    ],
  },
  {
    id: 'google-recipient-domain',
    reason: 'domain_invalid',
    pattern: /able to find the recipient domain|p=BadRcptDomain/i,
    confidence: 0.95,
    source: ERRORS,
    examples: ["553 5.1.2 We weren't able to find the recipient domain. Please check for any spelling errors."],
  },
  {
    id: 'google-recipient-syntax',
    reason: 'invalid_address',
    pattern: /recipient address [^;]{0,40}is not a valid RFC[ -]?5321 address/i,
    confidence: 0.95,
    source: ERRORS,
    examples: ['553 5.1.3 The recipient address <a@example> is not a valid RFC 5321 address. - gsmtp'],
  },
  {
    id: 'google-group',
    reason: 'unknown',
    // No such group, or one that takes mail of its members only: the notice, in the sender's language, names both.
    pattern: new RegExp(
      [
        'group you tried to contact',
        ...GROUP_NOTICES.map((words) => words.join('[^.;]{0,120}')),
        'グループ[^。]{0,60}存在しない[^。]{0,60}権限',
      ].join('|'),
      'i',
    ),
    confidence: 0.4,
    source: 'Google Groups, in sisimai/p5-sisimai lib/Sisimai/Lhost/GoogleGroups.pm',
    examples: [
      "We're writing to let you know that the group you tried to contact (sales) may not exist, or you may not post to it.",
      'Die Gruppe, die Sie kontaktieren wollten (sales), existiert nicht oder Sie sind nicht berechtigt, darin zu posten.',
      "Le groupe que vous essayez de contacter (sales) n'existe peut-être pas, ou vous n'êtes pas autorisé à y publier.",
      'El grupo con el que quieres contactar (sales) no existe o no tienes permiso para publicar en él.',
      'O grupo que você tentou contatar (sales) pode não existir ou você não tem permissão para postar nele.',
      'Il gruppo che hai contattato (sales) potrebbe non esistere oppure non disponi della autorizzazione a pubblicare.',
      'De groep waarmee je contact opneemt (sales) bestaat niet of je hebt geen toestemming om berichten te plaatsen.',
      'Grupa, z którą chcesz się skontaktować (sales), nie istnieje lub nie masz uprawnień do publikowania.',
      'お問い合わせのグループ（sales）は存在しないか、投稿する権限がありません',
    ],
  },

  // The receiving domain.
  {
    id: 'google-no-mail-servers',
    reason: 'domain_invalid',
    // Gmail's own report: no address of any kind, and no error of the lookup.
    pattern: /lookup of \S{1,255} had no relevant answers/i,
    confidence: 0.93,
    source: ERRORS,
    examples: [
      "DNS Error: DNS type 'mx' lookup of example.com responded with code NOERROR DNS type 'mx' lookup of example.com had no relevant answers.",
    ],
  },
  {
    id: 'google-group-quota',
    reason: 'recipient_rate_limited',
    pattern: /exceeded its quota for total number of/i,
    confidence: 0.93,
    source: ERRORS,
    examples: ['The group a@example.org has exceeded its quota for total number of external recipients.'],
  },
  {
    id: 'google-domain-policy',
    reason: 'policy_block',
    pattern:
      /has a policy that prohibited the mail|IP not in whitelist for RCPT domain|message violates \S{1,80} e-?mail policy/i,
    confidence: 0.92,
    source: ERRORS,
    examples: [
      '550 5.7.1 The user or domain that you are sending to (or from) has a policy that prohibited the mail that you sent.',
      '421 4.7.0 IP not in whitelist for RCPT domain, closing connection. - gsmtp',
      '550 5.7.1 This message violates example.com email policy. - gcdp',
    ],
  },
  {
    id: 'google-loop',
    reason: 'receiver_misconfigured',
    pattern: /message exceeded \d{1,3} hops|p=MailLoop/i,
    confidence: 0.95,
    source: ERRORS,
    examples: ['554 5.4.6 Message exceeded 50 hops, this may indicate a mail loop. - gsmtp'],
  },
  {
    id: 'google-temporary',
    reason: 'receiver_unavailable',
    pattern: /Mail server (?:has )?temporarily rejected (?:this )?message/i,
    confidence: 0.92,
    source: ERRORS,
    examples: ['451 4.3.0 Mail server temporarily rejected message. - gsmtp'],
  },
];
