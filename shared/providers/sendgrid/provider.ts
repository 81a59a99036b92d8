// SendGrid: signed event webhooks, many events to a request.
import type { Provider } from '../provider.ts';
import { normaliseSendGrid } from './normalise.ts';
import { type SendGridSettings, sendgridSettings } from './settings.ts';
import { sendgridVerifier } from './verify.ts';

export const sendgrid: Provider<SendGridSettings> = {
  name: 'sendgrid',
  settings: sendgridSettings,
  verifier: sendgridVerifier,
  normalise: normaliseSendGrid,
};
