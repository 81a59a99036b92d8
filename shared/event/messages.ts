// Readable messages for everything that a schema refuses: zod/mini has none of its own until it is given a language, and
// zod's English knows formats and kinds by the dozen that no schema here has.
import * as z from 'zod/mini';

const UNITS: Readonly<Record<string, string>> = { string: 'characters', array: 'items', map: 'entries', set: 'items' };

z.config({ localeError: messageOf });

function messageOf(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `Invalid input: expected ${issue.expected}, received ${kindOf(issue.input)}`;
    case 'invalid_value': {
      const values = issue.values.map((value) => JSON.stringify(value));
      return values.length === 1
        ? `Invalid input: expected ${values[0]}`
        : `Invalid option: expected one of ${values.join('|')}`;
    }
    case 'too_big':
      return `Too big: expected ${sized(issue.origin, issue.inclusive === false ? '<' : '<=', issue.maximum)}`;
    case 'too_small':
      return `Too small: expected ${sized(issue.origin, issue.inclusive === false ? '>' : '>=', issue.minimum)}`;
    case 'invalid_format':
      return issue.format === 'regex'
        ? `Invalid string: must match pattern ${issue.pattern}`
        : `Invalid ${issue.format}`;
    case 'unrecognized_keys':
      return `Unrecognized key${issue.keys.length > 1 ? 's' : ''}: ${issue.keys.map((key) => JSON.stringify(key)).join(', ')}`;
    default:
      return 'Invalid input';
  }
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function sized(origin: string, comparison: string, bound: number | bigint): string {
  const unit = UNITS[origin];
  return unit === undefined
    ? `${origin} to be ${comparison}${bound}`
    : `${origin} to have ${comparison}${bound} ${unit}`;
}
