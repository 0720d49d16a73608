import './client.css';
import { createLayout } from './layout.ts';
import { overviewPage } from './overview-page.ts';

await overviewPage(createLayout());
