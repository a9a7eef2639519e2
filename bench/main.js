/**
 * Speed, side by side with peers in one run: medians, and ratios, since machines differ.
 *
 *   npm run bench              everything
 *   npm run bench -- queue     only the event queue; also: mesh, capacity, text, ids, judges, resolvers, sweep, seek,
 *                              terminal-seek, terminal, start
 */
import { benchCapacity } from './capacity.js';
import { benchEventQueue } from './event-queue.js';
import { benchJudges } from './judges.js';
import { benchMesh } from './mesh.js';
import { benchResolvers } from './resolvers.js';
import { benchSeek } from './seek.js';
import { benchSweep } from './sweep.js';
import { benchTerminalSeek } from './terminal-seek.js';
import { benchDrawing, benchFirstFrame } from './terminal.js';
import { benchText } from './text.js';
import { benchRowIds } from './row-ids.js';

const benches = {
  queue: ['Event queue, hold model: pop the earliest, schedule one at now + Exp(1 s)', () => benchEventQueue(5)],
  capacity: ['One leader at 50,000 writes/s, its peer cut off for a while: cost against length', () => benchCapacity()],
  text: ['Text libraries: a document of 10,000 edits', () => benchText(3)],
  ids: ['A million rows at one leader, 100,000 a second: page splits, fill and pages touched by kind of id', () => benchRowIds()],
  judges: ['Linearizability of 50 clients on 10 keys, and a search without memory on the little that it can do', () => benchJudges(3)],
  resolvers: ['Checking resolvers: random histories of three replicas and six operations', () => benchResolvers(3)],
  sweep: ['Sweeping split-brain over 1,000 seeds, on one thread and on two', () => benchSweep(3)],
  seek: ['Going back in runs of a million events, with a checkpoint every 50,000', () => benchSeek()],
  'terminal-seek': ['Seeks of the live view in a run of a million events', () => benchTerminalSeek()],
  terminal: ['Drawing the live view of split-brain at 140x40, 10,000 frames', () => benchDrawing(10_000)],
  start: ['From the command to the first frame in a terminal of 140x40, 10 starts each', () => benchFirstFrame(10)],
  mesh: ['Whole runs: leaders in a mesh, 50,000 writes/s over 100,000 keys for 10 s, a message a delivery', () => benchMesh(5)],
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`No bench called ${unknown.join(', ')}; there are: ${Object.keys(benches).join(', ')}`);
  process.exitCode = 2;
} else {
  for (const [name, [title, run]] of Object.entries(benches)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    console.log(`\n${title}`);
    console.table(await run());
  }
}
