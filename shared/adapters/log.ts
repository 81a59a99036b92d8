// Logs: one JSON object a line, in the shape that CloudWatch Logs Insights reads. Recipients never appear in full.
import { createHash } from 'node:crypto';
import { ENVIRONMENT } from './environment.ts';

const LEVELS = ['DEBUG', 'INFO', 'WARN', 'ERROR'] as const;
type Level = (typeof LEVELS)[number];

export function log(level: Level, message: string, fields: Readonly<Record<string, unknown>> = {}): void {
  const threshold = LEVELS.find((name) => name === process.env[ENVIRONMENT.logLevel]) ?? 'INFO';
  if (LEVELS.indexOf(level) < LEVELS.indexOf(threshold)) return;
  process.stderr.write(`${JSON.stringify({ level, message, time: new Date().toISOString(), ...fields })}\n`);
}

/** The message of the line that `suppress` logs for each failure; the dashboard asks for it. */
export const FAILURE = 'failure';

/** Tells lines about one recipient from those about others, without saying who it is: 16 digits of a SHA-256. */
export function hashed(address: string): string {
  return createHash('sha256').update(address).digest('hex').slice(0, 16);
}

/** Name and message only: a stack trace may hold what was being processed. */
export function errorFields(error: unknown): { error: string } {
  return { error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
}
