// The API over ports in memory.
import { LOOKUP_WORK, type StoredPorts } from '../../shared/api/lookup-work.ts';
import { createApi } from '../../shared/api/router.ts';
import { DEFAULT_POLICY } from '../../shared/suppression/policy.ts';
import type { SuppressionRecord } from '../../shared/suppression/record.ts';
import { type Ask, asking, KEYS } from './ask.ts';
import { type MemoryStore, memoryHistory, memoryIncidents, memoryList, memoryStore } from './memory-ports.ts';

export interface Service extends ReturnType<typeof memoryPorts> {
  readonly errors: [error: unknown, requestId: string][];
  readonly ask: Ask;
}

function memoryPorts(seed: Readonly<Record<string, SuppressionRecord>>) {
  const store: MemoryStore = memoryStore(seed);
  return { store, list: memoryList(store), history: memoryHistory(), incidents: memoryIncidents() };
}

export function service(
  seed: Readonly<Record<string, SuppressionRecord>> = {},
  changes: Partial<StoredPorts> = {},
): Service {
  const ports = memoryPorts(seed);
  const errors: Service['errors'] = [];
  const api = createApi({
    work: LOOKUP_WORK,
    ports: { ...ports, policy: DEFAULT_POLICY, ...changes },
    access: { keys: KEYS },
    onError: (error, requestId) => errors.push([error, requestId]),
  });
  return { ...ports, errors, ask: asking(api) };
}
