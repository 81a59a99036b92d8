// Every sender that is understood: adding one is a folder and a line here.
import type { ProviderName } from '../event/mail-event.ts';
import { postmark } from './postmark/provider.ts';
import type { Provider, VerifierPorts, Verify } from './provider.ts';
import { sendgrid } from './sendgrid/provider.ts';
import { ses } from './ses/provider.ts';
import type { ProviderSettings } from './settings.ts';

export const providers = { sendgrid, postmark, ses } as const satisfies Record<ProviderName, unknown>;

/** A provider that is switched on: how it verifies, and how it normalises. */
export interface ActiveProvider extends Pick<Provider<never>, 'name' | 'normalise'> {
  readonly verify: Verify;
}

/** Prepares the keys of every configured provider, once. */
export function activate(settings: ProviderSettings, ports: VerifierPorts): ReadonlyMap<string, ActiveProvider> {
  const active: ActiveProvider[] = [];
  const add = <S>({ name, verifier, normalise }: Provider<S>, own: S | undefined) => {
    if (own !== undefined) active.push({ name, normalise, verify: verifier(own, ports) });
  };
  add(sendgrid, settings.sendgrid);
  add(postmark, settings.postmark);
  add(ses, settings.ses);
  return new Map(active.map((provider) => [provider.name, provider]));
}
