// Turkish.
import { language } from './language.ts';

const WHO = '(?:hesap|hesabı|kullanıcı|posta kutusu|alıcı|adres(?:i|iniz)?|müşteri|abone)';
const SENDER = 'gönder(?:en|ici)';
const UNKNOWN = `(?:bulunamadı|geçerli değil|bulunmu|bulunmama|bilinmiyor|mevcut değil|geçersiz|tanımlı değil|kayıtlı değil|yok\\b|tanınm|hatalı)`;
const CLOSED = `(?:devre dışı|kapatıl|kapalı|askıya alın|dondurul|iptal edil|aktif değil|pasif|silin(?:di|mi)|engellen|kullanılmı|kullanım dışı)`;

export const TURKISH = language('tr', {
  sender: SENDER,
  clears: [
    [
      'mailbox_full',
      'posta kutusu[^.;]{0,40} dol(?:u|du)|(?:kota|posta kutusu|hesap|hesabı)[^.;]{0,20}(?:aşıl|aştı|dolu|doldu)|yeterli alan yok',
      '552 Alicinin posta kutusu dolu',
      '552 Kullanıcı kotası aşıldı',
    ],
    [
      'rate_limited',
      'çok fazla (?:bağlantı|mesaj|alıcı|e-?posta|ileti)|gönderim (?:limiti|sınırı)',
      '421 Cok fazla baglanti',
    ],
    [
      'ip_blocklisted',
      'kara liste|(?:\\bip\\b|sunucunuz)[^;]{0,60}(?:engellen|bloklan)',
      '554 IP adresiniz kara listede',
    ],
    [
      'spam_content',
      'spam olarak (?:işaret|algıla|değerlen|belirlen)|istenmeyen (?:e-?)?posta|spam içer(?:iyor|mekte)|spam nedeniyle',
      '550 Mesaj spam olarak isaretlendi',
    ],
    ['message_too_large', '(?:mesaj|ileti|e-?posta)[^.;]{0,15} çok büyük|mesaj boyutu', '552 Mesaj cok buyuk'],
    [
      'sender_rejected',
      `${SENDER}[^.;]{0,40}(?:${UNKNOWN}|${CLOSED}|reddedil|engellen|yetkili değil|doğrulan)`,
      '550 Gonderici adresi reddedildi',
    ],
    ['relay_denied', '(?:relay|aktarma|yönlendirme)[^.;]{0,20} (?:reddedil|yasak|izin ver)', '550 Relay reddedildi'],
  ],
  accuses: [
    ['receiver_unavailable', 'geçici olarak', '450 Hesap gecici olarak kapatildi'],
    ['recipient_disabled', `${WHO}[^.;]{0,40}${CLOSED}`, '550 Kullanici hesabi kapatildi', '550 Hesap askıya alındı'],
    ['domain_invalid', 'alan adı[^;]{0,60}(?:bulunam|mevcut değil|geçersiz)', '550 Alan adi bulunamadi'],
    [
      'recipient_unknown',
      `${WHO}[^.;]{0,40}${UNKNOWN}|bilinmeyen (?:kullanıcı|alıcı)|böyle bir (?:kullanıcı|hesap|adres|alıcı)`,
      '550 Kullanici bulunamadi',
      '550 Böyle bir kullanıcı yok',
    ],
  ],
  closes: [
    ['receiver_unavailable', 'tekrar deneyin|hizmet kullanılamıyor|daha sonra', '451 Lutfen daha sonra tekrar deneyin'],
    ['policy_block', 'erişim (?:reddedil|engellen)|mesaj(?:ınız)? reddedil', '554 Erisim reddedildi'],
  ],
});
