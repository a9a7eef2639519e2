/** How to see a violation again: the replay line, and the file that was written. */
import type { CheckedProperty } from '../../../sim/resolver-check.js';
import { printable } from '../../printable.js';
import { joinWords } from '../../shell-words.js';
import { entry } from './card-lines.js';
import { textColumns } from '../layout.js';
import type { ShownCheck } from './shown-check.js';

/** The commands that repeat violations: by token, or by asking for these properties alone. */
export function repeatCommands(
  properties: readonly CheckedProperty[],
  { aids, file, against, check }: ShownCheck,
): readonly string[] {
  const tokens = new Set(properties.flatMap((property) => aids.get(property)?.replay ?? []));
  const without = properties.filter((property) => (aids.get(property)?.replay ?? null) === null);
  const seed = check.seed === '42' ? [] : ['--seed', check.seed];
  const other = without.includes('agreement') ? ['--against', against ?? '<the other file>'] : [];
  const commands = [
    ...[...tokens].map((token) => ['quarrel', 'replay', token, '--resolver', file]),
    ...(without.length === 0 ? [] : [['quarrel', 'check', file, ...other, '--only', without.join(','), ...seed]]),
  ];
  return commands.map((words) => printable(joinWords(words)));
}

/** One line or two. */
export function aidLines(properties: readonly CheckedProperty[], shown: ShownCheck): readonly string[] {
  const saved = new Set(properties.flatMap((property) => shown.aids.get(property)?.saved ?? []));
  return [
    ...repeatCommands(properties, shown).flatMap(commandLines),
    ...[...saved].flatMap((file) => entry('Saved:', printable(file), { indent: 2, width: 11 })),
  ];
}

/** A command over as many lines as it takes, so that a shell still takes them as one. */
function commandLines(command: string): readonly string[] {
  if (command.length + label.length <= textColumns) return [`${label}${command}`];
  const lines = [''];
  for (const word of command.split(' ')) {
    const longer = `${lines[lines.length - 1]} ${word}`.trimStart();
    if (longer.length + commandIndent.length + 2 <= textColumns) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const filled = lines.filter((line) => line !== '');
  return [label.trimEnd(), ...filled.map((line, at) => `${commandIndent}${line}${at < filled.length - 1 ? ' \\' : ''}`)];
}

const label = '  Run again: ';
const commandIndent = '    ';
