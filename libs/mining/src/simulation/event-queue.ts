interface Event<Value> {
  readonly at: number;
  readonly order: number;
  readonly value: Value;
}

/** Events by their moment; those of one moment in the order in which they came. A binary heap. */
export class EventQueue<Value> {
  readonly #heap: Event<Value>[] = [];
  #count = 0;

  push(at: number, value: Value): void {
    const heap = this.#heap;
    const event = { at, order: this.#count++, value };
    let place = heap.length;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!before(event, heap[parent] as Event<Value>)) break;
      heap[place] = heap[parent] as Event<Value>;
      place = parent;
    }
    heap[place] = event;
  }

  /** Takes the earliest event; undefined where there is none. */
  pop(): { readonly at: number; readonly value: Value } | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (last === undefined || first === undefined || heap.length === 0) return first;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child + 1 < heap.length && before(heap[child + 1] as Event<Value>, heap[child] as Event<Value>)) child++;
      if (child >= heap.length || !before(heap[child] as Event<Value>, last)) break;
      heap[place] = heap[child] as Event<Value>;
      place = child;
    }
    heap[place] = last;
    return first;
  }
}

function before<Value>(a: Event<Value>, b: Event<Value>): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
