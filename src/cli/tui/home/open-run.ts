/** From a scenario's name to its live view, and from whatever is wrong to a text about it. */
import { estimateRun } from '../../page/estimate.js';
import { printable } from '../../printable.js';
import { joinWords } from '../../shell-words.js';
import type { Scenario } from '../../../sim/scenario.js';
import type { ReadingPart } from '../../view/reading/draw-reading.js';
import { formatCount } from '../../view/words/quantity.js';
import { ReadingScreen } from '../reading/reading-screen.js';
import type { Opened, Surroundings } from './home-item.js';

/** A run that is watched; the engine is loaded only now. */
export async function openRun(target: string, { place }: Surroundings): Promise<Opened> {
  const { Chalk } = await import('chalk');
  const { loadScenario } = await import('../../load-scenario.js');
  const { loadResolver } = await import('../../load-resolver.js');
  const { openLiveScreen } = await import('../live/live-view.js');
  const paint = new Chalk({ level: 0 });
  const found = loadScenario({ target, scenario: null, overrides: [] }, paint);
  if (!found.ok) return complain(target, found.message, place);
  const { loaded, source } = found;
  const { resolverFile, scenario } = loaded;
  const own = resolverFile === undefined ? null : await loadResolver({ ...resolverFile, source }, paint);
  if (own?.ok === false) return complain(target, own.message, place);
  const repeat = joinWords(['quarrel', 'run', target, '--seed', scenario.seed]);
  const resolver = own === null ? {} : { resolver: own.module };
  const choice = { target, scenario: null, seed: null, overrides: [] };
  const screen = openLiveScreen(loaded, place, { repeat, origin: { choice, text: source.text }, ...resolver });
  return { screen, said: sayHowLong(scenario), repeat };
}

/** Loads what opening a run needs, part by part, while the person still looks around. */
export async function loadAhead(): Promise<void> {
  await import('../../load-scenario.js');
  await import('../../load-resolver.js');
  await import('../live/live-view.js');
}

/** A text about something that cannot be used, above its own text. */
export function complain(name: string, message: string, place: Surroundings['place'], document = ''): Opened {
  const parts: readonly ReadingPart[] = [
    { kind: 'heading', text: 'This cannot be used:' },
    { kind: 'complaint', text: message },
    { kind: 'document', text: document },
  ];
  const text = { title: printable(name), parts: parts.filter((part) => part.text !== '') };
  return { screen: new ReadingScreen({ place, text, opens: null }), said: null, repeat: null };
}

/** Events, as they are estimated, that an ordinary machine comes through in a second. */
const eventsPerS = 1_000_000;

/** A run that takes long to its end says so before somebody waits for it. */
export function sayHowLong(scenario: Scenario): string | null {
  const { events } = estimateRun(scenario);
  const seconds = Math.round(events / eventsPerS);
  if (seconds < 3) return null;
  const time = seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
  return `A large run: about ${formatCount(events)} events, so that G takes some ${time} to its end.`;
}
