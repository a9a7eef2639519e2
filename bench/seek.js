/**
 * Seeking in runs of a million events: checkpoints every so many events, then jumps to random moments. A jump is
 * the way back to the checkpoint before, the events from there on, and a look.
 */
import { readFileSync } from 'node:fs';
import { loadScenarios } from '../dist/scenarios/index.js';
import { Simulation } from '../dist/sim/simulate.js';
import { meshScenario } from './mesh.js';

const everyEvents = 50_000;
const jumps = 200;

const runs = {
  // Five leaders at 10,000 writes a second each: five events a write.
  'mesh, 5 leaders at 10,000/s': () => meshScenario({ seconds: 4 }),
  // Some 4,200 events a second.
  queueing: () => shipped('queueing', { duration: '240s' }),
  'capacity-partition': () =>
    shipped('capacity-partition', { duration: '20s', 'faults.0.at': '5s', 'faults.0.until': '18s' }),
};

/** A scenario of the catalogue with some settings changed. */
function shipped(name, settings) {
  const overrides = Object.entries(settings).map(([path, value]) => ({ path, value }));
  const text = readFileSync(new URL('../scenarios.yaml', import.meta.url), 'utf8');
  const loaded = loadScenarios(text, { only: name, overrides });
  if (!loaded.ok) throw new Error(loaded.issues[0].message);
  return loaded.scenarios[0].scenario;
}

/** Milliseconds of a whole run without checkpoints. */
function runPlain(scenario) {
  const start = performance.now();
  const simulation = new Simulation(scenario);
  while (simulation.step());
  return performance.now() - start;
}

/** The same with checkpoints, which are returned. */
function runKeeping(scenario) {
  const start = performance.now();
  const simulation = new Simulation(scenario);
  const checkpoints = [];
  const took = [];
  for (let events = 0; events === 0 || simulation.step(); events++) {
    if (events % everyEvents !== 0) continue;
    const before = performance.now();
    checkpoints.push(simulation.checkpoint());
    took.push(performance.now() - before);
  }
  return { ms: performance.now() - start, simulation, checkpoints, took, events: simulation.observe().events };
}

/** Milliseconds of jumps to moments that are spread over the run, and of the ways back in them. */
function seek({ simulation, checkpoints, events }) {
  const restores = [];
  const seeks = [];
  for (let jump = 1; jump <= jumps; jump++) {
    // Multiples of the golden ratio: evenly spread, and each far from the one before.
    const target = Math.floor(((jump * 0.6180339887) % 1) * events);
    const start = performance.now();
    simulation.restore(checkpoints[Math.floor(target / everyEvents)]);
    restores.push(performance.now() - start);
    for (let at = simulation.observe().events; at < target; at++) simulation.step();
    simulation.observe();
    seeks.push(performance.now() - start);
  }
  return { restores, seeks };
}

function quantile(values, share) {
  const sorted = [...values].sort((x, y) => x - y);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(1);
}

/** Rows of the bench. */
export function benchSeek() {
  return Object.entries(runs).map(([name, scenarioOf]) => {
    const scenario = scenarioOf();
    runPlain(scenario);
    const plainMs = runPlain(scenario);
    const kept = runKeeping(scenario);
    const { restores, seeks } = seek(kept);
    return {
      run: name,
      events: kept.events.toLocaleString('en'),
      'plain ms': plainMs.toFixed(0),
      '× with checkpoints': (kept.ms / plainMs).toFixed(2),
      'checkpoint ms': quantile(kept.took, 0.5),
      'MB of all': (kept.checkpoints.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6).toFixed(0),
      'restore ms': quantile(restores, 0.5),
      'seek ms, median': quantile(seeks, 0.5),
      p95: quantile(seeks, 0.95),
      worst: quantile(seeks, 1),
    };
  });
}
