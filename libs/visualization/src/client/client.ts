import './client.css';
import { comparePage } from './compare-page.ts';
import { dataPage } from './data-page.ts';
import { formulaPage } from './formula-page.ts';
import { factorPage } from './factor-page.ts';
import { createLayout } from './layout.ts';
import { lostPage } from './lost-page.ts';
import { overviewPage } from './overview-page.ts';
import { runPage } from './page.ts';
import { runsPage } from './runs-page.ts';

const layout = createLayout();

/** First part of the address of a page; only that of a factor has a second. */
function pageOf([page = '', name, ...more]: readonly string[]): string {
  const isFactor = page === 'factors';
  return more.length === 0 && isFactor === Boolean(name) ? page : 'none';
}

switch (pageOf(location.pathname.split('/').slice(1))) {
  case 'factors':
    await runPage(layout, (change) => factorPage(layout, change));
    break;
  case 'compare':
    await runPage(layout, (change) => comparePage(layout, change));
    break;
  case 'formulas':
    await runPage(layout, (change) => formulaPage(layout, change));
    break;
  case 'runs':
    await runPage(layout, (change) => runsPage(layout, change));
    break;
  case 'data':
    await runPage(layout, () => dataPage(layout));
    break;
  case '':
    await runPage(layout, (change) => overviewPage(layout, change));
    break;
  default:
    await runPage(layout, () => lostPage);
}
