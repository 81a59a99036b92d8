// Languages of which only the commonest words are known: Danish, Norwegian, Finnish, Hungarian, Romanian, South Slavic.
import { language } from './language.ts';

/** `mul` is the tag of ISO 639 for several languages. */
export const OTHER_LANGUAGES = language('mul', {
  clears: [],
  accuses: [
    [
      'recipient_unknown',
      '(?:bruger|bruker|modtager|mottaker|adress)en?[^.;]{0,30} (?:findes|finnes|eksisterer|ukendt|ukjent)|ukendt (?:bruger|modtager)|ukjent (?:bruker|mottaker)|(?:käyttäjä|vastaanottaja)[^.;]{0,30}(?:tuntematon|ei ole|ei löydy)|(?:címzett|felhasználó|postafiók)[^.;]{0,30}(?:nem létezik|ismeretlen|nem található)|(?:utilizator|destinatar|căsuța)[^.;]{0,30}(?:inexistent|necunoscut|nu exist)|(?:korisnik|primalac|primatelj|uporabnik|sandučić)[^.;]{0,30}(?:ne postoji|ne obstaja|nepoznat|neznan)',
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
