// French.
import { language } from './language.ts';

const WHO = '(?:utilisateur|destinataire|boîte|adresse(?! ip)|compte|usager|abonné|messagerie|correspondant)';
const SENDER = '(?:émetteur|expéditeur|^\\W{0,3}(?:[245]\\d\\d )?votre (?:compte|domaine|adresse(?! ip)))';
const UNKNOWN = `(?:inconnue?s?\\b|n\\W?existe(?:nt)? (?:pas|plus)|inexistante?s?\\b|introuvable|invalide|(?:non|pas) (?:été |être )?(?:trouvée?|attribuée?|valide|reconnue?)|ne peut (?:pas )?être trouvée?|incorrecte?\\b|erronée?|(?:non|pas|plus) (?:reconnue?|répertoriée?|enregistrée?|présente?|attribuée?|connue?)|attribuée? à personne|n\\W?est (?:pas|plus) (?:valable|valide)|aucun[e]? (?:utilisateur|destinataire|compte|boîte)|personne (?:de|à) ce nom)|(?:non|pas) répertoriée? dans|aucun (?:utilisateur|destinataire)|pas (?:d['’ ]utilisateur|de (?:boîte|compte|destinataire))`;
const CLOSED = `(?:désactivé|suspendue?\\b|fermé(?!m)|supprimée?|archivée?|inacti(?:f|ve)\\b|résiliée?|clôturée?|clos\\b|close\\b|expirée?|bloquée?|radiée?|gelée?\\b|inutilisée?|n\\W?est (?:plus|pas) (?:acti(?:f|ve)|utilisée?|en service|activée?)|n\\W?est plus (?:valide|disponible|joignable))`;

export const FRENCH = language('fr', {
  sender: SENDER,
  clears: [
    ['auto_reply', 'absente? du bureau|réponse automatique', 'Je suis absent du bureau'],
    [
      'mailbox_full',
      "(?:boîte|messagerie|compte|espace)[^.;]{0,50}(?:pleine?\\b|saturée?|remplie|dépassé|attein(?:t|dre)[^.;]{0,12}(?:limite|maximum))|quota (?:est )?(?:plein|saturé)|quota[^.;]{0,25}(?:dépassé|atteint)|dépassé son quota|taille maximale[^.;]{0,20}boîte|(?:boîte|messagerie)[^.;]{0,40}taille maximale|manque d['’ ]espace|plus d['’ ]espace",
      '552 Boite du destinataire pleine',
      '552 La bo?te aux lettres de a@example.com est satur?e',
      '552 Quota de la boîte dépassé',
    ],
    [
      'rate_limited',
      'trop de (?:connexions?|messages|destinataires|requêtes|mails|courriels|tentatives)',
      '421 Trop de connexions',
    ],
    [
      'ip_blocklisted',
      'listes? (?:noire|de blocage)|adresse ip[^;]{0,60}(?:bloqué|blacklist|interdite|refusée|rejetée|listée)|(?:\\bip\\b|votre serveur)[^;]{0,40}(?:blacklisté|(?:est|a été) (?:listé|bloqué|interdit))',
      '554 Adresse IP source bloquee',
      '554 Votre serveur est en liste noire',
    ],
    [
      'spam_content',
      '(?:détecté|considéré|identifié|classé|rejeté|reconnu|marqué)e?[^.;]{0,12} comme (?:étant )?(?:du |un )?(?:spam|indésirable|pourriel|courrier indésirable)|pourriel|courriers? indésirables?|contenu (?:du message )?(?:refusé|rejeté|interdit|indésirable|bloqué)',
      '550 Message considere comme spam',
      '554 Contenu du message refusé',
    ],
    ['malware_phishing', 'hameçonnage|logiciel malveillant', '554 Message rejeté : tentative de hameçonnage'],
    [
      'message_too_large',
      '(?:message|courriel|mail|pièce jointe) (?:est )?trop (?:gros|volumineux|grand|long|lourd)|taille (?:limite|maximale|maximum|du message)[^.;]{0,40}(?:dépass|attein|excéd)|dépasse la taille',
      '552 Message trop volumineux',
      '552 Taille limite du message atteinte',
    ],
    [
      'sender_rejected',
      `${SENDER}[^.;]{0,40}(?:${UNKNOWN}|${CLOSED}|refusé|rejeté|non autorisé|interdit|bloqué|non vérifié|pas autorisé)`,
      '501 Emetteur invalide',
      "550 Le domaine de l'expediteur n'existe pas",
    ],
    [
      'relay_denied',
      'relais (?:est )?(?:refusé|interdit|non (?:autorisé|permis))|relayage (?:refusé|interdit|non autorisé)',
      '554 Relais refusé',
    ],
  ],
  accuses: [
    [
      'receiver_unavailable',
      '(?:temporairement|momentanément|provisoirement) (?:in|dés|susp|blo|ferm|refus|non)',
      '450 Compte temporairement désactivé',
      '450 Destinataire momentanement indisponible',
    ],
    ['recipient_moved', "a changé d['’ ]adresse|nouvelle adresse (?:est|:)", "551 Le destinataire a changé d'adresse"],
    [
      'recipient_disabled',
      `${WHO}[^.;]{0,40}${CLOSED}|ne fait plus partie|ne travaille plus|a quitté (?:la société|l['’ ]entreprise)`,
      '550 Boite du destinataire archivee',
      '550 Le compte du destinataire est bloque',
      "550 Cette adresse n'est plus valide",
    ],
    [
      'domain_invalid',
      '(?:domaine|serveur de destination)[^;]{0,60}(?:n\\W?existe pas|inconnu|inexistant|introuvable|invalide)',
      "550 Le domaine example.com n'existe pas",
    ],
    [
      'recipient_unknown',
      `${WHO}[^.;]{0,50}${UNKNOWN}`,
      '550 Utilisateur inconnu',
      "550 L'adresse de messagerie n'existe pas",
      '550 Adresse d au moins un destinataire invalide',
      '550 Boîte aux lettres introuvable',
    ],
  ],
  closes: [
    [
      'receiver_unavailable',
      'veuillez (?:ré)?essayer (?:plus tard|ultérieurement)|(?:service|serveur|boîte) (?:est )?(?:indisponible|non disponible)|erreur (?:interne|temporaire)',
      '421 Veuillez essayer plus tard',
    ],
    [
      'policy_block',
      '(?:ont|a) été (?:bloqué|refusé|rejeté)|(?:accès|service|message|mail|courriel|connexion) (?:est )?(?:refusé|rejeté|interdit|bloqué)(?!d)|politique de sécurité',
      '550 Accès refusé',
      '550 Mail rejete',
    ],
  ],
});
