// What has to be there in the end: every delivery taken in once, one after the other, by one that never fails.
import { isDeepStrictEqual } from 'node:util';
import { classify } from '../../shared/classify/classify.ts';
import type { MailEvent } from '../../shared/event/mail-event.ts';
import { toIso } from '../../shared/event/time.ts';
import { belongsToHistory, historyEntryOf } from '../../shared/pipeline/history.ts';
import { incidentOf } from '../../shared/pipeline/incidents.ts';
import { unpackQuarantined } from '../../shared/pipeline/pack.ts';
import { isRefusal } from '../../shared/providers/provider.ts';
import { providers } from '../../shared/providers/registry.ts';
import { normaliseSesValue } from '../../shared/providers/ses/normalise.ts';
import { evidenceOf, isOnlyDelivery } from '../../shared/suppression/evidence.ts';
import type { HistoryEntry } from '../../shared/suppression/history.ts';
import type { Incident } from '../../shared/suppression/incident.ts';
import { DEFAULT_POLICY } from '../../shared/suppression/policy.ts';
import {
  ALL_MAIL,
  EMPTY,
  encodeRecord,
  FACT_KINDS,
  join,
  type SuppressionRecord,
  scopeOf,
} from '../../shared/suppression/record.ts';
import { listedSince, suppressionOf } from '../../shared/suppression/verdict.ts';
import { judge } from '../support/oracle.ts';
import type { Told } from '../support/random-histories.ts';
import { DAY_MS } from '../support/records.ts';
import { type Delivery, groupOf, START } from './deliveries.ts';
import type { Fact } from './kinds.ts';
import { subscribeUrl } from './requests.ts';

export interface Found {
  readonly records: ReadonlyMap<string, SuppressionRecord>;
  /** Since when the addresses are suppressed that the list finds. */
  readonly listed: ReadonlyMap<string, string>;
  readonly history: Iterable<HistoryEntry>;
  readonly incidents: Iterable<Incident>;
  /** Bodies in the quarantine queue. */
  readonly quarantined: readonly string[];
  /** URLs of subscriptions. */
  readonly confirmed: ReadonlySet<string>;
  /** Milliseconds. */
  readonly now: number;
}

/** What is not as it should be, a sentence each. */
export function compare(deliveries: Iterable<Delivery>, found: Found): string[] {
  const oracle = new Oracle(found);
  for (const delivery of deliveries) oracle.take(delivery);
  return oracle.mismatches();
}

class Oracle {
  readonly #found: Found;
  readonly #mismatches: string[] = [];
  /** What each address was told, event by event. */
  readonly #evidence = new Map<string, SuppressionRecord[]>();
  readonly #entries: ReadonlyMap<string, HistoryEntry>;
  readonly #history = new Set<string>();
  readonly #incidents = new Set<string>();
  readonly #malformed = new Set<string>();

  constructor(found: Found) {
    this.#found = found;
    this.#entries = new Map([...found.history].map((entry) => [entryKey(entry), entry]));
  }

  take(delivery: Delivery): void {
    const { number, intent, provider, facts, malformed } = delivery;
    if (intent === 'confirmation' && !this.#found.confirmed.has(subscribeUrl(number))) {
      this.#mismatches.push(`subscription ${number} was not confirmed`);
    }
    if (intent !== 'genuine') return;
    for (const marker of malformed) this.#malformed.add(marker);
    const events = eventsOf(delivery);
    const [told, understood] = [facts.map(factLine), events.map(eventLine)];
    if (told.join('\n') !== understood.join('\n')) {
      this.#mismatches.push(`delivery ${number} of ${provider} told ${told}, and was understood as ${understood}`);
    }
    for (const event of events) this.#tell(event);
  }

  #tell(event: MailEvent): void {
    const verdict = classify(event);
    const evidence = evidenceOf(event, verdict);
    if (evidence !== undefined) {
      const known = this.#evidence.get(event.recipient);
      if (known === undefined) this.#evidence.set(event.recipient, [evidence]);
      else known.push(evidence);
    }
    const incident = incidentOf(event, verdict);
    if (incident !== undefined) {
      this.#incidents.add(groupKey(incident));
    }
    if (!belongsToHistory(event, evidence !== undefined)) return;
    const entry = historyEntryOf(event, verdict);
    const key = entryKey(entry);
    const kept = this.#entries.get(key);
    this.#history.add(key);
    if (kept === undefined) this.#mismatches.push(`the history lacks ${key}`);
    else if (!isDeepStrictEqual(kept, entry)) this.#mismatches.push(`the history has another ${key}`);
  }

  mismatches(): string[] {
    const { records, incidents, quarantined } = this.#found;
    const unexpected = (what: string, keys: Iterable<string>, expected: ReadonlySet<string>) =>
      [...new Set(keys)].filter((key) => !expected.has(key)).map((key) => `${what} that nobody told of: ${key}`);
    const markers = new Set(quarantined.map(markerOf));
    return [
      ...this.#mismatches,
      ...[...this.#evidence].flatMap(([address, evidence]) => this.#mismatchesAt(address, evidence)),
      ...unexpected('a record', records.keys(), new Set(this.#evidence.keys())),
      ...unexpected('history', this.#entries.keys(), this.#history),
      ...unexpected('an incident', Array.from(incidents, groupKey), this.#incidents),
      ...unexpected('a quarantined item', markers, this.#malformed),
      ...[...this.#malformed].filter((marker) => !markers.has(marker)).map((marker) => `quarantine lacks ${marker}`),
    ];
  }

  #mismatchesAt(address: string, all: readonly SuppressionRecord[]): string[] {
    const { records, listed, now } = this.#found;
    const stored = records.get(address);
    const evidence =
      groupOf(address) === 'known' ? all : all.filter((one) => !isOnlyDelivery(one) || isShown(one, stored));
    const expected = evidence.reduce(join, EMPTY);
    if (encodeRecord(stored ?? EMPTY) !== encodeRecord(expected)) {
      return [`the record of ${address} is ${encodeRecord(stored ?? EMPTY)}, expected ${encodeRecord(expected)}`];
    }
    if (stored === undefined) return [];
    const since = listed.get(address);
    const isListed = [START, now].some((at) => listedSince(expected, DEFAULT_POLICY, at) === since);
    return [
      ...(isListed ? [] : [`${address} is listed since ${since}`]),
      ...verdictMismatches(address, stored, evidence.flatMap(toldOf), now),
    ];
  }
}

function entryKey({ address, at, id }: HistoryEntry): string {
  return JSON.stringify([address, at, id]);
}

function groupKey({ hour, reason, receiver, sender }: Incident): string {
  return JSON.stringify([hour, reason, receiver, sender]);
}

function eventsOf({ provider, payload }: Delivery): MailEvent[] {
  const normalised =
    provider === 'ses'
      ? normaliseSesValue(payload, START)
      : providers[provider].normalise(Buffer.from(JSON.stringify(payload)), START);
  return isRefusal(normalised) ? [] : normalised.events;
}

function factLine({ type, recipient, at, messageId }: Fact): string {
  return `${type} ${recipient} ${toIso(at)} ${messageId}`;
}

function eventLine({ type, recipient, occurredAt, messageId }: MailEvent): string {
  return `${type} ${recipient} ${occurredAt} ${messageId}`;
}

function markerOf(body: string): string {
  const unpacked = unpackQuarantined(body);
  return 'error' in unpacked ? unpacked.error : (/malformed-\d+-\d+/.exec(unpacked.item.raw)?.[0] ?? unpacked.item.raw);
}

/** Deliveries that came before anything was known may be forgotten: those that are there have to be genuine. */
function isShown(evidence: SuppressionRecord, stored: SuppressionRecord = EMPTY): boolean {
  const [delivery] = scopeOf(evidence, ALL_MAIL).delivered ?? [];
  return scopeOf(stored, ALL_MAIL).delivered?.some(({ at, id }) => at === delivery?.at && id === delivery.id) ?? false;
}

/** The verdicts by a second, slower way, see test/support/oracle.ts. */
function verdictMismatches(address: string, record: SuppressionRecord, told: readonly Told[], now: number): string[] {
  const questions = [now, now + 20 * DAY_MS].flatMap((at) => [undefined, 'outbound'].map((stream) => ({ at, stream })));
  return questions.flatMap(({ at, stream }) => {
    const verdict = suppressionOf(record, DEFAULT_POLICY, at, stream);
    const expected = judge(told, DEFAULT_POLICY, at, stream, []);
    const until = verdict?.until === undefined ? Number.POSITIVE_INFINITY : Date.parse(verdict.until);
    if (verdict?.cause === expected?.cause && (expected === undefined || until === expected.until)) return [];
    return [
      `${address} is suppressed for ${verdict?.cause} until ${verdict?.until}, expected ${JSON.stringify(expected)}`,
    ];
  });
}

function toldOf(evidence: SuppressionRecord): Told[] {
  return Object.entries(evidence).flatMap(([scope, part]) => [
    ...FACT_KINDS.flatMap((kind) => (part[kind] ?? []).map((what): Told => ({ scope, kind, what }))),
    ...(part.delivered ?? []).map((what): Told => ({ scope, kind: 'delivered', what })),
  ]);
}
