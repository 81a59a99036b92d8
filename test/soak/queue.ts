// A queue as SQS keeps it, on the simulated clock: what is received and not deleted comes again, and is given up in the end.
import type { HeldMessage, HoldingQueue, Queue } from '../../shared/pipeline/ports.ts';
import { PartialFailure } from './faults.ts';
import type { World } from './world.ts';

/** SQS: at most ten in one call. */
const BATCH = 10;

interface Message {
  readonly id: string;
  readonly body: string;
  receives: number;
  /** Of its last receive. */
  receipt: string;
}

interface Redrive {
  readonly maxReceiveCount: number;
  readonly to: SimulatedQueue;
}

export class SimulatedQueue implements Queue, HoldingQueue {
  /** Messages that ever came in. */
  sent = 0;
  readonly #world: World;
  readonly #visibilityMs: number;
  readonly #redrive: Redrive | undefined;
  readonly #visible: Message[] = [];
  /** By id. */
  readonly #inFlight = new Map<string, Message>();
  readonly #waiting: (() => void)[] = [];

  constructor(world: World, visibilitySeconds: number, redrive?: Redrive) {
    this.#world = world;
    this.#visibilityMs = visibilitySeconds * 1000;
    this.#redrive = redrive;
  }

  get size(): number {
    return this.#visible.length + this.#inFlight.size;
  }

  /** Bodies, whether visible or not. */
  get bodies(): string[] {
    return [...this.#visible, ...this.#inFlight.values()].map(({ body }) => body);
  }

  /** Resolves when there may be something to receive. */
  async arrival(): Promise<void> {
    if (this.#visible.length === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  async send(bodies: readonly string[]): Promise<void> {
    const held = this.#mishap('partial send', bodies);
    for (const body of held) this.#hold(body);
    if (held.length < bodies.length) throw new PartialFailure('some entries were not taken');
  }

  async receive(max = BATCH): Promise<HeldMessage[]> {
    const received: HeldMessage[] = [];
    while (received.length < max) {
      const message = this.#take();
      if (message === undefined) break;
      if (this.#redrive !== undefined && message.receives === this.#redrive.maxReceiveCount) {
        this.#redrive.to.#hold(message.body);
        continue;
      }
      message.receives += 1;
      message.receipt = `${message.id} ${message.receives}`;
      this.#inFlight.set(message.id, message);
      this.#returnLater(message);
      received.push({ id: message.id, body: message.body, receipt: message.receipt });
    }
    return received;
  }

  async delete(messages: readonly HeldMessage[]): Promise<void> {
    const deleted = this.#mishap('partial delete', messages);
    for (const { id, receipt } of deleted) {
      // An old receipt deletes nothing: the message is somebody else's by now.
      if (this.#inFlight.get(id)?.receipt === receipt) this.#inFlight.delete(id);
    }
    if (deleted.length < messages.length) throw new PartialFailure('some messages were not deleted');
  }

  async giveBack(messages: readonly HeldMessage[]): Promise<void> {
    for (const { id, receipt } of messages) this.#return(id, receipt);
  }

  #hold(body: string): void {
    this.sent += 1;
    this.#show({ id: `${this.sent}`, body, receives: 0, receipt: '' });
  }

  /** All items, or in that case fewer. */
  #mishap<T>(kind: 'partial send' | 'partial delete', items: readonly T[]): readonly T[] {
    const { plan, random, ledger } = this.#world;
    if (items.length === 0 || !plan.happens(kind)) return items;
    ledger.count(kind);
    return random.shuffled(items).slice(0, random.below(items.length));
  }

  #take(): Message | undefined {
    const last = this.#visible.pop();
    if (last === undefined || this.#visible.length === 0) return last;
    const place = this.#world.random.below(this.#visible.length + 1);
    const chosen = this.#visible[place];
    if (chosen === undefined) return last;
    this.#visible[place] = last;
    return chosen;
  }

  #returnLater({ id, receipt }: Message): void {
    const { clock, plan, ledger, random } = this.#world;
    const early = plan.happens('received twice');
    if (early) ledger.count('received twice');
    clock.after(early ? random.below(200) : this.#visibilityMs, () => this.#return(id, receipt));
  }

  #return(id: string, receipt: string): void {
    const message = this.#inFlight.get(id);
    if (message?.receipt !== receipt) return;
    this.#inFlight.delete(id);
    this.#show(message);
  }

  #show(message: Message): void {
    this.#visible.push(message);
    this.#waiting.shift()?.();
  }
}
