// The configuration's section `providers`: apart from the registry, so that a function that only reads the configuration
// carries no provider's code.
import * as z from 'zod/mini';
import { postmarkSettings } from './postmark/settings.ts';
import { sendgridSettings } from './sendgrid/settings.ts';
import { sesSettings } from './ses/settings.ts';

/** A provider that is left out is switched off. */
export const providerSettings = z.strictObject({
  sendgrid: z.optional(sendgridSettings),
  postmark: z.optional(postmarkSettings),
  ses: z.optional(sesSettings),
});
export type ProviderSettings = z.infer<typeof providerSettings>;
