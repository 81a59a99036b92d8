// Languages of which only the commonest words are known, and a rule for words of many.
import type { Rule } from '../rule.ts';
import { type Language, language, type Row, tolerant } from './language.ts';

/** Words of many languages that stand together; `mul` is the tag of ISO 639 for several. */
export const ATTACHMENT_RULE: Rule = {
  id: 'mul-attachment-rejected',
  reason: 'attachment_rejected',
  pattern: tolerant(
    '(?:anhang|anhänge|pièces? jointes?|fichiers? joints?|adjuntos?|anexos?|allegat[oi]|bijlagen?|załącznik|вложени[ея]|添付ファイル|附件)[^.;]{0,40}(?:nicht (?:erlaubt|zugelassen)|verboten|blockiert|gesperrt|abgelehnt|interdit|refusé|bloqué|non autorisé|no permitid|bloquead|prohibid|não permitid|proibid|rejeitad|rechazad|non (?:è )?consentit|bloccat|vietat|rifiutat|niet toegestaan|geblokkeerd|geweigerd|niedozwolon|zablokowan|запрещ|заблокирован|недопустим|拒否|禁止|许可されて|不允许|被拒绝)|tipo de (?:anexo|adjunto|archivo|arquivo)',
  ),
  confidence: 0.88,
  examples: ['550 5.7.1 Tipo de anexo nao permitido', '554 Der Anhang ist verboten', "550 L'allegato non è consentito"],
};

/** What is full, and who is unknown. */
function little(
  tag: string,
  sender: string,
  unknown: readonly [words: string, ...examples: [string, ...string[]]],
  full?: Row,
): Language {
  return language(tag, {
    sender,
    clears: full ? [full] : [],
    accuses: [['recipient_unknown', ...unknown]],
    closes: [],
  });
}

const DANISH_NORWEGIAN = language('da', {
  sender: 'afsender|avsender',
  clears: [
    [
      'mailbox_full',
      '(?:postkasse|postboks|innboks|indbakke)n?[^.;]{0,40}(?:fuld|\\bfull\\b)',
      '552 Modtagerens postkasse er fuld',
      '552 Postboksen er full',
    ],
  ],
  accuses: [
    [
      'recipient_disabled',
      'konto(?:en|et)? er[^.;]{0,20}(?:deaktiver|lukket|stengt|sperret|spærret)',
      '550 Kontoen er deaktivert',
    ],
    [
      'recipient_unknown',
      '(?:bruger|bruker|modtager|mottaker|adress)en?[^.;]{0,30} (?:findes|finnes|eksisterer|ukendt|ukjent|(?:blev|ble) ikke (?:fundet|funnet))|ukendt (?:bruger|modtager)|ukjent (?:bruker|mottaker)|ingen (?:sådan|slik) (?:bruger|bruker)',
      '550 Modtageren findes ikke',
      '550 Ukjent bruker',
      '550 Ingen slik bruker her',
    ],
  ],
  closes: [],
});

export const OTHER_LANGUAGES: readonly Language[] = [
  DANISH_NORWEGIAN,
  little(
    'fi',
    'lähettäj',
    [
      '(?:käyttäjä|vastaanottaja)[^.;]{0,30}(?:tuntematon|ei ole|ei löydy)|ei ole sellaista',
      '550 Käyttäjä tuntematon',
      '550 Täällä ei ole sellaista käyttäjää',
    ],
    ['mailbox_full', '(?:postilaatikko|sähköposti)[^.;]{0,20} täynnä', '552 Postilaatikko on täynnä'],
  ),
  little(
    'hu',
    'feladó',
    [
      'nincs ilyen (?:felhasználó|cím)|(?:címzett|felhasználó|postafiók)[^.;]{0,30}(?:nem létezik|ismeretlen|nem található)',
      '550 A cimzett nem letezik',
      '550 Nincs ilyen felhasználó',
    ],
    ['mailbox_full', 'postafiók[^.;]{0,20} (?:megtelt|tele)', '552 A postafiók megtelt'],
  ),
  little(
    'ro',
    'expeditor',
    [
      '(?:utilizator|destinatar|căsuța|adresa)[^.;]{0,30}(?:inexistent|necunoscut|nu exist)|nu există un astfel',
      '550 Utilizator necunoscut',
      '550 Adresa nu există',
    ],
    ['mailbox_full', '(?:căsuța|cutia)[^.;]{0,30} plină', '552 Căsuța poștală este plină'],
  ),
  // Serbian, Croatian, Slovenian, Slovak, Bulgarian.
  little('sh', 'pošilja|odosielateľ|подател|изпращач', [
    '(?:korisnik|primalac|primatelj|uporabnik|sandučić)[^.;]{0,30}(?:ne postoji|ne obstaja|nepoznat|neznan)|nepozna[tn]i? korisnik|používateľ[^.;]{0,20} neexistuje|няма такъв (?:потребител|адрес)|потребител[^.;]{0,20} не съществува',
    '550 Korisnik ne postoji',
    '550 Няма такъв потребител',
  ]),
  little(
    'uk',
    'відправник',
    [
      '(?:адрес[ауи]?|користувач[ау]?|скриньк[ау]) не (?:знайдено|існує)|такого користувача',
      '550 Користувача не знайдено',
      '550 Такого користувача тут немає',
    ],
    ['mailbox_full', 'скринька[^.;]{0,20} (?:переповнена|заповнена)', '552 Поштова скринька переповнена'],
  ),
  little('el', 'αποστολέ', [
    '(?:διεύθυνση|χρήστης|παραλήπτης)[^.;]{0,30} δεν (?:βρέθηκε|υπάρχει)|εύρεση της διεύθυνσης|άγνωστος (?:χρήστης|παραλήπτης)|δεν υπάρχει τέτοιος',
    '550 Ο χρήστης δεν υπάρχει',
    '550 Άγνωστος παραλήπτης',
  ]),
  // Arabic and Hebrew.
  little('ar', 'المرسل|השולח', [
    'العثور على العنوان|المستخدم (?:غير موجود|غير معروف)|مثل هذا المستخدم|משתמש לא (?:קיים|ידוע)',
    '550 المستخدم غير موجود',
    '550 משתמש לא קיים',
  ]),
  little('id', 'pengirim', [
    '(?:pengguna|akun|kotak surat|alamat)[^.;]{0,20} tidak (?:ditemukan|ada|dikenal)',
    '550 Pengguna tidak ditemukan',
  ]),
  little('vi', 'người gửi', [
    'không tìm thấy (?:địa chỉ|người)|(?:người dùng|tài khoản|hộp thư|địa chỉ)[^.;]{0,20} không tồn tại',
    '550 Người dùng không tồn tại',
  ]),
  little('th', 'ผู้ส่ง', ['ไม่พบ(?:ผู้ใช้|ที่อยู่)', '550 ไม่พบผู้ใช้']),
];
