// The answer about one address, for people: whether it may be mailed, why not, and on what evidence.
import type { Lookup, Verdict } from '../shared/client/client.ts';
import { behind, INDENT, labelled, type Paint, widthOf } from './labels.ts';
import { shownTime } from './output.ts';
import { table } from './table.ts';
import { harmless } from './wrap.ts';

interface Output {
  readonly paint: Paint;
  /** How wide the terminal is, where there is one. */
  readonly columns: number | undefined;
}

export function shownAnswer(answer: Lookup, { paint, columns }: Output): string {
  const width = widthOf(columns);
  const { suppressed, reason, cause, since, until, scope, remedy, evidence, decisions } = answer;
  const lines = [
    '',
    behind('Address', paint('bold', harmless(answer.address)), paint),
    behind('Mailable', mailed(answer, paint), paint),
    ...labelled('Reason', reason ?? undefined, width, paint),
    ...labelled('Cause', cause ?? undefined, width, paint),
    ...labelled('Scope', scope === null ? undefined : shownScope(scope), width, paint),
    ...labelled('Since', since === null ? undefined : shownTime(since), width, paint),
    ...labelled('Until', suppressed ? shownEnd(until) : undefined, width, paint),
    ...labelled('Remedy', remedy === null ? undefined : harmless(remedy), width, paint),
    '',
  ];
  if (evidence.length > 0) {
    const rows = evidence.map(({ at, kind, provider, reason: why, scope: where, rule, text = '' }) => [
      ...[shownTime(at), kind, provider, why, shownScope(where), rule],
      harmless(text).replaceAll('\n', ' '),
    ]);
    lines.push(
      indented(
        table(['when (UTC)', 'kind', 'sender', 'reason', 'scope', 'rule', 'reply'], rows, columns && columns - 2),
      ),
      '',
    );
  }
  if (decisions.length > 0) {
    const rows = decisions.map(({ at, action, scope: where, by, until: end, note = '' }) => [
      ...[shownTime(at), action, shownScope(where), harmless(by), action === 'suppress' ? shownEnd(end ?? null) : ''],
      harmless(note).replaceAll('\n', ' '),
    ]);
    lines.push(
      indented(table(['when (UTC)', 'decision', 'scope', 'by', 'until', 'note'], rows, columns && columns - 2)),
      '',
    );
  }
  return lines.join('\n');
}

/** The verdicts on several addresses. */
export function shownVerdicts(verdicts: readonly Verdict[], paint: Paint): string {
  const rows = verdicts.map((verdict) => [
    mailed(verdict, paint),
    ...[verdict.reason ?? '', verdict.cause ?? '', verdict.scope === null ? '' : shownScope(verdict.scope)],
    ...[verdict.since === null ? '' : shownTime(verdict.since), verdict.suppressed ? shownEnd(verdict.until) : ''],
    harmless(verdict.address),
  ]);
  return table(['mail?', 'reason', 'cause', 'scope', 'since (UTC)', 'until', 'address'], rows);
}

export function shownScope(scope: string): string {
  return scope === '*' ? 'all mail' : harmless(scope);
}

function mailed({ suppressed }: Pick<Verdict, 'suppressed'>, paint: Paint): string {
  return suppressed ? paint('red', 'no') : paint('green', 'yes');
}

function shownEnd(until: string | null): string {
  return until === null ? 'for ever' : shownTime(until);
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, INDENT);
}
