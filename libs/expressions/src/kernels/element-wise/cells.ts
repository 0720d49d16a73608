import { finite, type Kernel, type KernelEntry } from '../work.ts';

const cells = (run: Kernel): KernelEntry => ({ reach: 'cells', run });

/** A kernel that computes each cell from the same cell of one argument. */
export function unary(f: (x: number) => number): KernelEntry {
  return cells((work) => {
    const { memory, args, argStrides, out, stride, columns } = work;
    for (let r = work.firstRow; r < work.endRow; r++) {
      let x = args[0] + r * argStrides[0];
      let to = out + r * stride;
      for (let c = 0; c < columns; c++) memory[to++] = finite(f(memory[x++]));
    }
  });
}

/** A kernel that computes each cell from the same cell of two arguments. */
export function binary(f: (x: number, y: number) => number): KernelEntry {
  return cells((work) => {
    const { memory, args, argStrides, out, stride, columns } = work;
    for (let r = work.firstRow; r < work.endRow; r++) {
      let x = args[0] + r * argStrides[0];
      let y = args[1] + r * argStrides[1];
      let to = out + r * stride;
      for (let c = 0; c < columns; c++) memory[to++] = finite(f(memory[x++], memory[y++]));
    }
  });
}

/** A kernel that folds the same cell of two or more arguments by one of two. */
export function folded(pair: KernelEntry): KernelEntry {
  return cells((work) => {
    pair.run(work);
    const [args, argStrides] = [work.args.slice(), work.argStrides.slice()];
    for (let k = 2; k < args.length; k++) {
      work.args[0] = work.out;
      work.argStrides[0] = work.stride;
      work.args[1] = args[k];
      work.argStrides[1] = argStrides[k];
      pair.run(work);
    }
    work.args[0] = args[0];
    work.argStrides[0] = argStrides[0];
    work.args[1] = args[1];
    work.argStrides[1] = argStrides[1];
  });
}
