// Languages of which only the commonest words are known: Danish, Norwegian, Finnish, Hungarian, Romanian, South Slavic.
import { language } from './language.ts';

/** `mul` is the tag of ISO 639 for several languages. */
export const OTHER_LANGUAGES = language('mul', {
  clears: [
    [
      'attachment_rejected',
      '(?:anhang|anhänge|pièces? jointes?|fichiers? joints?|adjuntos?|anexos?|allegat[oi]|bijlagen?|załącznik|вложени[ея]|添付ファイル|附件)[^.;]{0,40}(?:nicht (?:erlaubt|zugelassen)|verboten|blockiert|gesperrt|abgelehnt|interdit|refusé|bloqué|non autorisé|no permitid|bloquead|prohibid|não permitid|proibid|rejeitad|rechazad|non (?:è )?consentit|bloccat|vietat|rifiutat|niet toegestaan|geblokkeerd|geweigerd|niedozwolon|zablokowan|запрещ|заблокирован|недопустим|拒否|禁止|许可されて|不允许|被拒绝)|tipo de (?:anexo|adjunto|archivo|arquivo)',
      '550 5.7.1 Tipo de anexo nao permitido',
      '554 Der Anhang ist verboten',
      "550 L'allegato non è consentito",
    ],
    [
      'mailbox_full',
      '(?:postkasse|postboks|innboks|indbakke|postilaatikko|postafiók|căsuța|kutija|скринька)[^.;]{0,40}(?:fuld|\\bfull\\b|täynnä|megtelt|plină|puna|переповнена)',
      '552 Modtagerens postkasse er fuld',
    ],
  ],
  accuses: [
    [
      'recipient_unknown',
      '(?:bruger|bruker|modtager|mottaker|adress)en?[^.;]{0,30} (?:findes|finnes|eksisterer|ukendt|ukjent|(?:blev|ble) ikke (?:fundet|funnet))|alamat tidak (?:ditemukan|dikenal)|không tìm thấy địa chỉ|địa chỉ không tồn tại|العثور على العنوان|(?:адрес[ауи]?|користувач[ау]?|скриньк[ау]) не (?:знайдено|існує)|διεύθυνση[^.;]{0,30} δεν (?:βρέθηκε|υπάρχει)|εύρεση της διεύθυνσης|ukendt (?:bruger|modtager)|ukjent (?:bruker|mottaker)|(?:käyttäjä|vastaanottaja)[^.;]{0,30}(?:tuntematon|ei ole|ei löydy)|(?:címzett|felhasználó|postafiók)[^.;]{0,30}(?:nem létezik|ismeretlen|nem található)|(?:utilizator|destinatar|căsuța)[^.;]{0,30}(?:inexistent|necunoscut|nu exist)|(?:korisnik|primalac|primatelj|uporabnik|sandučić)[^.;]{0,30}(?:ne postoji|ne obstaja|nepoznat|neznan)',
      '550 Modtageren findes ikke',
      '550 Ukjent bruker',
      '550 Käyttäjä tuntematon',
      '550 A cimzett nem letezik',
      '550 Utilizator necunoscut',
      '550 Korisnik ne postoji',
    ],
  ],
  closes: [],
});
