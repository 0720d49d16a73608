/** Entry of the threads that evaluate formulas; the bundle puts it beside the command. */
import '@fm/expressions/evaluate-worker';
