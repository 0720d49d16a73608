import { endsAtZero, type ZeroRow } from '../checks/zero-closes.ts';
import { noDrops, type ParsedPrices, type RejectedRow, type Remark } from '../model/parsed.ts';
import { PriceRows, type CorporateAction } from '../model/price-rows.ts';

/** Where a parser puts what it reads. */
export class RowCollector {
  readonly rows = new PriceRows();
  readonly actions: CorporateAction[] = [];
  readonly rejected: RejectedRow[] = [];
  readonly zeros: ZeroRow[] = [];
  readonly remarks: Remark[] = [];
  readonly dropped = noDrops();
  rowsRead = 0;

  /** What was read, with rows at zero taken as the end of their stock where nothing follows. */
  finish(): Omit<ParsedPrices, 'source' | 'closes' | 'hasAdjusted'> {
    const { rows, actions, rejected, remarks, dropped, rowsRead } = this;
    const { worthless, count, refused } = endsAtZero(rows, this.zeros);
    dropped.price_zero += count;
    return { rows, actions, worthless, rejected: [...rejected, ...refused], remarks, dropped, rowsRead };
  }
}
