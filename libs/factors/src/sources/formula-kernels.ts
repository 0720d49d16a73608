/** What a formula calls in the numerics. */
export { kernels } from '@fm/expressions';
