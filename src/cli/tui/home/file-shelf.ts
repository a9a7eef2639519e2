/** The scenario files of the folder that one stands in, on the home screen. */
import { readdirSync } from 'node:fs';
import { setImmediate as giveWay } from 'node:timers/promises';
import { issueSentence } from '../../input-issues.js';
import { printable } from '../../printable.js';
import { readTextFile } from '../../read-text-file.js';
import { joinWords } from '../../shell-words.js';
import type { HomeItem, HomeShelf } from './home-item.js';
import { openRun } from './open-run.js';
import { showScenarioText } from './show-text.js';

/** More files than this are not looked into. */
const mostFiles = 300;
/** Longer documents are not checked before they are opened. */
const longestChecked = 64 * 1024;

/** One item a scenario; a file that cannot be used is one too, with the reason. */
export async function shelveFiles(folder: string, signal: AbortSignal): Promise<HomeShelf> {
  const names = listDocuments(folder);
  const entries: HomeItem[] = [];
  for (const name of names.slice(0, mostFiles)) {
    // A frame between two files.
    await giveWay();
    if (signal.aborted) break;
    entries.push(...(await itemsOf(folder, name)));
  }
  const more = names.length > mostFiles ? ` (of the first ${mostFiles} files)` : '';
  return { title: `Your files${more}`, entries };
}

/** Names of files that may be scenario documents; none where the folder cannot be read. */
function listDocuments(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && /^[^.].*\.ya?ml$/i.test(entry.name))
      .map(({ name }) => name)
      .sort();
  } catch {
    return [];
  }
}

async function itemsOf(folder: string, name: string): Promise<readonly HomeItem[]> {
  const path = folder === '.' ? name : `${folder}/${name}`;
  const read = readTextFile(path);
  if (!read.ok) return [brokenItem(path, read.message.replace(`${printable(path)}: `, ''))];
  if (!/^\s*["']?scenarios["']?\s*:/m.test(read.text)) return [];
  const { listScenarios, parseScenarios } = await import('../../../scenarios/index.js');
  const listed = listScenarios(read.text);
  const isChecked = listed.length === 0 || read.text.length <= longestChecked;
  const parsed = isChecked ? parseScenarios(read.text) : null;
  const [issue] = parsed?.ok === false ? parsed.issues : [];
  const problem = issue === undefined ? null : sentenceOf(issueSentence(issue, path), path);
  if (listed.length === 0) return problem === null ? [] : [brokenItem(path, problem)];
  return listed.map((entry) => {
    const target = listed.length === 1 ? path : `${path}#${entry.name}`;
    return itemFor(target, {
      title: problem === null ? printable(entry.title) : sayBroken(problem),
      about: printable(entry.about),
      tags: entry.systems.map(printable),
      group: listed.length === 1 ? '' : printable(path),
      problem,
    });
  });
}

/** The place in the file and the sentence; the file is named already. */
function sentenceOf(sentence: string, path: string): string {
  return sentence.replace(`${printable(path)}:`, 'line ');
}

/** A file that cannot be used says so where others say what they are about. */
export function sayBroken(problem: string): string {
  return `BROKEN: ${problem}`;
}

function brokenItem(path: string, problem: string): HomeItem {
  return itemFor(path, { title: sayBroken(problem), about: '', tags: [], group: '', problem });
}

function itemFor(
  target: string,
  texts: Pick<HomeItem, 'title' | 'about' | 'tags' | 'group' | 'problem'>,
): HomeItem {
  return {
    ...texts,
    name: printable(target),
    verb: 'watch',
    notes: texts.tags.length === 0 ? [] : [{ label: 'As in', text: texts.tags.join(', ') }],
    command: printable(joinWords(['quarrel', 'run', target])),
    open: (surroundings) => openRun(target, surroundings),
    show: (surroundings) => showScenarioText(target, surroundings),
  };
}
