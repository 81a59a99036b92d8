// list: who is suppressed, newest first.
import type { ListFilter } from '../../shared/client/client.ts';
import { shownVerdicts } from '../answer.ts';
import { notice, paint, printJson, printLine } from '../output.ts';
import { clientOf, type ServiceOptions } from '../service.ts';

interface Options extends ServiceOptions, Omit<ListFilter, 'pageSize'> {
  readonly limit: number;
  readonly all?: boolean;
}

const PAGE = 1000;

export async function listCommand({ limit, all, url, key, json, ...filter }: Options): Promise<void> {
  const most = all ? Number.POSITIVE_INFINITY : limit;
  const client = clientOf({ url, ...(key !== undefined && { key }) });
  const shown = [];
  let [count, more] = [0, false];
  // One more than is shown tells whether there are more.
  for await (const verdict of client.list({ ...filter, pageSize: Math.min(PAGE, most + 1) })) {
    if (count === most) {
      more = true;
      break;
    }
    count += 1;
    if (json) printJson(verdict);
    else shown.push(verdict);
  }
  if (!json) printLine(shown.length > 0 ? shownVerdicts(shown, paint) : 'Nobody is suppressed.');
  if (more) notice(`there are more than ${limit}: see them with --limit or --all`);
}
