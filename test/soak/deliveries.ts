// What the senders post, by a seed: batches of all shapes, what is malformed or forged among them, and how often it comes.
import { PROVIDER_NAMES, type ProviderName } from '../../shared/event/mail-event.ts';
import { Random } from '../support/random-histories.ts';
import { type Fact, KINDS, postmarkPost, sendgridItem, sesEvent } from './kinds.ts';

/** When the simulation begins; everything it tells of happened in the sixty days before. */
export const START = Date.parse('2026-03-02T09:00:00.000Z');
const SECONDS_BACK = 60 * 86_400;

/**
 * - `genuine`: to be taken in
 * - `forged`: signed by somebody else
 * - `misdirected`: with the right credentials, but no webhook of this kind
 * - `confirmation`: SNS asks whether this endpoint wants the topic
 */
type Intent = 'genuine' | 'forged' | 'misdirected' | 'confirmation';

export interface Delivery {
  readonly number: number;
  /** What is posted first makes addresses known, see {@link groupOf}. */
  readonly wave: 'first contact' | 'storm';
  readonly intent: Intent;
  readonly provider: ProviderName;
  readonly payload: object;
  /** What it tells, in order. */
  readonly facts: readonly Fact[];
  /** A text that stands in each item that is no event. */
  readonly malformed: readonly string[];
  /** How often the sender posts it again, though it was taken. */
  readonly copies: number;
}

/** Mail that arrives is remembered only of addresses of which something is known, so these groups differ. */
export type Group =
  /** Something is known before the storm: not a single fact may be missing. */
  | 'known'
  /** Of deliveries that came before the first failure nothing has to be left. */
  | 'fresh'
  /** Mail arrives, nothing else: nothing may be kept. */
  | 'healthy';

export function groupOf(address: string): Group {
  const index = indexOf(address);
  return index % 10 === 3 ? 'healthy' : index % 10 === 6 ? 'fresh' : 'known';
}

/** Few enough to spoil few batches, and the same throughout. */
export function isCutOff(address: string): boolean {
  const index = indexOf(address) % 300;
  return index === 1 || index === 2;
}

function addressAt(index: number): string {
  return `user-${index}@${['mail.example', 'post.example', 'letters.example'][index % 3]}`;
}

function indexOf(address: string): number {
  return Number(address.slice('user-'.length, address.indexOf('@')));
}

/** The same for the same seed, as often as it is asked. `posts` of them in all, copies included. */
export function* deliveries(seed: number, posts: number): Generator<Delivery, void> {
  const writer = new Writer(seed, Math.max(30, Math.floor(posts / 20)));
  let left = posts;
  for (let number = 0; left > 0; number += 1) {
    const delivery = writer.next(number, left - 1);
    left -= 1 + delivery.copies;
    yield delivery;
  }
}

/** 3 in 10 of all posts. */
const COPIES = [0, 0, 0, 0, 1, 1, 1];
/** A few addresses of which so much is told that workers meet there. */
const BUSY = 8;

class Writer {
  readonly #random: Random;
  readonly #addresses: readonly string[];
  /** Known addresses that nothing has been told of yet. */
  readonly #unmet: string[];
  #facts = 0;

  constructor(seed: number, addresses: number) {
    this.#random = new Random(seed);
    this.#addresses = Array.from({ length: addresses }, (_, index) => addressAt(index));
    this.#unmet = this.#addresses.filter((address) => groupOf(address) === 'known');
  }

  next(number: number, maxCopies: number): Delivery {
    const random = this.#random;
    const wave = this.#unmet.length > 0 ? 'first contact' : 'storm';
    const intent = wave === 'storm' ? this.#intent(number) : 'genuine';
    const provider =
      intent === 'misdirected' ? 'postmark' : intent === 'confirmation' ? 'ses' : random.of(PROVIDER_NAMES);
    const copies = Math.min(random.of(COPIES), maxCopies);
    const common = { number, wave, intent, provider, copies } as const;
    if (intent === 'misdirected') return { ...common, payload: { FromFull: {}, number }, facts: [], malformed: [] };
    if (intent === 'confirmation')
      return { ...common, payload: { token: `token-${number}` }, facts: [], malformed: [] };
    return { ...common, ...this.#told(provider, wave, number) };
  }

  #intent(number: number): Intent {
    // At least one, however short the run.
    if (number % 500 === 20) return 'confirmation';
    const lot = this.#random.below(100);
    return lot < 2 ? 'forged' : lot === 2 ? 'misdirected' : 'genuine';
  }

  #told(
    provider: ProviderName,
    wave: Delivery['wave'],
    number: number,
  ): Pick<Delivery, 'payload' | 'facts' | 'malformed'> {
    const random = this.#random;
    const marker = (place: number) => `malformed-${number}-${place}`;
    const isMalformed = () => wave === 'storm' && random.below(50) === 0;
    if (provider === 'sendgrid') {
      const size = random.below(12) === 0 ? 20 + random.below(40) : 1 + random.below(5);
      const items = Array.from({ length: size }, (_, place) => {
        if (isMalformed()) return { malformed: marker(place), item: { event: 'bounce', email: marker(place) } };
        const { fact, fields } = this.#fact(provider, wave);
        return { fact, item: sendgridItem(fact, fields) };
      });
      return {
        payload: items.map(({ item }) => item),
        facts: items.flatMap(({ fact }) => fact ?? []),
        malformed: items.flatMap(({ malformed }) => malformed ?? []),
      };
    }
    if (isMalformed()) {
      const payload = { RecordType: 'Bounce', Email: marker(0), eventType: 'Bounce' };
      return { payload, facts: [], malformed: [marker(0)] };
    }
    const { fact, fields } = this.#fact(provider, wave);
    if (provider === 'postmark') return { payload: postmarkPost(fact, fields), facts: [fact], malformed: [] };
    const others =
      fact.type === 'other' ? [] : Array.from({ length: random.below(3) }, () => this.#recipient(fact.type, wave));
    const recipients = [...new Set([fact.recipient, ...others])].filter((recipient) => recipient !== fact.recipient);
    const facts = [fact, ...recipients.map((recipient) => ({ ...fact, recipient }))] as const;
    return { payload: sesEvent([...facts], fields), facts, malformed: [] };
  }

  #fact(provider: ProviderName, wave: Delivery['wave']): { fact: Fact; fields: Readonly<Record<string, unknown>> } {
    const random = this.#random;
    const { type, fields } =
      wave === 'storm' ? random.of(KINDS[provider]) : (KINDS[provider][0] ?? random.of(KINDS[provider]));
    const recipient = this.#recipient(type, wave);
    this.#facts += 1;
    // Some messages are told of again and again.
    const message = random.below(3) === 0 ? `shared-${random.below(40)}` : `single-${this.#facts}`;
    return {
      fact: {
        type,
        recipient,
        at: START - (1 + random.below(SECONDS_BACK)) * 1000,
        messageId: `${provider}-${message}`,
        number: this.#facts,
      },
      fields,
    };
  }

  #recipient(type: Fact['type'], wave: Delivery['wave']): string {
    const random = this.#random;
    const unmet = wave === 'first contact' ? this.#unmet.pop() : undefined;
    if (unmet !== undefined) return unmet;
    for (;;) {
      const among = random.below(8) === 0 ? BUSY : this.#addresses.length;
      const address = this.#addresses[random.below(among)] ?? addressAt(0);
      const takes = groupOf(address) === 'healthy' ? type === 'delivery' || type === 'other' : wave === 'storm';
      if (takes || (wave === 'first contact' && groupOf(address) === 'known')) return address;
    }
  }
}
