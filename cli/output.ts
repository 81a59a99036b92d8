// What commands print: for people with colours where they are shown, for scripts one JSON object a line.
import { styleText } from 'node:util';
import type { Paint } from './labels.ts';

/** No colours in pipes, nor with NO_COLOR. */
export const paint: Paint = (format, text) => styleText(format, text, { stream: process.stdout });

export function printLine(line = ''): void {
  process.stdout.write(`${line}\n`);
}

export function printJson(value: object): void {
  printLine(JSON.stringify(value));
}

/** Told beside the output, so that pipes stay clean. */
export function notice(line: string): void {
  process.stderr.write(`bounce-suppressor: ${line}\n`);
}

/** `2026-11-23 21:34:10`, in UTC. */
export function shownTime(iso: string): string {
  return iso.slice(0, 'YYYY-MM-DDTHH:MM:SS'.length).replace('T', ' ');
}

/** `1,234`: the same on every machine. */
export function shownCount(count: number): string {
  return count.toLocaleString('en-US');
}
