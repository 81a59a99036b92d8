// The words about the API and the schemas of its answers, for the OpenAPI document and the types of work and client. No
// function loads it.
import type * as z from 'zod/mini';
import type { Documented } from './documentation/documented.ts';
import { readDomain, removeDomain, setDomain } from './documentation/domains.ts';
import { explain } from './documentation/explain.ts';
import { incidents } from './documentation/incidents.ts';
import { exportRecords, importRecords } from './documentation/records.ts';
import { health, openapi } from './documentation/service.ts';
import { history, list, lookUp, lookUpMany, release, suppress } from './documentation/suppressions.ts';
import type { ROUTES } from './routes.ts';

/** The name of an operation, which is the key of its route. */
export type Operation = keyof typeof ROUTES;

export const DOCUMENTATION = {
  lookUp,
  lookUpMany,
  list,
  suppress,
  release,
  history,
  incidents,
  readDomain,
  setDomain,
  removeDomain,
  exportRecords,
  importRecords,
  explain,
  openapi,
  health,
} satisfies Readonly<Record<Operation, Documented>>;

/** As it is answered: nothing of it is for changing. */
export type AnswerOf<Name extends Operation> = Frozen<z.output<(typeof DOCUMENTATION)[Name]['answer']>>;

type Frozen<T> = T extends object ? { readonly [Key in keyof T]: Frozen<T[Key]> } : T;
