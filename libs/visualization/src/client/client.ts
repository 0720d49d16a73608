import './client.css';
import { comparePage } from './pages/compare-page.ts';
import { dataPage } from './pages/data-page.ts';
import { discoveryPage } from './pages/discovery-page.ts';
import { formulaPage } from './pages/formula-page.ts';
import { factorPage } from './pages/factor-page.ts';
import { createLayout } from './layout/layout.ts';
import { lostPage } from './pages/not-found-page.ts';
import { overviewPage } from './pages/overview-page.ts';
import { runPage } from './pages/page.ts';
import { runsPage } from './pages/runs-page.ts';

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
  case 'discovery':
    await runPage(layout, (change) => discoveryPage(layout, change));
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
