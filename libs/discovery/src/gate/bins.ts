/** Width of the bins of |t| in the histogram of trials. */
export const binWidth = 0.5;
