/**
 * A program that shows the live view of a simulation known by heart, for tests in a terminal.
 *
 * The first argument is the file that its process id is written to. The others choose what is
 * shown (`ascii`, `regions=<count>`, `names=<name>,<name>,…`, `record=<file>`) and what goes wrong (see {@link spoil}).
 */
import { writeFileSync } from 'node:fs';
import { LiveScreen } from '../../../../src/cli/tui/live/live-screen.js';
import { Player } from '../../../../src/cli/tui/live/player.js';
import { openCastFile } from '../../../../src/cli/tui/recording/cast-file.js';
import { showScreens } from '../../../../src/cli/tui/screens/show-screens.js';
import type { ScreenLook } from '../../../../src/cli/tui/screens/show-screens.js';
import { FakeSimulation, makeScenario } from './fake-simulation.js';
import type { PlayableSimulation } from '../../../../src/cli/tui/live/player.js';
import type { Verdict } from '../../../../src/sim/report.js';

const [pidFile = '', ...words] = process.argv.slice(2);
writeFileSync(pidFile, String(process.pid));

const scenario = makeScenario({ regions: namesOfRegions() });
let starts = 0;

try {
  process.exitCode = await showScreens(
    (place) => {
      const player = new Player({
      scenario,
      start: (trace) => {
        starts += 1;
        if (words.includes('throw-in-key') && starts === 2) throw new Error('thrown in a key');
        return spoil(new FakeSimulation(scenario, trace));
      },
      judge: (report) => {
        const lost = report.lostWrites.total;
        const verdict: Verdict = lost === 0 ? 'holds' : 'violated';
        const expectation = { name: 'lost-writes', expected: '= 0', actual: String(lost), verdict };
        return { report, verdict, expectations: [expectation] };
      },
      clock: () => performance.now(),
      });
      return new LiveScreen({ player, place, repeat: 'quarrel run split-brain --seed 8841' });
    },
    process,
    { ascii: words.includes('ascii'), ...recordingFor(valueOf('record')) },
  );
} catch (error) {
  process.stderr.write(`caught: ${error instanceof Error ? error.message : 'something'}\n`);
  process.exitCode = 70;
}

function namesOfRegions(): readonly string[] {
  const names = valueOf('names');
  if (names !== undefined) return names.split(',');
  const count = valueOf('regions');
  if (count === undefined) return ['us-east', 'eu-west', 'ap-se'];
  return Array.from({ length: Number(count) }, (_, index) => `region-${index}`);
}

function valueOf(name: string): string | undefined {
  return words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
}

function recordingFor(path: string | undefined): Pick<ScreenLook, 'recording'> {
  if (path === undefined) return {};
  const opened = openCastFile(path);
  if (!opened.ok) throw new Error(opened.message);
  return { recording: opened.file };
}

/** A simulation that goes wrong at its tenth event in the way that was asked for. */
function spoil(simulation: FakeSimulation): PlayableSimulation {
  const isDue = () => simulation.observe().events === 10;
  return {
    get nowUs() {
      return simulation.nowUs;
    },
    get nextUs() {
      return simulation.nextUs;
    },
    checkpoint: () => simulation.checkpoint(),
    restore: (checkpoint) => simulation.restore(checkpoint),
    step: () => {
      if (isDue() && words.includes('throw-in-clock')) throw new Error('thrown in the clock');
      if (isDue() && words.includes('end-input')) process.stdin.push(null);
      return simulation.step();
    },
    observe: (atUs) => {
      const observation = simulation.observe(atUs);
      if (observation.events < 10 || !words.includes('throw-in-draw')) return observation;
      const regions = observation.regions.map((region) => ({
        ...region,
        get name(): string {
          throw new Error('thrown in a draw');
        },
      }));
      return { ...observation, regions };
    },
    losses: () => simulation.losses(),
    lags: () => simulation.lags(),
    inspect: (key, atUs) => simulation.inspect(key, atUs),
    findKeys: (text, most) => simulation.findKeys(text, most),
    finish: () => simulation.finish(),
  };
}
