import type { Panel } from '@fm/factor-math';
import type { InputName } from '@fm/factors';

/** Most inputs of one factor. */
const kept = 3;

/**
 * Panels made when they are asked for and let go when others were asked for since: a run over all factors needs thirty
 * inputs of 20 MB, each factor at most three.
 */
export class PanelCache {
  readonly #makers: ReadonlyMap<InputName, () => Panel>;
  /** In the order of their last use. */
  readonly #panels = new Map<InputName, Panel>();

  constructor(makers: ReadonlyMap<InputName, () => Panel>) {
    this.#makers = makers;
  }

  get(name: InputName): Panel {
    const panel = this.#panels.get(name) ?? (this.#makers.get(name) as () => Panel)();
    this.#panels.delete(name);
    this.#panels.set(name, panel);
    for (const oldest of this.#panels.keys()) {
      if (this.#panels.size <= kept) break;
      this.#panels.delete(oldest);
    }
    return panel;
  }
}
