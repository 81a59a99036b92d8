// Unpacks the compiled rules, once, when the classifier is loaded.
import { brotliDecompressSync } from 'node:zlib';
import * as z from 'zod/mini';
import { REASON_NAMES } from '../reasons.ts';
import { PACKED_RULES } from './packed.ts';

const schema = z.object({
  /** Rules below this position decide before the codes are asked, the others after. */
  decisive: z.int(),
  rules: z.array(z.tuple([z.string(), z.enum(REASON_NAMES), z.number(), z.string(), z.string()])),
  branches: z.array(z.tuple([z.int(), z.string(), z.array(z.string())])),
});

export const {
  decisive: DECISIVE,
  rules: RULES,
  branches: BRANCHES,
} = schema.parse(JSON.parse(brotliDecompressSync(Buffer.from(PACKED_RULES, 'base64')).toString('utf8')));
