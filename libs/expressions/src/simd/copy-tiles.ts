import { wasm } from '@fm/factor-math';
import { advance, counting, FunctionBuilder, put } from './function-builder.ts';

const { get, load, store } = wasm;

const pairsOfTile = Array.from({ length: 16 }, (_, pair) => pair);

/**
 * `copyTiles(from, bytes to the next tile, bytes to the next row, to, bytes to the next tile, bytes to the next row, tiles,
 * rows)`: copies rows of 32 doubles between tiles and whole rows.
 */
export const copyTiles: wasm.WasmFunction = (() => {
  const f = new FunctionBuilder('copyTiles');
  const [from, fromTile, fromRow, to, toTile, toRow, tiles, rows] = f.parameters(8);
  const [row, tile, source, target] = f.locals(4);
  return f.with(
    counting(row, get(rows), 1, [
      ...put(source, get(from)),
      ...put(target, get(to)),
      ...counting(tile, get(tiles), 1, [
        ...pairsOfTile.flatMap((pair) => store(get(target), load(get(source), pair * 16), pair * 16)),
        ...advance(source, get(fromTile)),
        ...advance(target, get(toTile)),
      ]),
      ...advance(from, get(fromRow)),
      ...advance(to, get(toRow)),
    ]),
  );
})();
