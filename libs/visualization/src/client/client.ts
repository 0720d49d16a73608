import './client.css';
import { factorPage } from './factor-page.ts';
import { createLayout } from './layout.ts';
import { overviewPage } from './overview-page.ts';
import { runPage } from './page.ts';

const layout = createLayout();
const [, room] = location.pathname.split('/');

if (room === 'factors') await runPage(layout, (change) => factorPage(layout, change));
else await runPage(layout, (change) => overviewPage(layout, change));
