/** How to see a violation again: the replay line, and the file that was written. */
import type { CheckedProperty } from '../../../sim/resolver-check.js';
import { printable } from '../../printable.js';
import { joinWords } from '../../shell-words.js';
import { entry } from './card-lines.js';
import type { ShownCheck } from './shown-check.js';

/** The commands that repeat violations: by token, or by asking for these properties alone. */
export function repeatCommands(
  properties: readonly CheckedProperty[],
  { aids, file, check }: ShownCheck,
): readonly string[] {
  const tokens = new Set(properties.flatMap((property) => aids.get(property)?.replay ?? []));
  const without = properties.filter((property) => (aids.get(property)?.replay ?? null) === null);
  const seed = check.seed === '42' ? [] : ['--seed', check.seed];
  const commands = [
    ...[...tokens].map((token) => ['quarrel', 'replay', token, '--resolver', file]),
    ...(without.length === 0 ? [] : [['quarrel', 'check', file, '--only', without.join(','), ...seed]]),
  ];
  return commands.map((words) => printable(joinWords(words)));
}

/** One line or two. */
export function aidLines(properties: readonly CheckedProperty[], shown: ShownCheck): readonly string[] {
  const saved = new Set(properties.flatMap((property) => shown.aids.get(property)?.saved ?? []));
  return [
    ...repeatCommands(properties, shown).map((command) => `  Run again: ${command}`),
    ...[...saved].flatMap((file) => entry('Saved:', printable(file), { indent: 2, width: 11 })),
  ];
}
