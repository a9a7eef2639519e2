/** Everything that is to be read about a scenario: what it is about, and its document. */
import { printable } from '../../printable.js';
import { readTextFile } from '../../read-text-file.js';
import { parseTarget } from '../../target.js';
import type { ReadingPart } from '../../view/reading/draw-reading.js';
import { ReadingScreen } from '../reading/reading-screen.js';
import type { HomeItem, Opened, Surroundings } from './home-item.js';
import { complain, openRun } from './open-run.js';

/** The text of a scenario of the catalogue, or of `file.yaml#name`, as `quarrel show` prints it. */
export async function showScenarioText(target: string, surroundings: Surroundings): Promise<Opened> {
  const { Chalk } = await import('chalk');
  const { loadScenario } = await import('../../load-scenario.js');
  const { sliceScenario } = await import('../../../scenarios/index.js');
  const found = loadScenario({ target, scenario: null, overrides: [] }, new Chalk({ level: 0 }));
  if (!found.ok) return complain(target, found.message, surroundings.place, textOf(target));
  const { scenario, about, systems, source } = found.loaded;
  const document = sliceScenario(found.source.text, scenario.name) ?? found.source.text;
  const parts: readonly ReadingPart[] = [
    { kind: 'heading', text: scenario.title },
    { kind: 'prose', text: about },
    { kind: 'prose', text: systems.length === 0 ? '' : `As in ${systems.join(', ')}.` },
    { kind: 'prose', text: source === '' ? '' : `Source: ${source}` },
    { kind: 'document', text: document },
  ];
  return readAbout(printable(target), parts, surroundings, (around) => openRun(target, around));
}

/** A text that leads on to what it is about. */
export function readAbout(
  title: string,
  parts: readonly ReadingPart[],
  surroundings: Surroundings,
  open: HomeItem['open'] | null,
): Opened {
  const { place, follow } = surroundings;
  const opens = open === null ? null : { verb: 'watch', open: () => { follow(() => open(surroundings)); } };
  const text = { title, parts: parts.filter((part) => part.text.trim() !== '') };
  return { screen: new ReadingScreen({ place, text, opens }), said: null, repeat: null };
}

/** The text of a file that cannot be used, as far as it can be read. */
function textOf(target: string): string {
  const parsed = parseTarget(target);
  const read = parsed.kind === 'file' ? readTextFile(parsed.path) : null;
  return read?.ok === true ? read.text : '';
}
