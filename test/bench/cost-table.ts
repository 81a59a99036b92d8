// `npm run cost`: what a million events cost, part by part, as docs/cost.md shows it.
import { table } from '../../cli/table.ts';
import { type Bill, billFor, SENDERS, type Sender } from './cost.ts';

// One after the other: each sets the environment for its emulators.
const bills: (Sender & Bill)[] = [];
for (const sender of SENDERS) bills.push({ ...sender, ...(await billFor(sender)) });
const dollars = (value: number) => value.toFixed(3);
const perEvent = (value: number, events: number) => (value / events).toFixed(4);
const headings = ['', ...bills.map(({ name }) => name)];
const row = (name: string, of: (bill: (typeof bills)[number]) => string) => [name, ...bills.map(of)];

const counted = (
  ['apiRequests', 'queueRequests', 'batches', 'readUnits', 'recordUnits', 'historyUnits', 'incidentUnits'] as const
).map((name) => row(name, ({ counts }) => perEvent(counts[name], counts.events)));
const parts = Object.keys(bills[0]?.parts ?? {}).map((part) => row(part, (bill) => dollars(bill.parts[part] ?? 0)));
process.stdout.write(`Counted, an event

${table(headings, counted)}

Dollars a million events

${table(headings, [
  ...parts,
  row('all', ({ total }) => dollars(total)),
  row('naive design', ({ naive }) => dollars(naive)),
  row('of the naive', ({ total, naive }) => `${((100 * total) / naive).toFixed(0)} %`),
])}
`);
