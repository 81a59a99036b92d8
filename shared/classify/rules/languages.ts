// Replies that are not in English, by what they do to the recipient: each stage stands elsewhere in the order of rules.
import { CHINESE } from './languages/chinese.ts';
import { CZECH } from './languages/czech.ts';
import { DUTCH } from './languages/dutch.ts';
import { FRENCH } from './languages/french.ts';
import { GERMAN } from './languages/german.ts';
import { ITALIAN } from './languages/italian.ts';
import { JAPANESE } from './languages/japanese.ts';
import { KOREAN } from './languages/korean.ts';
import { ATTACHMENT_RULE, OTHER_LANGUAGES } from './languages/other-languages.ts';
import { POLISH } from './languages/polish.ts';
import { PORTUGUESE } from './languages/portuguese.ts';
import { RUSSIAN } from './languages/russian.ts';
import { SPANISH } from './languages/spanish.ts';
import { SWEDISH } from './languages/swedish.ts';
import { TURKISH } from './languages/turkish.ts';
import type { Rule } from './rule.ts';

/** The Romance languages share words: what the first of them says of a word is the same in the others. */
export const LANGUAGES = [
  GERMAN,
  FRENCH,
  SPANISH,
  PORTUGUESE,
  ITALIAN,
  DUTCH,
  POLISH,
  RUSSIAN,
  TURKISH,
  CZECH,
  SWEDISH,
  CHINESE,
  JAPANESE,
  KOREAN,
  ...OTHER_LANGUAGES,
];

/** Before the English rules that clear: "spam" and "quota" stand also where an IP or a rate is meant. */
export const FOREIGN_CLEARING_RULES: readonly Rule[] = [...LANGUAGES.flatMap(({ clears }) => clears), ATTACHMENT_RULE];

/** Behind all that clear, English ones too: the second half of a reply in two languages may. */
export const FOREIGN_RECIPIENT_RULES: readonly Rule[] = LANGUAGES.flatMap(({ accuses }) => accuses);

/** After the codes, beside the English words about the way. */
export const FOREIGN_CLOSING_RULES: readonly Rule[] = LANGUAGES.flatMap(({ closes }) => closes);
