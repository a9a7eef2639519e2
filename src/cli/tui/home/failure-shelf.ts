/** The failures that are kept in .quarrel/failures, on the home screen. */
import { basename } from 'node:path';
import { setImmediate as giveWay } from 'node:timers/promises';
import { issueSentence } from '../../input-issues.js';
import { printable } from '../../printable.js';
import { readTextFile } from '../../read-text-file.js';
import { listFailures } from '../../saved-failures.js';
import { joinWords } from '../../shell-words.js';
import { sayBroken } from './file-shelf.js';
import type { HomeItem, HomeShelf } from './home-item.js';
import { lookAgain } from './look-again.js';
import { openRun } from './open-run.js';
import { readAbout } from './show-text.js';

/** One item a file. Whether it still fails is found out when it is opened. */
export async function shelveFailures(folder: string, signal: AbortSignal): Promise<HomeShelf> {
  const title = 'Saved failures';
  const listed = listFailures(folder);
  if (!listed.ok) return { title, entries: [brokenItem(folder, listed.message)] };
  const entries: HomeItem[] = [];
  for (const path of listed.paths) {
    await giveWay();
    if (signal.aborted) break;
    entries.push(await itemOf(path));
  }
  return { title, entries };
}

async function itemOf(path: string): Promise<HomeItem> {
  const read = readTextFile(path);
  if (!read.ok) return brokenItem(path, read.message.replace(`${printable(path)}: `, ''));
  const { listScenarios, readCounterexample } = await import('../../../scenarios/index.js');
  const found = readCounterexample(read.text);
  const scenarios = found.ok ? listScenarios(read.text) : [];
  const [first] = scenarios;
  const heading = headOf(read.text);
  if (found.ok && found.kept !== null) {
    const { properties, resolver } = found.kept;
    return {
      ...itemFor(path, read.text, first === undefined ? null : `${path}#${first.name}`),
      title: printable(`${properties.join(', ')}: ${resolver}`),
      about: heading,
      tags: [printable(resolver)],
      notes: [{ label: 'Kept by', text: 'quarrel check: a counterexample to a resolver' }],
      verb: 'look again',
      command: printable(joinWords(['quarrel', 'replay', path])),
      open: (surroundings) => lookAgain(path, surroundings),
    };
  }
  if (found.ok && first !== undefined) {
    return { ...itemFor(path, read.text, path), title: printable(first.title), about: heading || printable(first.about) };
  }
  const issues = found.ok ? [] : found.issues;
  const [issue] = issues;
  const problem =
    issue === undefined ? 'it holds no scenario and no counterexample' : issueSentence(issue, path).replace(`${printable(path)}:`, 'line ');
  return brokenItem(path, problem);
}

/** The comments on top of the file, up to a blank one: what fails, and who found it. */
function headOf(text: string): string {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => !/^# *\S/.test(line));
  const words = lines.slice(0, end < 0 ? lines.length : end).map((line) => line.replace(/^#\s*/, ''));
  return printable(words.join(' '));
}

function brokenItem(path: string, problem: string): HomeItem {
  return { ...itemFor(path, '', path), title: sayBroken(problem), problem };
}

function itemFor(path: string, text: string, watched: string | null): HomeItem {
  return {
    name: printable(basename(path)),
    title: '',
    about: '',
    group: '',
    tags: [],
    notes: [],
    problem: null,
    verb: 'watch',
    command: printable(joinWords(['quarrel', 'run', path])),
    open: (surroundings) => openRun(path, surroundings),
    show: (surroundings) => {
      const open = watched === null ? null : (around: typeof surroundings) => openRun(watched, around);
      return Promise.resolve(readAbout(printable(path), [{ kind: 'document', text: text || 'This file cannot be read.' }], surroundings, open));
    },
  };
}
