/** Entry of the threads that evaluate formulas; the bundle puts it beside the job. */
import '@fm/expressions/evaluate-worker';
