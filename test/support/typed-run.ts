/** Runs of random scenarios over values that are merged, and what their traces tell. */
import type { TraceEvent } from '../../src/sim/record/trace.js';
import type { ReplicatedTypeName } from '../../src/sim/scenario.js';
import { buildReport } from '../../src/sim/world/build-report.js';
import { World } from '../../src/sim/world/world.js';
import { replayTold } from './told-history.js';
import { typedScenario } from './typed-scenario.js';

/** A run that came to its end. */
export type TypedRun = ReturnType<typeof runTyped>;

/** Runs a {@link typedScenario}. */
export function runTyped(n: number, type: ReplicatedTypeName) {
  const events: TraceEvent[] = [];
  const world = new World(typedScenario(n, type), { trace: (event) => events.push(event) });
  while (world.step(world.limitUs));
  const isSettled = !world.hasWork;
  if (!isSettled) world.giveUp();
  const { report, judgement } = buildReport(world, isSettled);
  const history = replayTold(events);
  const keys = [...new Set([...history.writes.values()].map(({ key }) => key))];
  const lost = new Set(judgement.lostWrites.map(({ write }) => write));
  return { world, report, history, keys, lost };
}

/** The number of a key. */
export function numberOf(world: World, name: string): number {
  const { keys } = world.clients;
  return Array.from({ length: keys.count }, (_, key) => key).findIndex((key) => keys.nameOf(key) === name);
}
