// domain: rules for all addresses of a domain.
import type { Domain } from '../../shared/client/client.ts';
import { shownScope } from '../answer.ts';
import { printJson, printLine, shownTime } from '../output.ts';
import { clientOf, type ServiceOptions } from '../service.ts';
import { table } from '../table.ts';
import { harmless } from '../wrap.ts';

interface Options extends ServiceOptions {
  readonly note?: string;
  readonly stream?: string;
  /** ISO 8601 UTC. */
  readonly until?: string;
}

export async function domainCommand(
  action: 'show' | 'suppress' | 'allow' | 'remove',
  domain: string,
  options: Options,
): Promise<void> {
  const answer = await ask(action, domain, options);
  if (options.json) printJson(answer);
  else printLine(shownRules(answer));
}

function ask(action: 'show' | 'suppress' | 'allow' | 'remove', domain: string, options: Options): Promise<Domain> {
  const { domains } = clientOf(options);
  const { note, stream, until } = options;
  if (action === 'show') return domains.get(domain);
  return action === 'remove'
    ? domains.remove(domain, { note, stream })
    : domains.set(domain, { rule: action, note, stream, until });
}

const HEADINGS = ['rule', 'scope', 'since (UTC)', 'until', 'by', 'note'];

function shownRules({ domain, rules }: Domain): string {
  if (rules.length === 0) return `There is no rule for ${domain}: each of its addresses is judged by itself.`;
  const rows = rules.map(({ rule, scope, since, until, by, note }) => [
    ...[rule, shownScope(scope), shownTime(since), until === null ? 'for ever' : shownTime(until), harmless(by)],
    harmless(note ?? '').replaceAll('\n', ' '),
  ]);
  return `All addresses of ${domain}\n\n${table(HEADINGS, rows)}`;
}
