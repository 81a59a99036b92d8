// Routes to what needs the classifier and nothing that is stored, served by the function `explain`.
import * as z from 'zod/mini';
import { BOUNDS } from '../../event/bounds.ts';
import { PROVIDER_NAMES } from '../../event/mail-event.ts';
import type { Routes } from '../route.ts';

const NO_CODE = 'expected a reply code such as 550';
const NO_ENHANCED_CODE = 'expected an enhanced status code such as 5.1.1';

const replyCode = z.union(
  [z.int().check(z.minimum(200), z.maximum(599)), z.string().check(z.regex(/^[2-5]\d\d$/, NO_CODE))],
  NO_CODE,
);
const native = z.string().check(z.maxLength(BOUNDS.native));

export const EXPLAIN_ROUTES = {
  explain: {
    role: 'read',
    servedBy: 'explain',
    method: 'POST',
    path: '/v1/explain',
    body: z.strictObject({
      payload: z.exactOptional(z.unknown()),
      text: z.exactOptional(z.string()),
      smtp: z.exactOptional(replyCode),
      enhanced: z.exactOptional(z.string().check(z.regex(/^[245]\.\d{1,3}\.\d{1,3}$/, NO_ENHANCED_CODE))),
      rhost: z.exactOptional(z.string().check(z.maxLength(BOUNDS.host))),
      provider: z.exactOptional(z.enum(PROVIDER_NAMES)),
      nativeType: z.exactOptional(native),
      nativeSubtype: z.exactOptional(native),
    }),
  },
  openapi: {
    role: undefined,
    servedBy: 'explain',
    method: 'GET',
    path: '/v1/openapi.json',
  },
} as const satisfies Routes;
