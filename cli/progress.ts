// A progress bar on the terminal: beside the output, and only where a person watches.
import type { WriteStream } from 'node:tty';
import { shownCount } from './output.ts';

export interface Progress {
  /** @param part from 0 to 1; undefined where nobody knows how much there is */
  show(count: number, part?: number): void;
  /** Takes the bar away. */
  end(): void;
}

const REDRAW_MS = 100;
const BAR_COLUMNS = 24;

/** @param now milliseconds that never go back */
export function progressOn(
  stream: Pick<WriteStream, 'isTTY' | 'write'>,
  what: string,
  now: () => number = () => performance.now(),
): Progress {
  if (!stream.isTTY) return { show() {}, end() {} };
  const started = now();
  let [drawn, isShown] = [Number.NEGATIVE_INFINITY, false];
  return {
    show(count, part) {
      const at = now();
      if (at - drawn < REDRAW_MS) return;
      [drawn, isShown] = [at, true];
      stream.write(`\r${line(what, count, part, (at - started) / 1000)}\u001b[K`);
    },
    end() {
      if (isShown) stream.write('\r\u001b[K');
    },
  };
}

function line(what: string, count: number, part: number | undefined, seconds: number): string {
  const perSecond = seconds > 1 ? `, ${shownCount(Math.round(count / seconds))} a second` : '';
  if (part === undefined) return `${shownCount(count)} ${what}${perSecond}`;
  const full = Math.round(Math.min(1, part) * BAR_COLUMNS);
  const bar = '█'.repeat(full) + '░'.repeat(BAR_COLUMNS - full);
  const left = part > 0.02 && seconds > 2 ? `, ${duration((seconds / part) * (1 - part))} left` : '';
  return `${bar} ${String(Math.floor(part * 100)).padStart(3)} %  ${shownCount(count)} ${what}${perSecond}${left}`;
}

/** `45 s`, `3 min`, `2 h 5 min`. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.max(0, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
