// history: every event and decision of an address, newest first.
import { shownScope } from '../answer.ts';
import { notice, printJson, printLine, shownTime } from '../output.ts';
import { clientOf, type ServiceOptions } from '../service.ts';
import { table } from '../table.ts';
import { harmless } from '../wrap.ts';

interface Options extends ServiceOptions {
  readonly limit: number;
}

const PAGE = 100;
const HEADINGS = ['when (UTC)', 'event', 'sender', 'reason', 'action', 'rule', 'scope', 'reply or note'];

export async function historyCommand(address: string, options: Options): Promise<void> {
  const { limit, json } = options;
  const rows: string[][] = [];
  let [count, more] = [0, false];
  for await (const entry of clientOf(options).history(address, { pageSize: Math.min(PAGE, limit + 1) })) {
    if (count === limit) {
      more = true;
      break;
    }
    count += 1;
    if (json) {
      printJson(entry);
      continue;
    }
    const { at, kind, provider, reason, action, rule, stream, diagnostic, by, note } = entry;
    const words = by === undefined ? diagnostic?.text : [by, note].filter(Boolean).join(': ');
    rows.push([
      ...[shownTime(at), kind, provider ?? '', reason ?? '', action ?? '', rule ?? ''],
      stream === undefined ? '' : shownScope(stream),
      harmless(words ?? '').replaceAll('\n', ' '),
    ]);
  }
  if (!json) printLine(rows.length > 0 ? table(HEADINGS, rows) : 'Nothing is kept of this address.');
  if (more) notice(`there is more than the newest ${limit}: see it with --limit`);
}
