// Czech.
import { language } from './language.ts';

export const CZECH = language('cs', {
  sender: 'odesílatel',
  clears: [
    [
      'mailbox_full',
      'schránk[ay][^.;]{0,40}(?:plná|přeplněn|zaplněn)|kvót[ay][^.;]{0,20}překročen|překročen[ay]? kvót',
      '552 Schranka prijemce je plna',
      '552 Překročena kvóta schránky',
    ],
    ['rate_limited', 'příliš mnoho (?:spojení|zpráv|příjemců|připojení)', '421 Prilis mnoho spojeni'],
    [
      'ip_blocklisted',
      'čern(?:é|ou|á) listin|na blacklistu|ip adres[ay][^;]{0,60}(?:blokován|zablokován)',
      '554 Server je na cerne listine',
    ],
    [
      'spam_content',
      '(?:označen|vyhodnocen)[ao]?[^.;]{0,8} jako spam|nevyžádan(?:á|ou|é) (?:zpráv|pošt)',
      '550 Zprava byla oznacena jako spam',
    ],
    ['message_too_large', 'zpráva (?:je )?příliš velká|velikost zprávy', '552 Zpráva je příliš velká'],
    [
      'sender_rejected',
      'odesílatel[^.;]{0,40}(?:odmítnut|neexistuje|neznám|neplatn|zablokován)',
      '550 Adresa odesilatele odmitnuta',
    ],
  ],
  accuses: [
    ['receiver_unavailable', 'dočasně (?:ne|zablok|odm|poz)', '450 Schranka je docasne nedostupna'],
    [
      'recipient_disabled',
      '(?:účet|schránka|uživatel)[^.;]{0,40}(?:zablokován|deaktivován|zrušen|pozastaven|neaktivní|vypnut)',
      '550 Schránka byla zrušena',
    ],
    ['domain_invalid', 'doména[^;]{0,60}(?:neexistuje|neznám|nenalezen)', '550 Domena neexistuje'],
    [
      'recipient_unknown',
      '(?:uživatel|příjemce|schránka|adresát|účet|adresa(?! ip))[^.;]{0,40}(?:neexistuje|neznám|nenalezen|nebyla? nalezen|není (?:znám|platn|registrov)|neplatn)|není takový uživatel|neznámý (?:uživatel|příjemce|adresát)',
      '550 Uzivatel neexistuje',
      '550 Neznámý příjemce',
    ],
  ],
  closes: [
    ['receiver_unavailable', 'zkuste to (?:prosím )?později|dočasná chyba', '451 Zkuste to pozdeji'],
    ['policy_block', 'přístup (?:odepřen|zamítnut)|zpráva (?:byla )?odmítnut', '554 Pristup odepren'],
  ],
});
