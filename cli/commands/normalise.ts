// normalise: a dry run for saved webhook bodies.
import { buffer } from 'node:stream/consumers';
import { classify } from '../../shared/classify/classify.ts';
import type { ProviderName } from '../../shared/event/mail-event.ts';
import { isRefusal } from '../../shared/providers/provider.ts';
import { providers } from '../../shared/providers/registry.ts';

/** Exit code 1 when the body is nothing that the provider posts. */
export async function normaliseCommand(provider: ProviderName): Promise<void> {
  const result = providers[provider].normalise(await buffer(process.stdin), Date.now());
  if (isRefusal(result)) {
    print({ reject: { provider, reason: result.detail } });
    process.exitCode = 1;
    return;
  }
  for (const event of result.events) print({ event, verdict: classify(event) });
  for (const reject of result.rejects) print({ reject });
  for (const { kind, detail } of result.notices) process.stderr.write(`${kind}: ${detail}\n`);
  if (result.confirm)
    process.stderr.write(`subscription confirmation of ${result.confirm.topicArn}: not followed here\n`);
}

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
