// Postmark: unsigned webhooks behind a shared credential, one event to a request.
import type { Provider } from '../provider.ts';
import { normalisePostmark } from './normalise.ts';
import { type PostmarkSettings, postmarkSettings } from './settings.ts';
import { postmarkVerifier } from './verify.ts';

export const postmark: Provider<PostmarkSettings> = {
  name: 'postmark',
  settings: postmarkSettings,
  verifier: postmarkVerifier,
  normalise: normalisePostmark,
};
