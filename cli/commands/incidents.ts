// incidents: why mail bounces that is not the recipients' fault, and what to do.
import type { IncidentQuery } from '../../shared/client/client.ts';
import { INDENT, labelled, widthOf } from '../labels.ts';
import { notice, paint, printJson, printLine, shownCount, shownTime } from '../output.ts';
import { clientOf, type ServiceOptions } from '../service.ts';
import { table } from '../table.ts';
import { harmless } from '../wrap.ts';

const HEADINGS = ['count', 'reason', 'fault', 'receiver', 'sender', 'last seen (UTC)', 'example'];

export async function incidentsCommand(options: ServiceOptions & IncidentQuery): Promise<void> {
  const { since, until, reason, receiver, sender, limit, json } = options;
  const found = await clientOf(options).incidents({ since, until, reason, receiver, sender, limit });
  const { groups, total } = found;
  if (json) {
    for (const group of groups) printJson(group);
    return;
  }
  const window = `${shownTime(found.since)} to ${shownTime(found.until)} UTC`;
  if (groups.length === 0) return printLine(`No failures from ${window} that are not the recipients' fault.`);
  const rows = groups.map((group) => [
    ...[shownCount(group.count), group.reason, group.fault, harmless(group.receiver), harmless(group.sender)],
    ...[shownTime(group.lastSeen), harmless(group.example.text ?? '').replaceAll('\n', ' ')],
  ]);
  printLine(`${table(HEADINGS, rows)}\n`);
  printLine(paint('bold', 'What to do'));
  const width = widthOf(process.stdout.columns);
  for (const [name, [group]] of Map.groupBy(groups, (each) => each.reason)) {
    if (group === undefined) continue;
    printLine(INDENT + paint('yellow', name));
    printLine(labelled('', group.remedy, width, paint).join('\n'));
    if (group.example.help) printLine(labelled('', harmless(group.example.help), width, paint).join('\n'));
  }
  printLine(`\nCounted from ${window}, about: what is delivered twice may count twice.`);
  if (total > groups.length) notice(`these are ${groups.length} of ${total} groups: see more with --limit`);
}
