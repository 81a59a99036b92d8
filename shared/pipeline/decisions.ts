// Decisions of people on their way into a record and its history: each is newer than all that is stored when it is made.
import { toIso } from '../event/time.ts';
import { decisionRecord } from '../suppression/evidence.ts';
import { type Decision, EMPTY, join, newestAt, type SuppressionRecord } from '../suppression/record.ts';
import { type History, readable, type StoredRecord } from './ports.ts';
import { type UpdatePorts, updateRecord, writeRecord } from './update.ts';

export interface DecisionPorts extends UpdatePorts {
  /** Undefined: none is kept. */
  readonly history?: History | undefined;
}

export interface Decided {
  /** Undefined for all mail. */
  readonly stream: string | undefined;
  /** Name of the API key. */
  readonly by: string;
  readonly note?: string;
  /** ISO 8601 UTC. */
  readonly until?: string;
  /** Makes the decision a fact of its own; the same id twice is one decision. */
  readonly id: string;
}

/** Another version is stored than the one that the decision was made upon; nothing was changed. */
export interface Conflict {
  readonly kind: 'conflict';
  /** The version stored now; 0 for no record. */
  readonly version: number;
}

/** `withdraw` ends every decision that was in force, so that it is as if none had been made. */
export type DecisionAction = 'suppress' | 'release' | 'withdraw';

const REGISTERS = {
  suppress: ['suppressed'],
  release: ['released'],
  withdraw: ['suppressed', 'released'],
} as const satisfies Record<DecisionAction, readonly ('suppressed' | 'released')[]>;

/**
 * Stores the decision, then its history entry.
 *
 * @param stored the record as already read
 * @param expectedVersion the version that the decision was made upon, 0 for no record; undefined: whatever is stored
 * @returns the record as it is then
 */
export async function storeDecision(
  ports: DecisionPorts,
  key: string,
  action: DecisionAction,
  decided: Decided,
  stored: StoredRecord | undefined,
  now: number,
  expectedVersion?: number,
): Promise<StoredRecord | Conflict> {
  let decision = decisionOf(toIso(now), action, decided);
  const change = (current: SuppressionRecord) => {
    // Facts may carry a time slightly ahead of ours: a decision is made knowing all that is stored, so it is newer.
    const newest = newestAt(current);
    const at = toIso(newest === '' ? now : Math.max(now, Date.parse(newest) + 1));
    decision = decisionOf(at, action, decided);
    return REGISTERS[action].map((register) => decisionRecord(register, decision, decided.stream)).reduce(join);
  };
  const outcome =
    expectedVersion === undefined
      ? await updateRecord(ports, key, change, stored, now)
      : await changeVersion(ports, key, change, stored, now, expectedVersion);
  if ('kind' in outcome) return outcome;
  const entry = {
    address: key,
    kind: action === 'suppress' ? ('suppress' as const) : ('release' as const),
    ...(decided.stream !== undefined && { stream: decided.stream }),
    ...decision,
  };
  await ports.history?.append([entry], now).catch((cause: unknown) => {
    // Under the store's own name it might say that nothing was done, and that trying again is safe.
    throw new Error(`the decision is stored, but not its history: ${cause}`, { cause });
  });
  return { record: outcome.record, version: outcome.version };
}

async function changeVersion(
  ports: UpdatePorts,
  key: string,
  change: (current: SuppressionRecord) => SuppressionRecord,
  stored: StoredRecord | undefined,
  now: number,
  expected: number,
): Promise<StoredRecord | Conflict> {
  const version = stored?.version ?? 0;
  if (version !== expected) return { kind: 'conflict', version };
  const before = stored?.record ?? EMPTY;
  const record = join(before, change(before));
  if (await writeRecord(ports, key, record, stored?.version, now)) return { record, version: version + 1 };
  const faster = readable(await ports.store.read([key]), key);
  return { kind: 'conflict', version: faster?.version ?? 0 };
}

function decisionOf(at: string, action: DecisionAction, { by, note, until, id }: Decided): Decision {
  // No end may lie before the beginning, which facts dated ahead can have put off.
  const end = action === 'withdraw' || (until ?? at) < at ? at : until;
  return { at, id, by, ...(note !== undefined && { note }), ...(end !== undefined && { until: end }) };
}
