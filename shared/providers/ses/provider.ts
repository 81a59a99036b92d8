// Amazon SES, by way of SNS: the module as the registry sees it.
import { parseJson } from '../json.ts';
import type { Provider } from '../provider.ts';
import { normaliseSesValue } from './normalise.ts';
import { type SesSettings, sesSettings } from './settings.ts';
import { sesVerifier } from './verify.ts';

export const ses: Provider<SesSettings> = {
  name: 'ses',
  settings: sesSettings,
  verifier: sesVerifier,
  normalise(body, receivedAt) {
    const value = parseJson(body);
    return value === undefined ? { kind: 'malformed', detail: 'body: not JSON' } : normaliseSesValue(value, receivedAt);
  },
};
