/** The scenarios that ship with quarrel, on the home screen. */
import type { OutlinedScenario } from '../../../scenarios/outline.js';
import type { HomeNote } from '../../view/home/home-state.js';
import type { HomeItem, HomeShelf } from './home-item.js';
import { openRun } from './open-run.js';
import { showScenarioText } from './show-text.js';

/** One item a scenario, under the headings of the catalogue. */
export function shelveScenarios(outlined: readonly OutlinedScenario[]): HomeShelf {
  return { title: 'Scenarios', entries: outlined.map(itemOf) };
}

function itemOf(scenario: OutlinedScenario): HomeItem {
  const { name, title, about, systems, subject, duration, settings, expects } = scenario;
  const notes: readonly HomeNote[] = [
    { label: 'Expects', text: expects.join('; ') },
    { label: 'Uses', text: settings.join('; ') },
    { label: 'As in', text: systems.join(', ') },
    { label: 'Takes', text: duration === '' ? '' : `${duration} of simulated time` },
  ];
  return {
    name,
    title,
    about,
    group: subject,
    tags: [...systems, ...settings],
    verb: 'watch',
    notes: notes.filter(({ text }) => text !== ''),
    problem: null,
    command: `quarrel run ${name}`,
    open: (surroundings) => openRun(name, surroundings),
    show: (surroundings) => showScenarioText(name, surroundings),
  };
}
