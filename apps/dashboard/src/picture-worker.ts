/** Entry of the thread that draws pictures; the bundle puts it beside the server. */
import '@fm/visualization/picture-worker';
