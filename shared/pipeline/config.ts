// The configuration: one JSON file, checked as a whole, every error naming its key.
import * as z from 'zod/mini';
import { providerSettings } from '../providers/settings.ts';
import { policySettings } from '../suppression/policy.ts';
import { streamNames } from '../suppression/streams.ts';

const SHA256 = /^sha256:[0-9a-f]{64}$/i;

const apiKey = z.strictObject({
  /** Shown as the author of manual decisions. */
  name: z.string().check(z.minLength(1), z.maxLength(100)),
  hash: z.string().check(z.regex(SHA256, 'expected sha256: and 64 hex digits, the SHA-256 of the key')),
  /** `write` may do all that `read` may. */
  role: z.enum(['read', 'write']),
});
export type ApiKey = z.infer<typeof apiKey>;

const historyDays = z.int().check(z.positive(), z.maximum(36_500));

const config = z.strictObject({
  providers: z._default(providerSettings, {}),
  api: z._default(
    z.strictObject({
      keys: z._default(z.array(apiKey), []),
      /** Whether the gateway lets in only what is signed with AWS credentials: IAM then decides who may do what. */
      iam: z.optional(z.boolean()),
    }),
    { keys: [] },
  ),
  policy: z._default(policySettings, {}),
  /** Under which name the streams of several senders are one. */
  streams: z._default(streamNames, {}),
  /** Every fact of an address, kept for that many days beside its record; `false` keeps none. */
  history: z._default(
    z.strictObject({ days: z.union([historyDays, z.literal(false)], 'whole days above 0, or false') }),
    { days: 90 },
  ),
  /** How it is deployed, see infra/settings.ts. */
  aws: z.optional(z.unknown()),
});
export type Config = z.infer<typeof config>;
/** The file's own shape, defaults not yet filled in. */
export type ConfigInput = z.input<typeof config>;

/** Carries one line a problem, each beginning with the key. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** @throws ConfigError naming every key that is wrong */
export function parseConfig(json: string): Config {
  return parseWith(config, json);
}

/**
 * Reads a file of another schema, with the same words for what is wrong.
 *
 * @throws ConfigError naming every key that is wrong
 */
export function parseWith<T>(schema: z.ZodMiniType<T>, json: string): T {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new ConfigError(`the configuration is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  throw new ConfigError(result.error.issues.flatMap(describe).join('\n'));
}

function describe(issue: z.core.$ZodIssue): string[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${[...path, key].join('.')}: unknown key, see the README for the known ones`);
  }
  return [`${path.join('.') || 'configuration'}: ${issue.message}`];
}
