// What is answered to everybody: whether the API works, and what it is.
import * as z from 'zod/mini';
import { type Documented, named } from './documented.ts';

export const health = {
  summary: 'Whether the API answers.',
  answer: z.object({ status: z.literal('ok') }).check(named('Health')),
} satisfies Documented;

export const openapi = {
  summary: 'This document.',
  answer: z.looseObject({ openapi: z.string() }).check(named('OpenApi')),
} satisfies Documented;
