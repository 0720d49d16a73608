declare module 'quadprog' {
  /** Arrays as in Fortran: the first element is not used. */
  export interface Solved {
    readonly solution: ArrayLike<number>;
    readonly Lagrangian: ArrayLike<number>;
    /** Empty where the program was solved. */
    readonly message: string;
  }

  /** Minimises `x' D x / 2 - d' x` under `A' x >= b`, the first `meq` of which are equalities; overwrites all arrays. */
  export function solveQP(
    D: readonly Float64Array[],
    d: Float64Array,
    A: readonly Float64Array[],
    b: Float64Array,
    meq: number,
  ): Solved;

  const quadprog: { readonly solveQP: typeof solveQP };
  export default quadprog;
}
