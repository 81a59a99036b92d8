// Workers that can die at any call they make: what they await then never comes, and what they have sent may still arrive.
import { Random } from '../support/random-histories.ts';
import { Clock } from './clock.ts';
import { InjectedFault, Ledger, type Plan, type Side } from './faults.ts';

/** Milliseconds at most from a worker to what it calls, and as long back. */
const LATENCY = 20;

export class World {
  readonly random: Random;
  readonly clock: Clock;
  readonly ledger = new Ledger();
  readonly plan: Plan;
  /** Requests that are on their way. */
  underWay = 0;
  /** The first error that was not injected. */
  bug: unknown;
  readonly #alive = new Set<Invocation>();

  constructor(seed: number, start: number, plan: (random: Random) => Plan) {
    this.random = new Random(seed);
    this.clock = new Clock(start, this.random);
    this.plan = plan(this.random);
  }

  get isIdle(): boolean {
    return this.#alive.size === 0 && this.underWay === 0;
  }

  /** Resolves when the work is done, has failed, or its worker has died. */
  invoke(role: string, work: (invocation: Invocation) => Promise<void>): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        this.#alive.delete(invocation);
        resolve();
      };
      const invocation = new Invocation(this, role, end);
      this.#alive.add(invocation);
      work(invocation).then(end, (error) => {
        this.hear(error);
        end();
      });
    });
  }

  hear(error: unknown): void {
    if (!(error instanceof InjectedFault)) this.bug ??= error;
  }

  killOne(): void {
    if (this.#alive.size === 0) return;
    this.ledger.count('killed');
    this.random.of([...this.#alive]).die();
  }
}

export class Invocation {
  readonly #world: World;
  readonly #role: string;
  readonly #end: () => void;
  #isDead = false;

  constructor(world: World, role: string, end: () => void) {
    this.#world = world;
    this.#role = role;
    this.#end = end;
  }

  die(): void {
    this.#isDead = true;
    this.#end();
  }

  /** @param place a call inside of the worker can't fail, only crash */
  async call<T>(name: string, effect: () => Promise<T>, place: 'outside' | 'inside' = 'outside'): Promise<T> {
    if (this.#isDead) return never();
    const { clock, random, ledger, plan } = this.#world;
    const point = ledger.pointAt(`${this.#role} ${name}`, place);
    point.calls += 1;
    const crash = plan.crashAt(point);
    const crashes = (side: Side) => {
      if (crash !== side || this.#isDead) return;
      point[side] += 1;
      this.die();
    };
    crashes('before');
    if (this.#isDead) return never();
    const failure = place === 'outside' ? plan.failureAt(point) : undefined;
    if (failure !== undefined) {
      point[failure] += 1;
      ledger.count(failure);
    }
    // What goes on inside ends with the worker: only requests are on their way without it.
    const requests = place === 'outside' ? 1 : 0;
    this.#world.underWay += requests;
    await clock.pause(1 + random.below(LATENCY));
    // Of a worker that has died meanwhile the request may be lost.
    const isDone = (failure === undefined || failure === 'timed out') && (!this.#isDead || random.below(2) === 0);
    const [outcome] = await Promise.allSettled(isDone ? [effect()] : []);
    this.#world.underWay -= requests;
    crashes('after');
    await clock.pause(1 + random.below(LATENCY));
    if (this.#isDead || (outcome === undefined && failure === undefined)) return never();
    if (outcome === undefined || failure !== undefined) throw new InjectedFault(failure);
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  }

  /** The same port, each method of which is a {@link call}: also one that is added to it one day. */
  port<Port extends object>(name: string, port: Port): Port {
    return new Proxy(port, {
      get: (target, method) => {
        const value: unknown = Reflect.get(target, method);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) =>
          this.call(`${name}.${String(method)}`, async () => Reflect.apply(value, target, args));
      },
    });
  }

  /** The same for all that is a port among these. A map's own methods answer at once. */
  ports<Ports extends object>(ports: Ports): Ports {
    return new Proxy(ports, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'object' || value === null || value instanceof Map) return value;
        return this.port(String(name), value);
      },
    });
  }
}

/** A new one for each, so that what waits for it can be forgotten. */
function never(): Promise<never> {
  return new Promise(() => {});
}
