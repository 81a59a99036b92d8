// Swedish.
import { language } from './language.ts';

export const SWEDISH = language('sv', {
  sender: 'avsändar',
  clears: [
    [
      'mailbox_full',
      '(?:brevlåda|postlåda|inkorg)[^.;]{0,30} full\\b|kvot(?:en)?[^.;]{0,20}överskrid',
      '552 Mottagarens brevlada ar full',
    ],
    ['rate_limited', 'för många (?:anslutningar|meddelanden|mottagare)', '421 For manga anslutningar'],
    ['ip_blocklisted', 'svartlist|spärrlist', '554 Er server är svartlistad'],
    ['spam_content', 'skräppost', '550 Meddelandet klassades som skräppost'],
    ['message_too_large', 'meddelandet (?:är )?för stort', '552 Meddelandet är för stort'],
    ['sender_rejected', 'avsändar[^.;]{0,30}(?:avvisa|ogiltig|okänd|finns inte|nekad)', '550 Avsändaren avvisades'],
  ],
  accuses: [
    ['receiver_unavailable', 'tillfälligt', '450 Kontot är tillfälligt avstängt'],
    [
      'recipient_disabled',
      '(?:konto|brevlåda|användare)[^.;]{0,30}(?:avstäng|inaktiv|spärra|stängd|stängt|avsluta|borttag)',
      '550 Kontot är avstängt',
    ],
    [
      'recipient_unknown',
      '(?:användare|mottagare|adress|brevlåda|konto)n?t?[^.;]{0,30}(?:okänd|finns (?:inte|ej)|hittades (?:inte|ej)|existerar (?:inte|ej)|saknas|ogiltig|är inte (?:känd|registrerad|giltig))|okänd (?:användare|mottagare)|ingen sådan användare',
      '550 Okänd mottagare',
      '550 Anvandaren finns inte',
    ],
  ],
  closes: [['policy_block', '(?:åtkomst|meddelandet) (?:nekad|avvisa)', '554 Meddelandet avvisades']],
});
