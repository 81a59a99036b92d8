// The same words mean another thing by whom they are said of: a dead recipient, the sender, a part of the server.
import { describe, expect, test } from 'vitest';
import { classify } from '../../shared/classify/classify.ts';
import { eventOf } from '../../shared/pipeline/explain.ts';

const suppresses = (text: string) => classify(eventOf({ text })).action === 'suppress';
const said = (of: readonly string[], words: readonly string[], between = ' ') =>
  of.flatMap((subject) => words.map((predicate) => `550 ${subject}${between}${predicate}`));

/** In English: what a server says of who is gone. */
const GONE = [
  'unknown',
  'is unknown',
  'not found',
  'could not be found',
  'does not exist',
  "doesn't exist",
  'non-existent',
  'no longer exists',
  'is invalid',
  'is not valid',
  'disabled',
  'has been disabled',
  'is inactive',
  'is not active',
  'deactivated',
  'has been suspended',
  'is closed',
  'terminated',
  'has been deleted',
  'was removed',
  'has expired',
  'is not registered',
  'unrecognized',
  'not listed',
  'is undefined',
  'is no longer available',
  'is no longer in use',
  'is not defined',
];
const RECIPIENTS = [
  'User',
  'The user',
  'Recipient',
  'Account',
  'Mailbox',
  'Recipient address',
  'Email address',
  'Addressee',
  'Customer',
  'Subscriber',
  'Inbox',
  'Alias',
  'Member',
  'Email account',
  'Person',
];
const SENDERS = [
  'Sender',
  'Sender address',
  'Sender domain',
  'Sending account',
  'Your domain',
  'Your account',
  'Your sender address',
  'From address',
  'MAIL FROM domain',
  'Envelope sender',
  'Return path',
  'Originator',
  'Authenticated user',
  'SMTP user',
  'Your IP address',
  'Client host',
  'Your hostname',
  'HELO name',
  'Reverse DNS',
];
const THINGS = [
  'Service',
  'Database',
  'Server',
  'Connection',
  'Session',
  'Attachment',
  'Header',
  'TLS certificate',
  'License',
  'Queue',
  'Network',
  'Filter',
  'Directory service',
  'Policy',
  'Link',
];

/** By language: recipients, senders, and what is said of them. */
const ELSEWHERE: Readonly<Record<string, readonly [recipients: string[], senders: string[], gone: string[]]>> = {
  German: [
    ['Der Benutzer', 'Empfänger', 'Das Postfach', 'Das Konto', 'E-Mail-Adresse', 'Der Account', 'Der Kunde'],
    ['Der Absender', 'Absenderadresse', 'Absender-Domain', 'Die Domain des Absenders'],
    [
      'ist unbekannt',
      'wurde nicht gefunden',
      'existiert nicht mehr',
      'ist ungültig',
      'wurde deaktiviert',
      'ist gesperrt',
    ],
  ],
  French: [
    ["L'utilisateur", 'Le destinataire', 'La boîte aux lettres', 'Ce compte', 'Cette adresse', 'Messagerie'],
    ["L'expéditeur", "Adresse de l'expéditeur", 'Émetteur', "Le domaine de l'expéditeur"],
    ['est inconnu', "n'existe pas", "n'existe plus", 'est invalide', 'est introuvable', 'a été désactivé', 'fermé'],
  ],
  Spanish: [
    ['El usuario', 'Destinatario', 'La cuenta', 'El buzón', 'Dirección de correo', 'La casilla'],
    ['El remitente', 'Dirección del remitente', 'Dominio del remitente', 'Su cuenta'],
    ['no existe', 'desconocido', 'no fue encontrado', 'es inválido', 'ha sido desactivada', 'está suspendida'],
  ],
  Portuguese: [
    ['O usuário', 'Destinatário', 'A conta', 'Caixa postal', 'Endereço de email', 'Utilizador'],
    ['O remetente', 'Endereço do remetente', 'Domínio do remetente', 'Conta do remetente'],
    ['não existe', 'desconhecido', 'não encontrado', 'é inválido', 'foi desativada', 'está suspensa', 'inativo'],
  ],
  Italian: [
    ["L'utente", 'Il destinatario', 'La casella', "L'indirizzo", 'Questo account', 'Mailbox'],
    ['Il mittente', 'Indirizzo del mittente', 'Dominio del mittente'],
    ['sconosciuto', 'non esiste', 'inesistente', 'non trovato', 'è stata disattivata', 'è sospesa', 'non valido'],
  ],
  Dutch: [
    ['De gebruiker', 'Ontvanger', 'Het postvak', 'E-mailadres', 'Account', 'Geadresseerde'],
    ['Afzender', 'Het afzenderadres', 'Domein van de afzender'],
    ['is onbekend', 'bestaat niet', 'niet gevonden', 'is ongeldig', 'is uitgeschakeld', 'is opgeheven'],
  ],
  Polish: [
    ['Użytkownik', 'Odbiorca', 'Skrzynka', 'Konto', 'Adres odbiorcy'],
    ['Nadawca', 'Adres nadawcy', 'Domena nadawcy'],
    ['nie istnieje', 'jest nieznany', 'nie został znaleziony', 'nieprawidłowy', 'zostało zablokowane'],
  ],
  Russian: [
    ['Пользователь', 'Получатель', 'Почтовый ящик', 'Учетная запись', 'Абонент'],
    ['Отправитель', 'Адрес отправителя', 'Домен отправителя'],
    ['не найден', 'не существует', 'неизвестен', 'заблокирован', 'отключен', 'недействителен'],
  ],
  Turkish: [
    ['Kullanıcı', 'Alıcı', 'Posta kutusu', 'Hesap', 'Alıcı adresi'],
    ['Gönderen', 'Gönderici adresi', 'Gönderen alan adı'],
    ['bulunamadı', 'mevcut değil', 'geçersiz', 'devre dışı', 'kapatıldı'],
  ],
  Chinese: [
    ['用户', '收件人', '该邮箱', '收件人地址', '账号'],
    ['发件人', '发件人地址', '发信人', '发件域名'],
    ['不存在', '无效', '未找到', '已停用', '被禁用', '已注销'],
  ],
  Japanese: [
    ['ユーザー', '宛先', 'アドレス', '受信者', 'アカウント'],
    ['送信者', '差出人', '送信元アドレス', '送信者ドメイン'],
    ['が存在しません', 'が見つかりません', 'が無効です', 'は削除されました', 'は停止されています'],
  ],
  Korean: [
    ['사용자', '수신자', '주소', '계정'],
    ['발신자', '발신자 주소', '보낸 사람의 주소'],
    ['가 존재하지 않습니다', '를 찾을 수 없습니다', '가 없습니다'],
  ],
  Czech: [
    ['Uživatel', 'Příjemce', 'Schránka', 'Adresa příjemce', 'Účet'],
    ['Odesílatel', 'Adresa odesílatele', 'Účet odesílatele'],
    ['neexistuje', 'nenalezen', 'není platná', 'neznámý'],
  ],
  Swedish: [
    ['Användaren', 'Mottagaren', 'Adressen', 'Kontot'],
    ['Avsändaren', 'Avsändarens adress', 'Avsändarens konto'],
    ['finns inte', 'är okänd', 'saknas', 'är ogiltig'],
  ],
  Danish: [
    ['Modtageren', 'Brugeren', 'Adressen'],
    ['Afsenderen', 'Afsenderens adresse'],
    ['findes ikke', 'er ukendt', 'eksisterer ikke'],
  ],
  Norwegian: [
    ['Mottakeren', 'Brukeren', 'Adressen'],
    ['Avsenderen', 'Avsenderens adresse'],
    ['finnes ikke', 'er ukjent', 'eksisterer ikke'],
  ],
  Finnish: [['Käyttäjä', 'Vastaanottaja'], ['Lähettäjän käyttäjä'], ['on tuntematon', 'ei löydy']],
  Hungarian: [['A címzett', 'A felhasználó'], ['A feladó felhasználó'], ['nem létezik', 'ismeretlen']],
  Romanian: [
    ['Utilizatorul', 'Destinatarul', 'Adresa'],
    ['Adresa expeditorului'],
    ['nu există', 'este necunoscut', 'este inexistent'],
  ],
  Serbian: [['Korisnik', 'Primalac'], ['Korisnik pošiljalac'], ['ne postoji', 'nepoznat']],
  Ukrainian: [
    ['Користувача', 'Адресу'],
    ['Адресу відправника', 'Відправника'],
    ['не знайдено', 'не існує'],
  ],
  Greek: [['Ο χρήστης', 'Ο παραλήπτης'], ['Η διεύθυνση του αποστολέα'], ['δεν υπάρχει', 'δεν βρέθηκε']],
  Indonesian: [
    ['Pengguna', 'Akun', 'Alamat'],
    ['Alamat pengirim', 'Akun pengirim'],
    ['tidak ditemukan', 'tidak ada'],
  ],
  Vietnamese: [['Người dùng', 'Tài khoản'], ['Địa chỉ người gửi', 'Tài khoản người gửi'], ['không tồn tại']],
};

describe('in English', () => {
  test('a recipient who is gone is suppressed, whatever the words', () => {
    expect(said(RECIPIENTS, GONE).filter((text) => !suppresses(text))).toEqual([]);
  });

  test('nobody is suppressed for what is said of the sender', () => {
    expect(said(SENDERS, GONE).filter(suppresses)).toEqual([]);
    expect(said(['No such', 'Cannot find', 'Unknown', 'Invalid'], SENDERS).filter(suppresses)).toEqual([]);
  });

  test('nobody is suppressed for what is said of a part of the server or of the message', () => {
    expect(said(THINGS, GONE).filter(suppresses)).toEqual([]);
    expect(said(['No such', 'Cannot find', 'Unknown', 'Invalid'], THINGS).filter(suppresses)).toEqual([]);
  });
});

describe.each(Object.entries(ELSEWHERE))('in %s', (_, [recipients, senders, gone]) => {
  const between = recipients.some((who) => /\p{Script=Han}|\p{Script=Katakana}|\p{Script=Hangul}/u.test(who))
    ? ''
    : ' ';

  test('a recipient who is gone is suppressed', () => {
    expect(said(recipients, gone, between).filter((text) => !suppresses(text))).toEqual([]);
  });

  test('nobody is suppressed for what is said of the sender', () => {
    expect(said(senders, gone, between).filter(suppresses)).toEqual([]);
  });
});

/** Vietnamese letters bear two marks at once. */
const LATIN = Object.entries(ELSEWHERE).filter(
  ([name, [recipients]]) => name !== 'Vietnamese' && recipients.every((who) => /^\p{Script=Latin}/u.test(who)),
);

test.each(LATIN)('in %s letters without their marks mean the same', (_, [recipients, senders, gone]) => {
  const plain = (text: string) =>
    text
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .replaceAll('ı', 'i')
      .replaceAll('ł', 'l');
  expect(said(recipients, gone).filter((text) => !suppresses(plain(text)))).toEqual([]);
  expect(said(senders, gone).filter((text) => suppresses(plain(text)))).toEqual([]);
});
