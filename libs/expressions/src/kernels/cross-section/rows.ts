import { finite, type KernelEntry, type Work } from '../work.ts';

/** The values present on one session, in the order of the stocks. */
export interface Row {
  /** Values; only the first {@link n} are of this session. */
  readonly values: Float64Array;
  readonly columns: Uint32Array;
  n: number;
  /** Receives the results, as many as there are values. */
  readonly results: Float64Array;
}

let room = newRow(0);

function newRow(stocks: number): Row {
  return {
    values: new Float64Array(stocks),
    columns: new Uint32Array(stocks),
    n: 0,
    results: new Float64Array(stocks),
  };
}

/** A kernel that computes each session from the values present on it; what is missing stays missing. */
export function everyRow(compute: (row: Row, work: Work) => void): KernelEntry {
  return {
    reach: 'rows',
    run: (work) => {
      if (room.values.length < work.stocks) room = newRow(work.stocks);
      for (let r = work.firstRow; r < work.endRow; r++) computeRow(work, r, room, compute);
    },
  };
}

function computeRow(work: Work, r: number, row: Row, compute: (row: Row, work: Work) => void): void {
  const { memory, stocks } = work;
  const from = work.args[0] + r * work.argStrides[0];
  const to = work.out + r * work.stride;
  const { values, columns, results } = row;
  let n = 0;
  for (let c = 0; c < stocks; c++) {
    const value = memory[from + c];
    memory[to + c] = NaN;
    values[n] = value;
    columns[n] = c;
    if (value === value) n++;
  }
  row.n = n;
  if (n === 0) return;
  compute(row, work);
  for (let j = 0; j < n; j++) memory[to + columns[j]] = finite(results[j]);
}
