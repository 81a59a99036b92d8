// Logs: one JSON object a line, in the shape that CloudWatch Logs Insights reads. Recipients never appear in full.
import { ENVIRONMENT } from './environment.ts';

const LEVELS = ['DEBUG', 'INFO', 'WARN', 'ERROR'] as const;
type Level = (typeof LEVELS)[number];

export function log(level: Level, message: string, fields: Readonly<Record<string, unknown>> = {}): void {
  const threshold = LEVELS.find((name) => name === process.env[ENVIRONMENT.logLevel]) ?? 'INFO';
  if (LEVELS.indexOf(level) < LEVELS.indexOf(threshold)) return;
  process.stderr.write(`${JSON.stringify({ level, message, time: new Date().toISOString(), ...fields })}\n`);
}

/** Name and message only: a stack trace may hold what was being processed. */
export function errorFields(error: unknown): { error: string } {
  return { error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
}
