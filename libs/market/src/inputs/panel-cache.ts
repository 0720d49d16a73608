import type { Panel } from '@fm/factor-math';
import type { InputName } from '@fm/factors';

/** Largest number of inputs of one factor. */
const kept = 3;

/** How a panel is made, and whether it stays once it is: of panels that are there anyway, or that many factors take. */
interface Maker {
  readonly isKept: boolean;
  make(): Panel;
}

/**
 * Panels computed on request and released when others have been requested since: a run over all factors needs thirty
 * inputs of 20 MB, each factor at most three.
 */
export class PanelCache {
  readonly #makerOf: (name: InputName) => Maker;
  readonly #stay = new Map<InputName, Panel>();
  /** In the order of their last use. */
  readonly #panels = new Map<InputName, Panel>();

  constructor(makerOf: (name: InputName) => Maker) {
    this.#makerOf = makerOf;
  }

  get(name: InputName): Panel {
    const there = this.#stay.get(name);
    if (there !== undefined) return there;
    const known = this.#panels.get(name);
    if (known !== undefined) return this.#used(name, known);
    const { isKept, make } = this.#makerOf(name);
    const panel = make();
    if (!isKept) return this.#used(name, panel);
    this.#stay.set(name, panel);
    return panel;
  }

  #used(name: InputName, panel: Panel): Panel {
    this.#panels.delete(name);
    this.#panels.set(name, panel);
    for (const oldest of this.#panels.keys()) {
      if (this.#panels.size <= kept) break;
      this.#panels.delete(oldest);
    }
    return panel;
  }
}
