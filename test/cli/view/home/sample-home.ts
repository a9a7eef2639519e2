/** Entries of a home screen known by heart. */
import type { HomeEntry } from '../../../../src/cli/view/home/home-state.js';

/** An entry, plain but for what is said of it. */
export function makeEntry(name: string, more: Partial<HomeEntry> = {}): HomeEntry {
  return {
    name,
    title: `All about ${name}`,
    about: `What happens in ${name}, and what to notice.`,
    group: '',
    tags: [],
    verb: 'watch',
    notes: [{ label: 'Expects', text: 'converged: true; lost-writes: 0' }],
    problem: null,
    command: `quarrel run ${name}`,
    ...more,
  };
}

/** Scenarios under two headings. */
export const scenarios = {
  title: 'Scenarios',
  entries: [
    makeEntry('quiet-day', { group: 'A first look' }),
    makeEntry('split-brain', { group: 'Conflicts', tags: ['MySQL'] }),
    makeEntry('long-split', { group: 'Conflicts' }),
  ],
};

/** Files, one of them broken. */
export const files = {
  title: 'Your files',
  entries: [
    makeEntry('mine.yaml'),
    makeEntry('torn.yaml', { title: 'BROKEN: line 3:1: no mapping', about: '', notes: [], problem: 'line 3:1: no mapping' }),
  ],
};
