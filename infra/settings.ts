// The file's section `aws`: how the system is deployed. The functions never see it.
import * as z from 'zod/mini';
import { parseWith } from '../shared/pipeline/config.ts';
import { THROUGHPUT } from './resources.ts';

const percent = z.number().check(z.positive(), z.maximum(100));
const arnOf = (service: string, example: string) =>
  z
    .string()
    .check(
      z.regex(new RegExp(`^arn:aws[a-z-]*:${service}:[a-z0-9-]+:\\d{12}:\\S+$`), `expected an ARN such as ${example}`),
    );
const name = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/, 'expected a name of letters, digits, - and _'));

const LOG_DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1827, 3653] as const;

const settings = z.strictObject({
  /** How events of Amazon SES arrive from inside the account, without a webhook. */
  ses: z._default(
    z.strictObject({
      /** Topics that SES publishes to already. */
      topicArns: z._default(z.array(arnOf('sns', 'arn:aws:sns:eu-central-1:123456789012:ses-events')), []),
      /** Configuration sets of this region that are made to publish here. */
      configurationSets: z._default(z.array(name), []),
      /** Whether those configuration sets publish through a topic of their own or through the default event bus. */
      via: z._default(z.enum(['sns', 'eventbridge']), 'eventbridge'),
      /** Whether to take SES events that are on the default event bus anyway. */
      eventBridge: z._default(z.boolean(), false),
    }),
    { topicArns: [], configurationSets: [], via: 'eventbridge', eventBridge: false },
  ),
  alarms: z._default(
    z.strictObject({
      enabled: z._default(z.boolean(), true),
      /** Who is told; each confirms a mail of SNS once. */
      emails: z._default(z.array(z.email()), []),
      hardBouncePercent: z.optional(percent),
      complaintPercent: z.optional(percent),
    }),
    { enabled: true, emails: [] },
  ),
  /** The bus that is told of every change of a suppression. */
  eventBus: z.optional(
    z.string().check(z.regex(/^[\w./-]{1,256}$/, 'expected the name of an event bus of this region, such as default')),
  ),
  /** What is taken before others have to wait. */
  throughput: z._default(
    z.strictObject({
      requestsPerSecond: z._default(z.int().check(z.positive()), THROUGHPUT.requestsPerSecond),
      burst: z._default(z.int().check(z.positive()), THROUGHPUT.burst),
      /** Lambda's bounds of an event source's concurrency. */
      concurrentBatches: z._default(z.int().check(z.minimum(2), z.maximum(1000)), THROUGHPUT.concurrentBatches),
    }),
    THROUGHPUT,
  ),
  /** Traces of AWS X-Ray. */
  tracing: z._default(z.boolean(), true),
  logDays: z._default(z.literal([...LOG_DAYS], `expected one of ${LOG_DAYS.join(', ')}`), 30),
  /** What becomes of the suppression list when the stack is destroyed. */
  table: z._default(z.enum(['retain', 'destroy']), 'retain'),
  tags: z._default(
    z.record(z.string().check(z.minLength(1), z.maxLength(128)), z.string().check(z.maxLength(256))),
    {},
  ),
});
export type AwsSettings = z.infer<typeof settings>;

/** The rest of the file is the functions' configuration, and is checked as such. */
const file = z.object({ aws: z._default(settings, settings.parse({})) });

/**
 * @param json the whole configuration file
 * @throws ConfigError naming every key of `aws` that is wrong
 */
export function parseSettings(json: string): AwsSettings {
  return parseWith(file, json).aws;
}
