/** Entry of the thread that reads PDF files; the bundle puts it beside the command. */
import '@fm/financial-report/pdf-worker';
