// What /v1/domains answers: rules of people for all addresses of a domain.
import * as z from 'zod/mini';
import { DECISION_FIELDS, type Documented, describe, instant, named, scope, version } from './documented.ts';

const answer = z
  .object({
    domain: z.string().check(describe('In ASCII.')),
    rules: z
      .array(
        z.object({
          rule: z.enum(['suppress', 'allow']),
          scope,
          since: instant,
          until: z.nullable(instant).check(describe('null means for ever.')),
          by: z.string().check(describe('Name of the API key.')),
          note: z.nullable(z.string()),
        }),
      )
      .check(describe('Those in force, one a scope.')),
    version,
  })
  .check(named('Domain'));

const fields = { domain: 'An international one in Unicode or in ASCII.', ...DECISION_FIELDS };

export const readDomain = {
  summary: 'The rules in force for a domain.',
  fields,
  answer,
} satisfies Documented;

export const setDomain = {
  summary: 'Suppresses or allows all addresses of a domain.',
  description:
    '`suppress`: none of its addresses is mailed, save those released by hand later. `allow`: failures of its addresses ' +
    'suppress nobody; complaints, unsubscribes and decisions about single addresses still do.',
  fields,
  answer,
} satisfies Documented;

export const removeDomain = {
  summary: 'Removes the rule of a domain: its addresses are judged each by its own record again.',
  fields,
  answer,
} satisfies Documented;
