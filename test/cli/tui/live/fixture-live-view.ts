/**
 * A program that shows the live view of a simulation known by heart, for tests in a terminal.
 *
 * The first argument is the file that its process id is written to. The others choose what is
 * shown (`ascii`, `regions=<count>`, `names=<name>,<name>,…`, `record=<file>`) and what goes wrong (see {@link SpoiltScreen}).
 */
import { writeFileSync } from 'node:fs';
import { LiveScreen } from '../../../../src/cli/tui/live/live-screen.js';
import { Player } from '../../../../src/cli/tui/live/player.js';
import { openCastFile } from '../../../../src/cli/tui/recording/cast-file.js';
import { showScreens } from '../../../../src/cli/tui/screens/show-screens.js';
import type { ScreenLook } from '../../../../src/cli/tui/screens/show-screens.js';
import { FakeSimulation, makeScenario } from './fake-simulation.js';
import type { Size } from '../../../../src/cli/view/drawing/panel.js';
import type { Row } from '../../../../src/cli/view/drawing/row.js';
import type { Verdict } from '../../../../src/sim/report.js';

const [pidFile = '', ...words] = process.argv.slice(2);
writeFileSync(pidFile, String(process.pid));

const scenario = makeScenario({ regions: namesOfRegions() });

/** A live view that goes wrong in the way that was asked for: at the tenth event that is seen, or at a key. */
class SpoiltScreen extends LiveScreen {
  override tick(): boolean {
    if (this.#isDue('throw-in-clock')) throw new Error('thrown in the clock');
    if (this.#isDue('end-input')) process.stdin.push(null);
    return super.tick();
  }

  override draw(size: Size): readonly Row[] {
    if (this.#isDue('throw-in-draw')) throw new Error('thrown in a draw');
    return super.draw(size);
  }

  override press(key: string): boolean {
    if (key === 'g' && words.includes('throw-in-key')) throw new Error('thrown in a key');
    return super.press(key);
  }

  #isDue(word: string): boolean {
    return words.includes(word) && this.state.observation.events >= 10;
  }
}

try {
  process.exitCode = await showScreens(
    (place) => {
      const player = new Player({
      scenario,
      start: (trace) => new FakeSimulation(scenario, trace),
      judge: (report) => {
        const lost = report.lostWrites.total;
        const verdict: Verdict = lost === 0 ? 'holds' : 'violated';
        const expectation = { name: 'lost-writes', expected: '= 0', actual: String(lost), verdict };
        return { report, verdict, expectations: [expectation] };
      },
      clock: () => performance.now(),
      });
      return new SpoiltScreen({ player, place, repeat: 'quarrel run split-brain --seed 8841' });
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
