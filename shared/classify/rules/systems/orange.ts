// Orange (Wanadoo) and La Poste, who number their refusals alike: OFR_416 and LPN007_416 mean the same.
import type { Reason } from '../../reasons.ts';
import type { Rule } from '../rule.ts';

const ORANGE = 'https://postmaster.orange.fr/';

interface Numbers {
  readonly name: string;
  readonly reason: Reason;
  readonly numbers: string;
  readonly example: string;
}

/** The last three digits. */
const NUMBERS: readonly Numbers[] = [
  {
    name: 'listed',
    reason: 'ip_blocklisted',
    numbers: '10[12]',
    example: '550 5.5.0 Les emails envoyes vers la messagerie ont ete bloques par nos services. LPN007_102',
  },
  {
    name: 'reputation',
    reason: 'reputation_block',
    // The words say "try later", the published advice is to mend volume and complaints.
    numbers: '(?:103|105|108|109|503|999)',
    example:
      '550 mwinf5c10 ME Service refuse. Veuillez essayer plus tard. Service refused, please try later. OFR006_103',
  },
  {
    name: 'connections',
    reason: 'rate_limited',
    numbers: '104',
    example: '421 mwinf5c79 ME Trop de connexions, veuillez verifier votre configuration. OFR005_104 [104]',
  },
  {
    name: 'unavailable',
    reason: 'receiver_unavailable',
    numbers: '(?:107|201|42[34]|505)',
    example: '421 4.2.0 Service refuse. Veuillez essayer plus tard. OFR005_505 [505]',
  },
  {
    name: 'login',
    reason: 'protocol_error',
    numbers: '(?:305|402)',
    example: '550 5.5.0 Authentification requise. Authentication Required. LPN105_402',
  },
  {
    name: 'authentication',
    reason: 'auth_failure',
    numbers: '(?:401|517)',
    example: '550 5.5.0 SPF: 192.0.2.1 is not allowed to send mail. LPN004_401',
  },
  {
    name: 'sender',
    reason: 'sender_rejected',
    numbers: '(?:403|405|415|421)',
    example: '501 5.1.0 Emetteur invalide. Invalid Sender. OFR004_405 [405]',
  },
  {
    name: 'unknown',
    reason: 'recipient_unknown',
    numbers: '41[68]',
    example: '550 5.5.0 Adresse destinataire invalide. Invalid recipient. LPN007_416',
  },
  {
    name: 'full',
    reason: 'mailbox_full',
    numbers: '417',
    example: '552 5.1.1 Boite du destinataire pleine. Recipient overquota. OFR_417 [417]',
  },
  {
    name: 'closed',
    reason: 'recipient_disabled',
    numbers: '42[06]',
    example: '550 5.5.0 Boite du destinataire archivee. Archived recipient. LPN007_420',
  },
  {
    name: 'spam',
    reason: 'spam_content',
    numbers: '(?:506|513)',
    example: '550 5.2.0 Mail rejete. Mail rejected. OFR_506 [506]',
  },
  {
    name: 'policy',
    reason: 'policy_block',
    numbers: '(?:510|630)',
    example: '550 5.5.0 Service refuse. Veuillez essayer plus tard. service refused, please try later. LPN005_510',
  },
  {
    name: 'size',
    reason: 'message_too_large',
    numbers: '514',
    example: '552 5.3.4 Taille limite du message atteinte. OFR_514 [514]',
  },
];

export const ORANGE_RULES: readonly Rule[] = NUMBERS.map(({ name, reason, numbers, example }) => ({
  id: `orange-${name}`,
  reason,
  pattern: new RegExp(String.raw`\b(?:ofr|lpn(?:aaa)?|ouk)(?:\d{3})?[_-]${numbers}\b`, 'i'),
  confidence: 0.95,
  source: 'https://postmaster.orange.fr/; https://www.postmastery.com/laposte-net-postmaster-smtp-error-codes-lpn/',
  ...(example.includes('OFR') && { help: ORANGE }),
  examples: [example],
}));
