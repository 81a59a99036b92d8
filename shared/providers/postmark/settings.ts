// The `postmark` section of the configuration: whose credentials let a webhook in.
import * as z from 'zod/mini';

const credential = z
  .string('not text')
  .check(
    z.regex(
      /^sha256:[0-9a-f]{64}$/i,
      'not a hash: expected sha256: and 64 hex digits, the SHA-256 of user:password or of the token',
    ),
  );

export const postmarkSettings = z.strictObject({
  /** Hashes, so that the deployment holds no secret; several, so that a credential can be changed without a gap. */
  credentials: z.array(credential, 'not a list').check(z.minLength(1, 'name at least one credential')),
});
export type PostmarkSettings = z.infer<typeof postmarkSettings>;
