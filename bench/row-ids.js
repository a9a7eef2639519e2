/** A million rows under each kind of UUID: what their ids do to an index. */
import { RandomStreams } from '../dist/sim/base/random.js';
import { BTree } from '../dist/sim/storage/b-tree.js';
import { createRowIds } from '../dist/sim/workload/row-ids.js';
import { indexShapeOf } from '../dist/sim/workload/index-shape.js';

const rows = 1_000_000;
/** 100,000 rows a second. */
const gapUs = 10;

/** Inserts so many rows in the order in which they are made; times are of ids and index together. */
function fill(kind) {
  const scheme = { kind };
  const ids = createRowIds(scheme, { index: 0, stream: new RandomStreams('bench').stream(kind) });
  const tree = new BTree(indexShapeOf(scheme));
  const start = performance.now();
  for (let i = 0; i < rows; i++) tree.insert(ids.next(i * gapUs));
  return { tree, seconds: (performance.now() - start) / 1000 };
}

/** Rows of the bench. */
export function benchRowIds() {
  return ['uuidv7', 'uuidv4', 'auto-increment', 'snowflake'].map((kind) => {
    const { tree, seconds } = fill(kind);
    return {
      ids: kind,
      rows: tree.entries.toLocaleString('en'),
      'leaf pages': tree.pages.toLocaleString('en'),
      splits: tree.splits.toLocaleString('en'),
      fill: `${(100 * tree.fill).toFixed(1)} %`,
      'pages touched by 1,000 inserts': tree.pagesTouchedPerWindow.toFixed(1),
      seconds: seconds.toFixed(2),
    };
  });
}
