// The senders and the way in: whatever is not answered with 2xx is posted again, and 3 in 10 of what is.
import { webhookAnswer } from '../../shared/api/problem.ts';
import type { Queue, Subscriptions } from '../../shared/pipeline/ports.ts';
import { isRefusal, type WebhookRequest } from '../../shared/providers/provider.ts';
import { type ActiveProvider, activate } from '../../shared/providers/registry.ts';
import { normaliseSesValue } from '../../shared/providers/ses/normalise.ts';
import type { Build } from './build.ts';
import type { Delivery } from './deliveries.ts';
import { InjectedFault } from './faults.ts';
import { invocationOf, type Senders } from './requests.ts';
import type { Invocation, World } from './world.ts';

const FUNCTIONS = 32;
/** Milliseconds at most between one delivery and the next. */
const GAP = 50;
/** By when a sender posts again what was taken. */
const COPY_MS = 15 * 60_000;
const RETRY_MS = 2 * 60_000;

interface Post {
  readonly delivery: Delivery;
  /** Signed when it is first needed, then the same for every copy. */
  request?: WebhookRequest;
}

export interface Ways {
  readonly events: Queue;
  readonly quarantine: Queue;
  readonly subscriptions: Subscriptions;
}

export class Way {
  /** Posts that have not got their final answer. */
  open = 0;
  /** Posts that have. */
  answered = 0;
  readonly counts = { requests: 0, accepted: 0, retries: 0, refused: 0 };
  readonly mismatches: string[] = [];
  readonly #world: World;
  readonly #build: Build;
  readonly #senders: Senders;
  readonly #ways: Ways;
  readonly #inbox: Post[] = [];
  readonly #free: (() => void)[] = [];

  constructor(world: World, build: Build, senders: Senders, ways: Ways) {
    this.#world = world;
    this.#build = build;
    this.#senders = senders;
    this.#ways = ways;
    for (let index = 0; index < FUNCTIONS; index += 1) void this.#serve();
  }

  /** Posts them one after the other, and resolves with the last one's first post. */
  async post(deliveries: Iterable<Delivery>): Promise<void> {
    const { clock, random } = this.#world;
    for (const delivery of deliveries) {
      const post = { delivery };
      this.open += 1 + delivery.copies;
      this.#arrive(post);
      for (let copy = 0; copy < delivery.copies; copy += 1) {
        clock.after(random.below(COPY_MS), () => this.#arrive(post));
      }
      await clock.pause(random.below(GAP));
    }
  }

  #arrive(post: Post): void {
    this.#inbox.push(post);
    // The one that was busy last, so that few have to be loaded.
    this.#free.pop()?.();
  }

  /** One environment of the function: it answers one request at a time, and a crash ends it. */
  async #serve(): Promise<void> {
    let environment: Environment | undefined;
    for (;;) {
      const post = this.#inbox.shift();
      if (post === undefined) {
        await new Promise<void>((resolve) => this.#free.push(resolve));
        continue;
      }
      environment ??= new Environment(this.#senders);
      const status = await this.#request(post, environment);
      if (status === undefined) environment = undefined;
      this.#settle(post, status);
    }
  }

  /** The status that the sender heard. SES knows two ways, and may take another one for a copy. */
  async #request(post: Post, environment: Environment): Promise<number | undefined> {
    const { random } = this.#world;
    this.counts.requests += 1;
    const { provider, intent } = post.delivery;
    const isInside = provider === 'ses' && intent === 'genuine' && random.below(2) === 0;
    let heard: number | undefined;
    const answer = (invocation: Invocation, status: number) =>
      invocation.call('answer', async () => {
        heard = status;
      });
    if (isInside) {
      await this.#world.invoke('ingest-ses', async (invocation) => {
        await this.#takeInside(post.delivery, invocation);
        await answer(invocation, 200);
      });
    } else {
      await this.#world.invoke('ingest', async (invocation) => {
        const { clock } = this.#world;
        const ports = { ...this.#portsOf(invocation), providers: environment.providersFor(invocation) };
        post.request ??= this.#senders.requestOf(post.delivery);
        const outcome = await this.#build.ingest(ports, provider, post.request, clock.now);
        await answer(invocation, webhookAnswer(outcome).statusCode);
      });
    }
    return heard;
  }

  /** What functions/ingest-ses.ts does. */
  async #takeInside(delivery: Delivery, invocation: Invocation): Promise<void> {
    const { now } = this.#world.clock;
    const value = invocationOf(delivery);
    const normalised = normaliseSesValue(value, now);
    const held = isRefusal(normalised)
      ? {
          events: [],
          rejects: [{ provider: 'ses' as const, index: 0, reason: normalised.detail, raw: value }],
          notices: [],
        }
      : normalised;
    const outcome = await this.#build.hold(this.#portsOf(invocation), held, now);
    if (outcome.kind === 'unavailable') throw new InjectedFault(outcome.detail);
  }

  #portsOf(invocation: Invocation) {
    const { events, quarantine, subscriptions } = invocation.ports(this.#ways);
    return { events, quarantine, subscriptions, onError: (error: unknown) => this.#world.hear(error) };
  }

  #settle(post: Post, status: number | undefined): void {
    const { clock, random } = this.#world;
    const { intent, number, provider } = post.delivery;
    const isAccepted = status === 200;
    const isRefused = status === 401 || status === 400;
    const isMeant = intent === 'genuine' || intent === 'confirmation';
    if (!isAccepted && !isRefused) {
      this.counts.retries += 1;
      clock.after(random.below(RETRY_MS), () => this.#arrive(post));
      return;
    }
    if (isAccepted !== isMeant) {
      this.mismatches.push(`delivery ${number} of ${provider}, ${intent}, was answered with ${status}`);
    }
    this.counts[isAccepted ? 'accepted' : 'refused'] += 1;
    this.open -= 1;
    this.answered += 1;
  }
}

/** What a function prepares when it is loaded; certificates stay with it. */
class Environment {
  readonly #providers: ReadonlyMap<string, ActiveProvider>;
  #invocation: Invocation | undefined;

  constructor({ settings, certificates }: Senders) {
    const fetch = (url: string) => {
      const effect = () => certificates.fetch(url);
      return this.#invocation?.call('certificates.fetch', effect) ?? effect();
    };
    this.#providers = activate(settings, { certificates: { fetch } });
  }

  providersFor(invocation: Invocation): ReadonlyMap<string, ActiveProvider> {
    this.#invocation = invocation;
    const crashing = [...this.#providers].map(([name, provider]) => {
      const verify: ActiveProvider['verify'] = (request, now) =>
        invocation.call(`${name}.verify`, () => provider.verify(request, now), 'inside');
      return [name, { ...provider, verify }] as const;
    });
    return new Map(crashing);
  }
}
