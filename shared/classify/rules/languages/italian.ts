// Italian.
import { language } from './language.ts';

const WHO = '(?:utente|casella|indirizzo(?! ip)|destin(?:atario|\\.)|account|mailbox|abbonato|cliente(?! smtp))';
const SENDER = 'mittente';
const UNKNOWN = `(?:sconosciut[oa]|non (?:esiste|trovat|valid|è (?:valid|stat[oa] trovat|present))|inesistente|errat[oa]\\b|non (?:\\w{1,12} )?(?:risulta|presente|riconosciut|registrat|disponibile|corrett|configurat))`;
const CLOSED = `(?:disabilitat|disattivat|sospes[oa]|chius[oa]|cancellat|eliminat|bloccat|scadut|dismess|inattiv[oa]|mancato utilizzo|inutilizzo|rimoss[oa]|inutilizzat|congelat|non (?:è )?(?:più )?(?:attiv|raggiungibile|in uso|utilizzat))`;

export const ITALIAN = language('it', {
  sender: SENDER,
  clears: [
    ['auto_reply', 'fuori ufficio|risposta automatica', 'Risposta automatica: sono fuori ufficio'],
    [
      'mailbox_full',
      '(?:casella|mailbox|utente|account)[^.;]{0,40}(?:pien[ao]|satur[ao]|esaurit|superat[oa]|oltre (?:la )?quota|senza spazio)|non (?:c\\W{1,2}è|ha) (?:più )?spazio|(?:quota|spazio)[^.;]{0,30}(?:superat|esaurit)[oa](?! su[il]?l? (?:device|disco|server|dispositivo|volume))|superat[oa] (?:la |il |lo )?(?:quota|limite di spazio|spazio)',
      "552 La casella del destinatario e' piena",
      '552 Quota superata',
    ],
    [
      'rate_limited',
      'numero massimo di (?:destinatari|messaggi|connessioni)|tropp[ei] (?:connessioni|messaggi|destinatari|tentativi|e-?mail)|limite (?:orario|giornaliero|di invio|di messaggi)',
      '421 Troppe connessioni',
    ],
    [
      'ip_blocklisted',
      'list[ae] (?:ner[ae]|di blocco)|\\bip\\b[^;]{0,60}(?:bloccat|rifiutat|presente in)|server[^.;]{0,20} bloccato',
      "554 Il tuo IP 192.0.2.1 e' bloccato",
    ],
    [
      'spam_content',
      '(?:considerat|identificat|classificat|rilevat|riconosciut)[oa][^.;]{0,10} come (?:spam|indesiderat)|posta indesiderata|contenuto (?:non (?:consentito|ammesso)|rifiutato|bloccato)',
      '550 Messaggio identificato come spam',
    ],
    [
      'message_too_large',
      'messaggio (?:è )?troppo (?:grande|lungo|pesante)|dimension[ei] (?:massim[ae]|del messaggio)[^.;]{0,40}(?:superat|ecced)|supera (?:la dimensione|le dimensioni)',
      '552 Messaggio troppo grande',
    ],
    [
      'sender_rejected',
      `${SENDER}[^.;]{0,40}(?:${UNKNOWN}|${CLOSED}|rifiutat|non (?:è )?(?:autorizzat|ammess|consentit|verificat)|respint|bloccat)`,
      '550 Mittente non autorizzato',
      '550 Dominio del mittente inesistente',
    ],
    [
      'relay_denied',
      'relay[^.;]{0,15}(?:negato|non (?:consentito|permesso|autorizzato)|vietato)|inoltro non (?:consentito|permesso)',
      '550 Relay non consentito',
    ],
  ],
  accuses: [
    [
      'receiver_unavailable',
      '(?:temporaneamente|momentaneamente) (?:non|in|dis|sosp|blocc|sov)',
      '450 Casella temporaneamente disabilitata',
    ],
    ['recipient_moved', 'ha cambiato indirizzo|nuovo indirizzo (?:è|:)', "551 L'utente ha cambiato indirizzo"],
    [
      'recipient_disabled',
      `${WHO}[^.;]{0,40}${CLOSED}|non lavora più`,
      '550 Casella disabilitata',
      '550 Utente sospeso',
    ],
    [
      'domain_invalid',
      'dominio[^;]{0,60}non (?:esiste|trovato|valido)|dominio[^;]{0,60} (?:inesistente|sconosciuto)',
      '550 Il dominio non esiste',
    ],
    [
      'recipient_unknown',
      `${WHO}[^.;]{0,50}${UNKNOWN}|nessun(?:a|o)? (?:utente|casella|destinatario|account|indirizzo)|non esiste (?:l['’ ]|la |il |un |nessun )?(?:utente|casella|destinatario|indirizzo)`,
      '550 Utente sconosciuto',
      '550 Casella inesistente',
      "550 L'indirizzo del destinatario non esiste",
    ],
  ],
  closes: [
    [
      'receiver_unavailable',
      'riprova(?:re)? più\\W? tardi|servizio non disponibile|manutenzione|sovraccaric|temporaneamente',
      "451 Riprovare piu' tardi",
    ],
    ['policy_block', 'accesso negato|messaggio (?:è stato )?(?:rifiutat|respint|bloccat)o', '554 Accesso negato'],
  ],
});
