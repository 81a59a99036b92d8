// The work behind the routes of the function `explain`: what needs the classifier, and nothing that is stored.
import { classify } from '../classify/classify.ts';
import { eventOf, explainPayload } from '../pipeline/explain.ts';
import { isRefusal } from '../providers/provider.ts';
import { Refused } from './refused.ts';
import { EXPLAIN_ROUTES } from './routes/explain.ts';
import { serving } from './serve.ts';

export interface ExplainPorts {
  /** The OpenAPI document. */
  readonly document: { readonly openapi: string };
}

/** With their verdicts, more could outgrow what a function may answer; no provider posts more at once. */
const MAX_ITEMS = 1000;

const serve = serving<ExplainPorts>()(EXPLAIN_ROUTES);

export const EXPLAIN_WORK = [
  serve('openapi', async ({ document }) => document),

  serve('explain', async (_, { body, now }) => {
    const { payload, provider, smtp, ...question } = body;
    if (payload === undefined) {
      return classify(eventOf({ ...question, provider, smtp: smtp?.toString() }));
    }
    if (provider === undefined) throw new Refused(400, 'body.provider: whose payload is it?');
    const [other] = Object.keys({ ...question, ...(smtp !== undefined && { smtp }) });
    if (other !== undefined) throw new Refused(400, `body.${other}: not together with a payload`);
    const explained = explainPayload(provider, bytesOf(payload), now);
    if (isRefusal(explained)) {
      throw new Refused(400, `body.payload: nothing that ${provider} posts: ${explained.detail}`);
    }
    const items = explained.events.length + explained.rejects.length;
    if (items > MAX_ITEMS) throw new Refused(413, `body.payload: ${items} events, at most ${MAX_ITEMS} are explained`);
    return explained;
  }),
];

function bytesOf(payload: unknown): Buffer {
  if (typeof payload === 'string') return Buffer.from(payload);
  try {
    return Buffer.from(JSON.stringify(payload));
  } catch {
    // Parsing goes deeper than writing.
    throw new Refused(400, 'body.payload: nested too deeply');
  }
}
