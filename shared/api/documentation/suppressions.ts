// What /v1/suppressions answers: may this address be mailed, and the decisions of people about it.
import * as z from 'zod/mini';
import { historyEntry } from '../../suppression/history.ts';
import { decision, FACT_KINDS, fact } from '../../suppression/record.ts';
import { CAUSES_ASKED, MAX_HISTORY, MAX_LOOKUP, MAX_PAGE, REASONS_ASKED } from '../routes/stored.ts';
import {
  CURSOR,
  DECISION_FIELDS,
  type Documented,
  describe,
  instant,
  named,
  nextCursor,
  remedy,
  scope,
  version,
} from './documented.ts';

const verdict = z
  .object({
    address: z.string().check(describe('In canonical form; as it was sent where it is none.')),
    suppressed: z.boolean().check(describe('Whether the address must not be mailed.')),
    reason: z.nullable(z.enum(REASONS_ASKED)),
    cause: z
      .nullable(z.enum(CAUSES_ASKED))
      .check(
        describe('`malformed`: no address, only in bulk. `unreadable`: what is stored can not be read: it fails safe.'),
      ),
    since: z.nullable(instant),
    until: z.nullable(instant).check(describe('null with `suppressed` means for ever.')),
    scope: z.nullable(scope),
    remedy: z.nullable(remedy),
  })
  .check(named('Verdict'));

const evidence = z.object({ kind: z.enum(FACT_KINDS), scope, ...fact.shape, remedy }).check(named('Evidence'));

const madeDecision = z
  .object({ action: z.enum(['suppress', 'release']), scope, ...decision.shape })
  .check(named('Decision'));

const answer = z
  .object({
    ...verdict.shape,
    evidence: z
      .array(evidence)
      .check(describe('What is known of the address, newest first, whether it suppresses or not.')),
    decisions: z.array(madeDecision).check(describe('The newest decisions of people, newest first.')),
    version,
  })
  .check(named('Lookup'));

const historyItem = z
  .object({ ...historyEntry.shape, remedy: z.nullable(remedy) })
  .check(named('HistoryEntry'), describe('An event, or a decision of a person (`suppress`, `release`).'));

const ADDRESS = 'Percent-encoded, slashes included; display names and upper case do no harm.';
const STREAM =
  'Asks about mail of this stream: what holds for it, for the streams it lies in and for all mail. Without it, about ' +
  'mail in general: everything counts save for unsubscribes from single streams.';

export const lookUp = {
  summary: 'May this address be mailed, and why not?',
  description:
    'Always 200 for an address, whether anything is known of it or not: a failure is never answered as "not suppressed".',
  fields: { address: ADDRESS, stream: STREAM },
  answer,
} satisfies Documented;

export const lookUpMany = {
  summary: `May these addresses be mailed? At most ${MAX_LOOKUP}, answered in their order.`,
  description:
    'The verdicts alone: ask for one address to see its evidence. What is no address is answered as suppressed, ' +
    'and its neighbours are answered too.',
  fields: { stream: STREAM },
  answer: z.object({ results: z.array(verdict) }).check(named('LookupMany')),
} satisfies Documented;

export const list = {
  summary: 'Who is suppressed, newest first.',
  fields: {
    provider: 'Who told of what suppresses.',
    since: 'When the suppression began, inclusive.',
    until: 'Exclusive.',
    cursor: CURSOR,
  },
  maxLimit: MAX_PAGE,
  answer: z.object({ results: z.array(verdict), cursor: nextCursor }).check(named('SuppressionPage')),
} satisfies Documented;

export const suppress = {
  summary: 'Suppresses an address by hand.',
  fields: { address: ADDRESS, ...DECISION_FIELDS },
  answer,
} satisfies Documented;

export const release = {
  summary: 'Releases an address: what was known until now no longer suppresses it.',
  description: 'Recorded as a decision with who and why; a replay of old events does not undo it.',
  fields: { address: ADDRESS, ...DECISION_FIELDS },
  answer,
} satisfies Documented;

export const history = {
  summary: 'What happened at an address, newest first.',
  description: 'Events and decisions as they came, for as long as the configuration keeps them.',
  fields: { address: ADDRESS, cursor: CURSOR },
  maxLimit: MAX_HISTORY,
  answer: z.object({ entries: z.array(historyItem), cursor: nextCursor }).check(named('HistoryPage')),
} satisfies Documented;
