// Polish.
import { language } from './language.ts';

const WHO = '(?:odbiorca|użytkownik|adresat|konto|skrzynka|adres(?! ip)|abonent)';
const SENDER = 'nadawc[ay]';
const UNKNOWN = `(?:nie istnieje|nieistniejąc|nieznan[yae]|nie (?:został[ao]? )?(?:znalezion|odnalezion|rozpoznan)|nie (?:figuruje|odnaleziono|znaleziono)|błędn|nieaktualn|nieprawidłow|niepoprawn)`;
const CLOSED = `(?:zablokowan|zawieszon|nieaktywn|wyłączon|usunięt|zamknięt|dezaktywowan|skasowan|wygas|nieużywan|nie jest (?:już )?(?:aktywn|używan)|niedostępn)`;

export const POLISH = language('pl', {
  sender: SENDER,
  clears: [
    [
      'mailbox_full',
      '(?:skrzynk[ai]|konto)[^.;]{0,40}(?:pełn|przepełnion|zapełnion|przekroczy|przekroczon)|przekroczon[oya]?[^.;]{0,15} (?:quota|pojemnoś|limit (?:skrzynki|konta|pojemnoś))|brak (?:wolnego )?miejsca',
      '552 Skrzynka odbiorcy jest pelna',
      '552 Przekroczona pojemność skrzynki',
    ],
    [
      'rate_limited',
      '(?:zbyt|za) (?:wiele|dużo) (?:połączeń|wiadomości|odbiorców)|przekroczon\\w{1,2} limit (?:wysyłania|wiadomości|połączeń|odbiorców)',
      '421 Zbyt wiele polaczen',
    ],
    [
      'ip_blocklisted',
      'czarn[ae]j? li(?:sta|ście|scie)|(?:adres |twój )?\\bip\\b[^;]{0,60}zablokowan|na li(?:ście|scie) (?:rbl|blok)',
      '554 Serwer jest na czarnej liscie',
    ],
    [
      'spam_content',
      '(?:uznan|rozpoznan|zaklasyfikowan|zakwalifikowan|oznaczon|odrzucon)[ayeo][^.;]{0,8} (?:jako|za) spam|niechcian[aey] (?:wiadomo|poczt)|antyspam|zawiera spam',
      '550 Wiadomosc uznana za spam',
    ],
    [
      'message_too_large',
      '(?:zbyt|za) duża wiadomość|wiadomość (?:jest )?(?:zbyt|za) duża|rozmiar wiadomości',
      '552 Wiadomosc jest zbyt duza',
    ],
    [
      'sender_rejected',
      `${SENDER}[^.;]{0,40}(?:${UNKNOWN}|${CLOSED}|odrzucon|niedozwolon|nieautoryzowan|niezweryfikowan|zablokowan)`,
      '550 Adres nadawcy odrzucony',
    ],
    [
      'relay_denied',
      '(?:relay|przekazywanie)[^.;]{0,15} (?:zabronion|niedozwolon|odmow)',
      '550 Przekazywanie zabronione',
    ],
  ],
  accuses: [
    ['receiver_unavailable', '(?:tymczasowo|chwilowo) (?:nie|zabl|zaw|wył|odrz)', '450 Konto tymczasowo zablokowane'],
    ['recipient_moved', 'zmienił adres|nowy adres (?:to|:)', '551 Uzytkownik zmienil adres'],
    [
      'recipient_disabled',
      `${WHO}[^.;]{0,40}${CLOSED}|już (?:tu |u nas )?nie pracuje`,
      '550 Konto zostalo zawieszone',
      '550 Skrzynka nieaktywna',
    ],
    [
      'domain_invalid',
      'domena[^;]{0,60}(?:nie istnieje|nieznana|nie znalezion|nieprawidłow)',
      '550 Domena nie istnieje',
    ],
    [
      'recipient_unknown',
      `${WHO}[^.;]{0,50}${UNKNOWN}|nie ma takiego (?:użytkownika|konta|adresu|odbiorcy)|brak (?:takiego )?(?:użytkownika|konta|skrzynki|odbiorcy)|nieznany (?:odbiorca|użytkownik|adresat)|nieprawidłowy (?:adres|odbiorca)`,
      '501 5.1.3 Odbiorca <a@example.com> nie istnieje',
      '550 Nie ma takiego uzytkownika',
    ],
  ],
  closes: [
    ['receiver_unavailable', 'spróbuj (?:ponownie )?później|usługa niedostępna', '451 Sprobuj ponownie pozniej'],
    ['policy_block', 'odmowa dostępu|dostęp zabroniony|wiadomość (?:została )?odrzucon', '554 Odmowa dostepu'],
  ],
});
