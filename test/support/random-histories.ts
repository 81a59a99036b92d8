// Histories by the number: the same number is the same history for everybody, so a failure names the one to look at.
import {
  ALL_MAIL,
  type Decision,
  type Delivery,
  type Fact,
  type SuppressionRecord,
} from '../../shared/suppression/record.ts';
import { day } from './records.ts';

/** Kinds of what is told, as often as they stand here. Failures that count are frequent, so that bounds are reached. */
const KINDS = [
  ...['soft', 'soft', 'soft', 'soft', 'delivered', 'delivered', 'hard', 'hard', 'complaint', 'suspected'],
  ...['unsubscribe', 'unsubscribe', 'resubscribe', 'resubscribe', 'mirrored', 'suppressed', 'released'],
] as const;
export type Kind = (typeof KINDS)[number];

/** Streams below streams, and names that every object has. */
const SCOPES = [ALL_MAIL, ALL_MAIL, ALL_MAIL, 'news', 'news/offers', 'constructor', '__proto__'];
const PROVIDERS = ['sendgrid', 'postmark', 'ses'] as const;
const HARD = ['recipient_unknown', 'domain_invalid', 'recipient_disabled'] as const;
const SOFT = ['mailbox_full', 'delivery_expired', 'recipient_unknown'] as const;
const MIRRORED = ['already_suppressed', 'complaint', 'unsubscribed'] as const;

/** What is told of each kind. */
export type WhatOf<K extends Kind> = K extends 'delivered'
  ? Delivery
  : K extends 'suppressed' | 'released'
    ? Decision
    : Fact;
export type ToldOf<K extends Kind> = { readonly scope: string; readonly kind: K; readonly what: WhatOf<K> };
export type Told = { [K in Kind]: ToldOf<K> }[Kind];

export interface History {
  readonly told: readonly Told[];
  /** Decisions about the domain. */
  readonly domain: readonly Told[];
  readonly random: Random;
}

export class Random {
  #state: number;

  constructor(seed: number) {
    // Neighbouring seeds shall not begin alike.
    this.#state = Math.imul(seed + 1, 0x9e_37_79_b1) >>> 0 || 1;
  }

  /** A whole number from 0 to below `end`: xorshift32. */
  below(end: number): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x >>> 0;
    return this.#state % end;
  }

  of<T>(items: readonly T[]): T {
    const chosen = this.below(items.length);
    for (const [index, item] of items.entries()) if (index === chosen) return item;
    throw new Error('nothing to choose from');
  }

  shuffled<T>(items: readonly T[]): T[] {
    return items
      .map((item) => ({ item, at: this.below(0x1_00_00_00) }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);
  }
}

export function historyNumber(seed: number): History {
  const random = new Random(seed);
  const length = random.below(8) === 0 ? 20 + random.below(30) : random.below(14);
  const told = Array.from({ length }, (_, index) => tell(random, index));
  const decisions = random.below(4) === 0 ? random.below(4) : 0;
  const domain = Array.from({ length: decisions }, (_, index) => decide(random, `domain ${index}`));
  return { told, domain, random };
}

function tell(random: Random, index: number): Told {
  const kind = random.of(KINDS);
  const id = `${random.below(1000)} ${index}`;
  if (kind === 'suppressed' || kind === 'released') return decide(random, id, kind);
  const at = timeOf(random);
  const messageId = random.below(5) === 0 ? undefined : `m${random.below(16)}`;
  const message = messageId === undefined ? {} : { messageId };
  if (kind === 'delivered') return { scope: ALL_MAIL, kind, what: { at, id, ...message } };
  const scope = kind === 'hard' || kind === 'soft' ? ALL_MAIL : random.of(SCOPES);
  const reason = reasonOf(random, kind);
  const stream = random.below(2) === 0 ? {} : { stream: random.of(SCOPES) };
  return { scope, kind, what: { at, id, provider: random.of(PROVIDERS), reason, rule: 'rule', ...message, ...stream } };
}

function decide(
  random: Random,
  id: string,
  kind: 'suppressed' | 'released' = random.of(['suppressed', 'released']),
): Told {
  const at = timeOf(random);
  const until = random.below(3) === 0 ? { until: later(at, random.below(20)) } : {};
  return { scope: random.of(SCOPES), kind, what: { at, id, by: 'support', ...(kind === 'suppressed' && until) } };
}

function reasonOf(random: Random, kind: Kind): Fact['reason'] {
  switch (kind) {
    case 'hard':
      return random.of(HARD);
    case 'soft':
      return random.of(SOFT);
    case 'mirrored':
      return random.of(MIRRORED);
    case 'resubscribe':
      return 'subscribe';
    case 'unsubscribe':
      return 'unsubscribed';
    default:
      return 'complaint';
  }
}

/** Within sixty days, in quarters of a day, so that times collide. */
function timeOf(random: Random): string {
  return day(random.below(240) / 4);
}

function later(at: string, days: number): string {
  return new Date(Date.parse(at) + days * 86_400_000).toISOString();
}

/** What one of them teaches, as a record ready to be joined. */
export function recordOf({ scope, kind, what }: Told): SuppressionRecord {
  const part = kind === 'suppressed' || kind === 'released' ? { [kind]: what } : { [kind]: [what] };
  return Object.fromEntries([[scope, part]]);
}
