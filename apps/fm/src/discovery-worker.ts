/** Entry of the threads that search for formulas; the bundle puts it beside the command. */
import '@fm/discovery/discovery-worker';
