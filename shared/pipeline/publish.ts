// publish: writes of records in; what they changed for senders of mail out to the bus.
import { type Change, changesOf, type Write } from '../suppression/changes.ts';
import type { Policy } from '../suppression/policy.ts';

/** Hands changes to whoever listens. */
export interface Bus {
  /** Rejects if a single one was not taken. */
  publish(changes: readonly Change[]): Promise<void>;
}

/**
 * At least once: after a rejection the same writes have to come again, and tell the same.
 *
 * @returns how many changes were published; most writes change nothing for senders
 */
export async function publish(bus: Bus, policy: Policy, writes: readonly Write[]): Promise<number> {
  const changes = writes.flatMap((write) => changesOf(write, policy));
  if (changes.length > 0) await bus.publish(changes);
  return changes.length;
}
