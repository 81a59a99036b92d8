// German.
import { language } from './language.ts';

/** Of whom a reply speaks: English words are usual beside the German ones. */
const WHO =
  '(?:empfänger|benutzer|nutzer|\\buser\\b|postfach|mailbox|(?<!ihre )(?<!ip-)adresse|teilnehmer|adressat|kunde|konto|account)';
const SENDER =
  '(?:absender(?:s|-?adresse|-?domain|-?domäne)?\\b|^\\W{0,3}(?:[245]\\d\\d )?ihre? (?:konto|e?-?mail-?adresse|domain)\\b)';
const UNKNOWN = `(?:unbekannt|nicht (?:(?:mehr |bei uns )?bekannt|gefunden|vorhanden|existent|gültig|vergeben|registriert|eingerichtet|angelegt|ermittel|zugeordnet|identifizier|zustellbar)|existier(?:t|en) (?:hier |bei uns |auf \\w{1,12} \\w{1,12} )?nicht|gibt es (?:hier |bei uns )?nicht|ungültig|unzustellbar|falsch (?:geschrieben|angegeben))`;
const CLOSED = `(?:deaktiviert|geschlossen|gelöscht|gekündigt|abgemeldet|abgelaufen|eingefroren|ruht\\b|nicht (?:aktiv|freigeschaltet)|abgeschaltet|stillgelegt|aufgelöst|inaktiv|gesperrt|entfernt|nicht mehr (?:aktiv|gültig|in (?:gebrauch|betrieb|verwendung)|verfügbar|erreichbar|verwendet|genutzt|benutzt|belegt))`;

export const GERMAN = language('de', {
  sender: SENDER,
  clears: [
    ['auto_reply', 'nicht im (?:büro|hause)|automatische antwort', 'Ich bin bis Montag nicht im Büro'],
    [
      'mailbox_full',
      '(?:postfach|mailbox|speicherplatz|speichervolumen|postfachspeicher|konto|account|kontingent|quota)[^.;]{0,40}(?:voll\\b|überschritten|erschöpft|überfüllt|ausgelastet|(?:limit|größe|grenze)[^.;]{0,10} erreicht)|quota (?:ist |wurde )?erreicht|\\bist (?:leider |bereits )?voll\\b|mailbox voll|zu ?viele e?-?mails auf dem server|(?:zu wenig|kein) (?:freier )?(?:speicherplatz|platz mehr)|kein platz (?:mehr )?(?:im|in)',
      '550 <a@example.com> Benutzer hat zuviele Mails auf dem Server.',
      '552 Das Postfach des Empfaengers ist voll',
      '552 5.2.2 Speicherplatz des Kontos ?berschritten',
    ],
    [
      'rate_limited',
      'zu ?viele (?:gleichzeitige )?(?:verbindungen|nachrichten|e?-?mails|empfänger|anfragen|sitzungen)',
      '421 Zu viele Verbindungen von Ihrer Adresse',
    ],
    [
      'ip_blocklisted',
      '(?:schwarzen? liste|sperrliste|blockliste)|(?:server|absender-?ip|mailserver)[^.;]{0,60}(?:gesperrt|blockiert|gelistet)|(?:\\bip\\b|ip-?adresse|\\bhost\\b)[^;]{0,60}(?:gesperrt|blockiert|geblockt|gelistet)',
      '554 Ihre IP-Adresse 192.0.2.1 ist gesperrt',
      '550 Ihr Server steht auf einer schwarzen Liste',
    ],
    [
      'spam_content',
      'als (?:unerwünschte )?(?:spam|werbung)[^.;]{0,12}(?:eingestuft|erkannt|klassifiziert|abgelehnt|identifiziert|markiert|bewertet)|spam-?verdacht|wegen spam|(?:verbotene|unerwünschte|unzulässige|anstößige)[nr]? inhalt',
      '571 5.7.1 Nachricht als Spam eingestuft',
    ],
    ['malware_phishing', 'schadsoftware|schadcode|virenverdacht', '554 Die Nachricht enthaelt Schadsoftware'],
    [
      'message_too_large',
      '(?:nachricht|mail|sendung|anhang) (?:ist )?zu groß|überschreitet die (?:maximale?|zulässige|erlaubte) (?:nachrichten|mail)?-?größe|größer als (?:erlaubt|zulässig)|maximale? (?:nachrichten|mail)-?größe|größe der (?:nachricht|e?-?mail)',
      '552 Die Nachricht ist zu gross',
      '552 Nachricht zu groß',
    ],
    [
      'sender_rejected',
      `${SENDER}[^.;]{0,40}(?:${UNKNOWN}|${CLOSED}|abgelehnt|nicht (?:erlaubt|berechtigt|zugelassen|verifiziert|überprüf)|verweigert|unzulässig|blockiert|geblockt|überprüft werden|hat keinen mx)`,
      '550 Absenderadresse ungueltig',
      '550 Die Domain des Absenders existiert nicht',
    ],
    [
      'relay_denied',
      '(?:weiterleitung|relaying|relay) (?:ist )?(?:nicht (?:erlaubt|gestattet|zulässig)|verweigert|verboten)',
      '550 Weiterleitung nicht erlaubt',
    ],
  ],
  accuses: [
    [
      'receiver_unavailable',
      '(?:vorübergehend|temporär|zeitweise|derzeit|momentan|zur ?zeit) (?:nicht |gesperrt|deaktiviert|überlastet)',
      '450 Das Postfach ist voruebergehend deaktiviert',
      '450 Empfänger derzeit nicht erreichbar',
    ],
    [
      'recipient_moved',
      '(?:umgezogen|verzogen)\\b|neue e?-?(?:mail-?)?adresse (?:lautet|ist)',
      '551 Der Benutzer ist umgezogen',
    ],
    [
      'recipient_disabled',
      `${WHO}[^.;]{0,40}${CLOSED}|(?:unternehmen|firma) verlassen|nicht mehr (?:bei uns|im unternehmen|in der firma|für uns)`,
      '550 Das Postfach wurde deaktiviert',
      '550 Benutzerkonto gesperrt',
    ],
    [
      'domain_invalid',
      'domain[^;]{0,60}(?:existiert nicht|nicht (?:gefunden|vorhanden|existent|registriert)|unbekannt)|ungültige domain',
      '550 Die Domain existiert nicht',
    ],
    [
      'recipient_unknown',
      `(?:wurde|konnte|ist) nicht (?:in|auf|bei|unter) [\\w-]{1,63}\\.[\\w.-]{2,80} (?:gefunden|bekannt|vorhanden)|wurde (?:in|auf|bei|unter) \\S{1,80} nicht gefunden|${WHO}[^.;]{0,50}${UNKNOWN}|(?:unbekannte|ungültige|falsche|nicht existierende)[rnsm]? (?:e-?mail-?)?(?:empfänger|benutzer|nutzer|adress|postfach|mailbox|account|konto)|kein(?:e|en)? (?:solche|derartige|entsprechende)[nrs]? (?:benutzer|empfänger|postfach|mailbox|adresse|konto|account)|niemand bekannt|kein(?:e|en)? (?:\\w{1,24} )?(?:postfach|mailbox|benutzer|empfänger)[^.;]{0,25}(?:namen|vorhanden|gefunden|adresse)|(?:postfach|mailbox) nicht verfügbar`,
      '550 <a@example.com> Benutzer nicht bekannt',
      '550 Empf?nger unbekannt',
      '550 Empfaengeradresse existiert nicht',
      '550 Angeforderte Aktion nicht ausgeführt: Postfach nicht verfügbar',
    ],
  ],
  closes: [
    [
      'receiver_unavailable',
      'bitte (?:versuchen sie es )?später|später (?:erneut|noch ?mals|wieder|noch einmal)|wartungsarbeiten|überlastet|dienst (?:ist )?nicht (?:verfügbar|erreichbar)|technische[rsn]? (?:problem|störung|fehler)',
      '451 Bitte versuchen Sie es spaeter erneut',
    ],
    [
      'policy_block',
      '(?:zugriff|zugang|annahme|verbindung) verweigert|(?:nachricht|mail|verbindung)[^.;]{0,20}(?:abgelehnt|zurückgewiesen|abgewiesen|verweigert)|richtlinie',
      '554 Annahme verweigert',
    ],
  ],
});
