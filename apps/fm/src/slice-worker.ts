/** Entry of the threads that perform slices; the bundle puts it beside the command. */
import '@fm/mining/slice-worker';
