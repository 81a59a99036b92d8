// A verdict for people: the reply with the words that decided it, and what follows, as wide as the terminal.
import type { Action } from '../shared/classify/reasons.ts';
import type { Verdict } from '../shared/classify/verdict.ts';
import { behind, INDENT, labelled, type Paint, widthOf } from './labels.ts';
import { columnsOf, harmless, wrap } from './wrap.ts';

const CONSEQUENCES: Readonly<Record<Action, readonly [color: 'red' | 'yellow' | 'cyan' | 'green', words: string]>> = {
  suppress: ['red', 'suppress: never mail this address again'],
  count: ['yellow', 'count: one failure more; the address is suppressed when there are too many'],
  retry: ['cyan', 'retry: nothing is known against the address, a later attempt may succeed'],
  alert: ['yellow', 'alert: the sender has something to mend; the address is left alone'],
  none: ['green', 'none: nothing to do'],
};

export interface Output {
  readonly paint: Paint;
  /** How wide the terminal is, where there is one. */
  readonly columns: number | undefined;
  readonly recipient?: string | undefined;
}

/** `text` is the reply that the verdict's span points into. */
export function explanation(verdict: Verdict, text: string, { paint, columns, recipient }: Output): string {
  const width = widthOf(columns);
  const [color, consequence] = CONSEQUENCES[verdict.action];
  const rows: readonly (readonly [label: string, words: string | undefined])[] = [
    ['Recipient', recipient && harmless(recipient)],
    ['Permanence', verdict.permanence],
    ['Fault', verdict.fault],
    ['Action', consequence],
    ['Confidence', `${Math.round(verdict.confidence * 100)} %`],
    ['Rule', verdict.rule],
    ['Block list', verdict.list],
    ['Retry after', verdict.retryAfter === undefined ? undefined : duration(verdict.retryAfter)],
    ['Remedy', verdict.remedy],
    ['Help', verdict.help && harmless(verdict.help)],
  ];
  return [
    ...quotation(text, verdict.span, width, paint),
    '',
    behind('Reason', paint(['bold', color], verdict.reason), paint),
    ...rows.flatMap(([label, words]) => labelled(label, words, width, paint)),
  ].join('\n');
}

/** The reply, with the words that decided in bold and underlined, or underlined by carets where there are no colours. */
function quotation(text: string, span: Verdict['span'], width: number, paint: Paint): string[] {
  const shown = harmless(text);
  if (shown === '') return [INDENT + paint('dim', '(no text)')];
  const [from, to] = span ?? [0, 0];
  const colorless = paint('bold', 'x') === 'x';
  return wrap(shown, width).flatMap(([start, end]) => {
    const [first, last] = [Math.max(start, from), Math.min(end, to)];
    const line = shown.slice(start, end);
    if (first >= last) return [INDENT + line];
    const [before, marked, after] = [shown.slice(start, first), shown.slice(first, last), shown.slice(last, end)];
    if (!colorless) return [INDENT + before + paint(['bold', 'underline'], marked) + after];
    return [INDENT + line, INDENT + ' '.repeat(columnsOf(before)) + '^'.repeat(columnsOf(marked))];
  });
}

const UNITS: readonly (readonly [seconds: number, name: string])[] = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
];

/** 300 is `5 minutes`, 90 is `90 seconds`: the largest unit that leaves no rest. */
function duration(seconds: number): string {
  const [size, name] = UNITS.find(([unit]) => seconds >= unit && seconds % unit === 0) ?? [1, 'second'];
  const count = seconds / size;
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
