/** `quarrel list`: the scenarios that ship with quarrel. */
import type { Command } from 'commander';
import type { CatalogueEntry } from '../../scenarios/index.js';
import type { CommandIo } from '../command-io.js';
import { exitCodes } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import { helpAfter, plainExitCodeLines, plainVariableLines } from '../help.js';
import { readCatalogue } from '../package-files.js';
import { formatVersion, toJsonDocument } from '../report/json.js';
import { labelled } from '../report/layout.js';

/** Adds the command. */
export function addListCommand(
  program: Command,
  io: CommandIo,
  finish: (exitCode: ExitCode) => void,
): void {
  program
    .command('list')
    .summary('list the scenarios that ship with quarrel')
    .description('Lists the scenarios that ship with quarrel: all, or those that say every word given.')
    .argument('[words...]', 'a system, or what to look for in names, titles and descriptions')
    .option('--json', 'one JSON document')
    .showHelpAfterError('See: quarrel list --help')
    .addHelpText('after', helpAfter({
      examples: ['quarrel list', 'quarrel list Cassandra', 'quarrel list clock lost --json'],
      exitCodes: [...plainExitCodeLines.slice(0, 1), '2    wrong usage, or no scenario says that', ...plainExitCodeLines.slice(2)],
      variables: plainVariableLines,
    }))
    .action(async (given: readonly string[], flags: { readonly json?: boolean }) => {
      // One quoted argument may hold several words.
      const words = given.flatMap((one) => one.split(/\s+/)).filter((word) => word !== '');
      const { listScenarios, searchScenarios } = await import('../../scenarios/index.js');
      const all = listScenarios(readCatalogue());
      const found = searchScenarios(all, words);
      if (found.length === 0 && words.length > 0) {
        const { paintFor } = await import('../color.js');
        const { refuse } = await import('../refuse.js');
        finish(refuse(nothingFound(words, all), paintFor(io.stderr, io.env), io));
        return;
      }
      io.stdout.write(flags.json === true ? toJson(found) : toText(found));
      finish(exitCodes.held);
    });
}

function nothingFound(words: readonly string[], all: readonly CatalogueEntry[]): string {
  const systems = [...new Set(all.flatMap((entry) => entry.systems))].sort();
  return `no scenario says ${words.join(' ')}; systems that are shown: ${systems.join(', ')}`;
}

/** The document that `schema/list.schema.json` describes. */
function toJson(scenarios: readonly CatalogueEntry[]): string {
  const entries = scenarios.map(({ name, title, about, systems, source }) => {
    return { name, title, about, systems, source };
  });
  return toJsonDocument({ formatVersion, scenarios: entries });
}

function toText(scenarios: readonly CatalogueEntry[]): string {
  const nameColumns = Math.max(0, ...scenarios.map(({ name }) => name.length)) + 2;
  const lines = scenarios.flatMap(({ name, title, systems }) => {
    return labelled(name, [title, ...bracketed(systems)].join(' '), nameColumns);
  });
  return [...lines, '', 'Run one: quarrel run <scenario>', ''].join('\n');
}

function bracketed(systems: readonly string[]): string[] {
  return systems.length === 0 ? [] : [`[${systems.join(', ')}]`];
}
