// What an import did, for people.
import type { ImportedFile } from './commands/import.ts';
import { behind, INDENT, type Paint } from './labels.ts';
import { shownCount, shownTime } from './output.ts';
import { duration } from './progress.ts';
import { harmless } from './wrap.ts';

const EFFECTS = [
  ['suppresses', 'red', 'Suppressed'],
  ['counts', 'yellow', 'Counted'],
  ['leaves_alone', 'green', 'Left alone'],
  ['restores', 'green', 'Restored'],
] as const;

export function shownSummary(imported: ImportedFile, paint: Paint): string {
  const { file, source, summary, dryRun, after, date, errorFile, seconds } = imported;
  const { rows, effects, joined, unchanged, failed, broken } = summary;
  const speed = seconds > 1 ? `, ${shownCount(Math.round(rows / seconds))} rows a second` : '';
  const lines = [
    '',
    INDENT + paint('bold', `${harmless(file)}: ${source.title}`),
    behind(
      'Rows',
      `${shownCount(rows)} in ${duration(seconds)}${speed}${after > 0 ? `, from row ${after + 1} on` : ''}`,
      paint,
    ),
  ];
  if (date !== undefined) lines.push(behind('Date', `${shownTime(date)} UTC, since its rows carry none`, paint));
  for (const [effect, color, label] of EFFECTS) {
    const { count, reasons } = effects[effect];
    if (count > 0) lines.push(behind(label, `${paint(color, shownCount(count))}${shownReasons(reasons)}`, paint));
  }
  if (effects.leaves_alone.count > 0) {
    lines.push(behind('', 'not the recipients’ fault, so they suppress nobody: kept in the history only', paint));
  }
  if (failed > 0)
    lines.push(behind('Unreadable', `${paint('red', shownCount(failed))}: see ${harmless(errorFile)}`, paint));
  if (broken !== undefined) lines.push(behind('Broken', paint('red', harmless(broken)), paint));
  lines.push(
    dryRun
      ? behind('Stored', 'nothing: a dry run', paint)
      : behind('Stored', `${shownCount(joined)} told something new, ${shownCount(unchanged)} did not`, paint),
    '',
  );
  return lines.join('\n');
}

/** ` (recipient_unknown 10, mailbox_full 3)`, most frequent first. */
function shownReasons(reasons: Readonly<Record<string, number>>): string {
  const sorted = Object.entries(reasons).sort(([, a], [, b]) => b - a);
  return sorted.length === 0
    ? ''
    : ` (${sorted.map(([reason, count]) => `${reason} ${shownCount(count)}`).join(', ')})`;
}
