import './client.css';
import { comparePage } from './compare-page.ts';
import { dataPage } from './data-page.ts';
import { factorPage } from './factor-page.ts';
import { createLayout } from './layout.ts';
import { overviewPage } from './overview-page.ts';
import { runPage } from './page.ts';
import { runsPage } from './runs-page.ts';

const layout = createLayout();

switch (location.pathname.split('/')[1]) {
  case 'factors':
    await runPage(layout, (change) => factorPage(layout, change));
    break;
  case 'compare':
    await runPage(layout, (change) => comparePage(layout, change));
    break;
  case 'runs':
    await runPage(layout, (change) => runsPage(layout, change));
    break;
  case 'data':
    await runPage(layout, () => dataPage(layout));
    break;
  default:
    await runPage(layout, (change) => overviewPage(layout, change));
}
