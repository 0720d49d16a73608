/** Part of the rows that has to agree on a unit for the others to be the wrong ones. */
const unitMajority = 2 / 3;

/** 1 or -1 when a price ratio is within a tenth of 100 or 1/100, else 0. */
export function unitPower(ratio: number): -1 | 0 | 1 {
  if (ratio > 90 && ratio < 110) return 1;
  if (ratio > 1 / 110 && ratio < 1 / 90) return -1;
  return 0;
}

/** Keeps account of the rows of a series by their unit, relative to that of its first row, in powers of 100. */
export class UnitLedger {
  #power = 0;
  #count = 0;
  readonly #rowsByPower = new Map<number, number[]>();

  /** The unit changes from here on. */
  shift(power: -1 | 0 | 1): void {
    this.#power += power;
  }

  add(row: number): void {
    const rows = this.#rowsByPower.get(this.#power);
    if (rows === undefined) this.#rowsByPower.set(this.#power, [row]);
    else rows.push(row);
    this.#count++;
  }

  /** Rows outside the unit that two thirds of the rows have; all rows where no unit has so many. */
  wrongRows(): number[] {
    if (this.#rowsByPower.size <= 1) return [];
    const groups = [...this.#rowsByPower.values()];
    return groups.filter((rows) => rows.length < this.#count * unitMajority).flat();
  }
}
