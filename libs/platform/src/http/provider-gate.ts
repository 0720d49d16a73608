import { bulkhead, circuitBreaker, ConsecutiveBreaker, handleWhenResult, isBrokenCircuitError } from 'cockatiel';
import type { Clock } from '../clock.ts';
import { httpCircuitOpen, providerLimitsDiffer } from './errors.ts';
import type { Sleep } from './sleep.ts';

/** What all callers of a provider share. */
export interface ProviderLimits {
  readonly requestsPerSecond: number;
  readonly concurrency: number;
  readonly breakAfter: number;
  readonly breakForMs: number;
}

/** An attempt that knows whether it counts against the provider's health. */
export interface Attempted {
  readonly breaksCircuit: boolean;
}

/** Admits the requests of all callers of one provider: rate, concurrency, pauses and circuit. */
export class ProviderGate {
  readonly limits: ProviderLimits;
  readonly #provider: string;
  readonly #slots;
  readonly #circuit;
  #nextSlot = 0;
  #pausedUntil = 0;

  constructor(provider: string, limits: ProviderLimits) {
    this.#provider = provider;
    this.limits = limits;
    this.#slots = bulkhead(limits.concurrency, Infinity);
    this.#circuit = circuitBreaker(
      handleWhenResult((result) => (result as Attempted).breaksCircuit),
      { halfOpenAfter: limits.breakForMs, breaker: new ConsecutiveBreaker(limits.breakAfter) },
    );
  }

  /** Runs one attempt when a slot is free and the circuit closed. */
  async run<Result extends Attempted>(attempt: () => Promise<Result>): Promise<Result> {
    try {
      return await this.#slots.execute(() => this.#circuit.execute(attempt));
    } catch (thrown) {
      if (isBrokenCircuitError(thrown)) throw httpCircuitOpen(this.#provider);
      throw thrown;
    }
  }

  /** Waits for the next moment at which a request may leave; requests leave evenly spaced. */
  async admit(clock: Clock, sleep: Sleep, signal?: AbortSignal): Promise<void> {
    for (;;) {
      const now = clock.now().getTime();
      const start = Math.max(now, this.#nextSlot, this.#pausedUntil);
      this.#nextSlot = start + 1000 / this.limits.requestsPerSecond;
      if (start > now) await sleep(start - now, signal);
      if (clock.now().getTime() >= this.#pausedUntil) return;
    }
  }

  /** Holds every caller until `moment` (milliseconds since the epoch). */
  pauseUntil(moment: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, moment);
  }
}

/** The gates by provider; a process has one, a test makes its own. */
export class ProviderRegistry {
  readonly #gates = new Map<string, ProviderGate>();

  /**
   * The gate of a provider, made by its first caller.
   *
   * @throws HTTP_LIMITS_DIFFER when a later caller asks for other limits
   */
  gate(provider: string, limits: ProviderLimits): ProviderGate {
    const known = this.#gates.get(provider);
    if (known === undefined) {
      const gate = new ProviderGate(provider, limits);
      this.#gates.set(provider, gate);
      return gate;
    }
    const same = (Object.keys(limits) as (keyof ProviderLimits)[]).every((name) => known.limits[name] === limits[name]);
    if (!same) throw providerLimitsDiffer(provider);
    return known;
  }
}

/** The registry that clients of this process share unless they bring their own. */
export const processProviders = new ProviderRegistry();
