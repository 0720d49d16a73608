/** Entry of the thread that reads PDFs; the bundle puts it beside the handler. */
import '@fm/financial-report/pdf-worker';
