// Incidents: why mail bounces that no list of addresses explains; failures that are not the recipient's, by group.
import { type Fault, REASON_NAMES, REASONS, type Reason } from '../classify/reasons.ts';
import type { Verdict } from '../classify/verdict.ts';
import { domainOf } from '../event/address.ts';
import { boundText } from '../event/diagnostic.ts';
import type { MailEvent } from '../event/mail-event.ts';
import { toIso } from '../event/time.ts';
import { FACT_TEXT } from '../suppression/evidence.ts';
import type { Incident } from '../suppression/incident.ts';
import type { Incidents } from './ports.ts';

/** How long counters are kept, which is as far back as can be asked. */
export const INCIDENT_DAYS = 35;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const OTHERS_FAULTS: ReadonlySet<Fault> = new Set(['sender', 'content', 'policy', 'receiver', 'network']);

/** No rule makes an incident of a reason that isn't one. */
const INCIDENT_REASONS = REASON_NAMES.filter((reason) => isIncident(REASONS[reason]));

function isIncident({ action, fault }: Pick<Verdict, 'action' | 'fault'>): boolean {
  return action === 'alert' || OTHERS_FAULTS.has(fault);
}

/** The event as an incident of its own, or undefined when it is none. */
export function incidentOf(event: MailEvent, verdict: Verdict): Incident | undefined {
  if (!isIncident(verdict)) return undefined;
  const { occurredAt, provider, recipient, sender, diagnostic } = event;
  const { reason, rule, help, list } = verdict;
  const text = diagnostic?.text;
  return {
    hour: hourOf(Date.parse(occurredAt)),
    reason,
    receiver: domainOf(recipient),
    sender: sender?.domain ?? sender?.ip ?? '',
    count: 1,
    firstSeen: occurredAt,
    lastSeen: occurredAt,
    example: {
      provider,
      rule,
      ...(text !== undefined && { text: boundText(text, FACT_TEXT) }),
      ...(help !== undefined && { help }),
      ...(list !== undefined && { list }),
    },
  };
}

/** One incident for each hour and group; the newest gives the example. */
export function countByHour(incidents: readonly Incident[]): Incident[] {
  const groups = new Map<string, Incident>();
  for (const incident of incidents) {
    const { hour, reason, receiver, sender } = incident;
    const key = JSON.stringify([hour, reason, receiver, sender]);
    const known = groups.get(key);
    groups.set(key, known === undefined ? incident : sum(known, incident));
  }
  return [...groups.values()];
}

function sum(a: Incident, b: Incident): Incident {
  const newer = a.lastSeen > b.lastSeen ? a : b;
  const firstSeen = a.firstSeen < b.firstSeen ? a.firstSeen : b.firstSeen;
  return { ...newer, count: a.count + b.count, firstSeen };
}

export interface IncidentQuery {
  /** ISO 8601 UTC; begins with the full hour that it lies in. */
  readonly since: string;
  /** ISO 8601 UTC; ends with the full hour that it lies in. */
  readonly until: string;
  readonly reason?: Reason;
  /** A domain of recipients, in its canonical form. */
  readonly receiver?: string;
  /** A sending domain or IP. */
  readonly sender?: string;
  readonly limit: number;
}

interface IncidentGroup extends Omit<Incident, 'hour'> {
  readonly fault: Fault;
  readonly remedy: string;
}

export interface IncidentReport {
  /** The hours that were looked at, ISO 8601 UTC: full ones, and no older than what is kept. */
  readonly since: string;
  readonly until: string;
  /** Most frequent first. */
  readonly groups: readonly IncidentGroup[];
  /** How many groups there are, of which `groups` may be the first. */
  readonly total: number;
}

/**
 * Failures of the window by reason, receiving domain and sender. Counts are approximate: what the queue delivers twice
 * may count twice; `firstSeen` and `lastSeen` are exact to the hour.
 */
export async function incidents(
  ports: { readonly incidents: Incidents },
  { since, until, reason, receiver, sender, limit }: IncidentQuery,
  now: number,
): Promise<IncidentReport> {
  const from = hourOf(Math.max(Date.parse(since), now - INCIDENT_DAYS * DAY_MS));
  const to = hourOf(Math.min(Date.parse(until), now + HOUR_MS) + HOUR_MS - 1);
  const reasons = INCIDENT_REASONS.filter((name) => name === (reason ?? name));
  const found = from < to && reasons.length > 0 ? await ports.incidents.read(from, to, reasons) : [];
  const wanted = found.filter(
    (incident) =>
      incident.receiver === (receiver ?? incident.receiver) && incident.sender === (sender ?? incident.sender),
  );
  // As if all were of one hour: then those of one group are one.
  const groups = countByHour(wanted.map((incident) => ({ ...incident, hour: from }))).sort(mostFrequentFirst);
  return { since: from, until: to, groups: groups.slice(0, limit).map(described), total: groups.length };
}

function described({ hour: _, ...incident }: Incident): IncidentGroup {
  const { fault, remedy } = REASONS[incident.reason];
  return { ...incident, fault, remedy };
}

function mostFrequentFirst(a: Incident, b: Incident): number {
  return b.count - a.count || Date.parse(b.lastSeen) - Date.parse(a.lastSeen);
}

function hourOf(milliseconds: number): string {
  return toIso(milliseconds - (milliseconds % HOUR_MS));
}
