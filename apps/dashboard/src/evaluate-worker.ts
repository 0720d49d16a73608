/** Entry of the threads that evaluate formulas; the bundle puts it beside the server. */
import '@fm/expressions/evaluate-worker';
