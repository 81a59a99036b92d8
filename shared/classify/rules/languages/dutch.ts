// Dutch.
import { language } from './language.ts';

const WHO = '(?:gebruiker|ontvanger|geadresseerde|mailbox|postvak|postbus|(?<!ip-)adres|account|abonnee|klant\\b)';
const SENDER = 'afzender';
const UNKNOWN = `(?:onbekend|bestaat niet|niet (?:(?:worden |kunnen worden )?gevonden|bestaand|bekend|geldig|herkend|geregistreerd|aanwezig|\\(meer\\))|bestaat (?:hier )?niet|komt niet voor|ongeldig)`;
const CLOSED = `(?:uitgeschakeld|gedeactiveerd|geblokkeerd|opgeheven|afgesloten|inactief|verwijderd|gesloten|beëindigd|opgezegd|verlopen|bevroren|stopgezet|niet (?:meer )?actief|niet (?:meer|langer) (?:in gebruik|geldig|beschikbaar|bereikbaar))`;

export const DUTCH = language('nl', {
  sender: SENDER,
  clears: [
    [
      'mailbox_full',
      '(?:postvak|postbus|brievenbus)[^.;]{0,30} vol\\b|mailbox vol\\b|(?:mailbox|postvak|postbus|account)[^.;]{0,30} (?:zit |is )?(?:vol\\b|(?:de )?limiet (?:\\w{1,12} )?bereikt|onvoldoende ruimte)|\\bis vol\\b|geen ruimte (?:meer )?(?:in|op)|te weinig ruimte|limiet van (?:de|het) (?:mailbox|postvak)|quot(?:a|um)[^.;]{0,20}overschreden|onvoldoende ruimte in',
      '552 Het postvak van de ontvanger is vol',
      '552 Mailbox is vol',
    ],
    [
      'rate_limited',
      'te ?veel (?:gelijktijdige )?(?:verbindingen|berichten|ontvangers|e-?mails)',
      '421 Te veel verbindingen',
    ],
    [
      'ip_blocklisted',
      'zwarte lijst|op een blacklist|geblacklist|(?:\\bip\\b|ip-?adres|uw server)[^;]{0,60}geblokkeerd',
      '554 Uw IP-adres 192.0.2.1 is geblokkeerd',
    ],
    [
      'spam_content',
      'wegens spam|door (?:\\w{1,6} )?spamfilter|als spam (?:aangemerkt|gemarkeerd|herkend|geclassificeerd|beschouwd)|ongewenste (?:e-?mail|reclame|post)',
      '550 Bericht als spam aangemerkt',
    ],
    ['message_too_large', 'bericht (?:is )?te (?:groot|lang)|maximale (?:bericht)?grootte', '552 Bericht is te groot'],
    [
      'sender_rejected',
      `${SENDER}[^.;]{0,40}(?:${UNKNOWN}|${CLOSED}|geweigerd|niet toegestaan|niet geverifieerd|geblokkeerd)`,
      '550 Afzender geweigerd',
    ],
    [
      'relay_denied',
      '(?:relay|relaying|doorsturen)[^.;]{0,12} (?:geweigerd|niet toegestaan|verboden)',
      '550 Relay niet toegestaan',
    ],
  ],
  accuses: [
    ['receiver_unavailable', 'tijdelijk (?:niet |uit|ge|on|buiten|op)', '450 Mailbox tijdelijk uitgeschakeld'],
    ['recipient_moved', 'is verhuisd|nieuwe e?-?(?:mail)?adres (?:is|luidt)', '551 De gebruiker is verhuisd'],
    [
      'recipient_disabled',
      `${WHO}[^.;]{0,40}${CLOSED}|werkt (?:hier )?niet (?:meer|langer)|niet meer werkzaam`,
      '550 Dit e-mailadres is niet meer in gebruik',
      '550 Account opgeheven',
    ],
    ['domain_invalid', 'domein[^;]{0,60}(?:bestaat niet|onbekend|niet gevonden|ongeldig)', '550 Domein bestaat niet'],
    [
      'recipient_unknown',
      `${WHO}\\b[^.;]{0,40}${UNKNOWN}|onbekende (?:gebruiker|ontvanger|geadresseerde)|geen (?:dergelijke |zulke )?(?:mailbox|postvak|gebruiker)`,
      '550 Gebruiker onbekend',
      '550 Postvak bestaat niet',
    ],
  ],
  closes: [
    [
      'receiver_unavailable',
      'probeer het later|later opnieuw|dienst niet beschikbaar',
      '451 Probeer het later opnieuw',
    ],
    ['policy_block', 'toegang geweigerd|bericht (?:is )?geweigerd', '554 Toegang geweigerd'],
  ],
});
