// Verdicts on replies, for tests of the classifier.
import { type Classifiable, classify } from '../../shared/classify/classify.ts';
import type { Verdict } from '../../shared/classify/verdict.ts';
import { diagnosticOf } from '../../shared/event/diagnostic.ts';

/** The verdict on a bounce with this reply, read as the senders' modules read it. */
export function bounced(text: string, changes: Partial<Classifiable> = {}): Verdict {
  const diagnostic = diagnosticOf({ text });
  return classify({
    provider: 'ses',
    type: 'bounce',
    native: { event: 'Bounce' },
    ...(diagnostic && { diagnostic }),
    ...changes,
  });
}
