/** Time travel in the live view: seeks to random moments of a run of a million events, as the player makes them. */
import { Player } from '../dist/cli/tui/live/player.js';
import { Simulation } from '../dist/sim/simulate.js';
import { meshScenario } from './mesh.js';

/** A number from 0 to 1, the same ones in every run of the bench. */
function makeDice(seed) {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

function open(scenario) {
  return new Player({
    scenario,
    start: (trace) => new Simulation(scenario, { trace }),
    judge: (report) => ({ report, expectations: [], verdict: 'holds' }),
    clock: () => performance.now(),
  });
}

/** Milliseconds from the key to the moment being there, and the processor's share of them. */
function measureSeek(player, goal) {
  const cpu = process.cpuUsage();
  const startMs = performance.now();
  player.seek(goal);
  while (player.state.playback.mode === 'seeking') player.tick();
  const wallMs = performance.now() - startMs;
  const { user, system } = process.cpuUsage(cpu);
  return { wallMs, cpuMs: (user + system) / 1000 };
}

const shares = { median: 0.5, p95: 0.95, max: 1 };

function quantiles(figures) {
  const sorted = figures.toSorted((a, b) => a - b);
  return Object.fromEntries(Object.entries(shares).map(([name, share]) => [name, sorted[Math.ceil(sorted.length * share) - 1]]));
}

function row(kind, seeks) {
  const wall = quantiles(seeks.map(({ wallMs }) => wallMs));
  const cpu = quantiles(seeks.map(({ cpuMs }) => cpuMs));
  const cells = Object.keys(shares).map((name) => [`${name} ms (cpu)`, `${wall[name].toFixed(0)} (${cpu[name].toFixed(0)})`]);
  return { seeks: `${seeks.length} ${kind}`, ...Object.fromEntries(cells) };
}

/** Rows of the bench. */
export function benchTerminalSeek(count = 200) {
  const scenario = meshScenario({ leaders: 5, ratePerS: 4000 });
  const player = open(scenario);
  const startMs = performance.now();
  player.seek({ kind: 'time', atUs: Infinity });
  while (player.state.playback.mode === 'seeking') player.tick();
  const { events } = player.state.observation;
  const dice = makeDice(8841);
  const anywhere = Array.from({ length: count }, () => ({ kind: 'event', events: Math.floor(dice() * events) }));
  const playedMs = performance.now() - startMs;
  const atRandom = anywhere.map((goal) => measureSeek(player, goal));
  const back = Array.from({ length: count / 4 }, () => measureSeek(player, { kind: 'event', events: player.state.observation.events - 1 }));
  const held = (player.checkpointBytes / 1024 ** 2).toFixed(0);
  const about = { events: events.toLocaleString('en'), 'played once, s': (playedMs / 1000).toFixed(1), 'checkpoints, MB': held };
  return [
    { ...row('to random moments', atRandom), ...about },
    { ...row('steps back', back), ...about },
  ];
}
