// The `ses` section of the configuration: whose SNS messages are let in.
import * as z from 'zod/mini';
import { readCertificate } from './signing-certificate.ts';

const TOPIC_ARN = /^arn:(?:aws|aws-cn|aws-us-gov):sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}(?:\.fifo)?$/;

const topicArn = z
  .string('not text')
  .check(z.regex(TOPIC_ARN, 'not the ARN of an SNS topic, such as arn:aws:sns:eu-central-1:123456789012:ses-events'));

const url = z.string('not text').check(z.refine((text) => URL.canParse(text), 'not a URL'));

const certificate = z
  .string('not text')
  .check(z.refine((pem) => readCertificate(pem) !== undefined, 'not an X.509 certificate with an RSA key in PEM text'));

export const sesSettings = z.strictObject({
  /** A valid signature proves only that some account's topic sent a message: these are the topics that may. */
  topicArns: z.array(topicArn, 'not a list').check(z.minLength(1, 'name at least one SNS topic')),
  /** Certificates by the exact SigningCertURL. What is pinned is not fetched, and its URL may be on any host. */
  pinnedCertificates: z.optional(z.record(url, certificate, 'not a map of certificate URLs to PEM text')),
  /** Whether to follow the SubscribeURL of a topic on the list. */
  confirmSubscriptions: z._default(z.boolean('neither true nor false'), true),
  /**
   * Refuses messages that were signed longer ago. Off when absent: SNS retries for an hour and more, and a replay
   * changes nothing in the record.
   */
  maxAgeSeconds: z.optional(z.int('not a whole number').check(z.positive('not above 0'))),
});
export type SesSettings = z.infer<typeof sesSettings>;
