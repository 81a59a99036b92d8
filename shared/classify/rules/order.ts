// The order of the rules, which decides more than their number: what clears the recipient comes before what accuses.
import { CONTRA_INDICATIONS } from './contra-indications.ts';
import { RECIPIENT_EVIDENCE } from './recipient-evidence.ts';
import type { Rule } from './rule.ts';
import { TRANSPORT } from './transport.ts';

const BEFORE_CODES: readonly Rule[] = [...CONTRA_INDICATIONS, ...RECIPIENT_EVIDENCE];

export const ROWS: readonly Rule[] = [...BEFORE_CODES, ...TRANSPORT];

/** Rows below this position decide before the codes are asked, the others after. */
export const DECISIVE = BEFORE_CODES.length;
