import type { Expression } from '../expression.ts';
import { canonicalForm } from './canonical.ts';

/** Name under which panels hold a leaf: that of the field, or the text of the point-in-time call: `yoy(ttm(revenue))`. */
export function panelKey({ operator, params }: Expression): string {
  return operator === 'field' ? String(params[0]) : canonicalForm({ operator, params, args: [] });
}
