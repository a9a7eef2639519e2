/** `quarrel list`: the scenarios that ship with quarrel. */
import type { Command } from 'commander';
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
    .description('Lists the scenarios that ship with quarrel.')
    .option('--json', 'one JSON document')
    .showHelpAfterError('See: quarrel list --help')
    .addHelpText('after', helpAfter({
      examples: ['quarrel list', 'quarrel list --json'],
      exitCodes: plainExitCodeLines,
      variables: plainVariableLines,
    }))
    .action(async (flags: { readonly json?: boolean }) => {
      const { listScenarios } = await import('../../scenarios/index.js');
      const scenarios = listScenarios(readCatalogue());
      io.stdout.write(flags.json === true ? toJson(scenarios) : toText(scenarios));
      finish(exitCodes.held);
    });
}

interface Entry {
  readonly name: string;
  readonly title: string;
  readonly about: string;
}

function toJson(scenarios: readonly Entry[]): string {
  const entries = scenarios.map(({ name, title, about }) => ({ name, title, about }));
  return toJsonDocument({ formatVersion, scenarios: entries });
}

function toText(scenarios: readonly Entry[]): string {
  const nameColumns = Math.max(0, ...scenarios.map(({ name }) => name.length)) + 2;
  const lines = scenarios.flatMap(({ name, title }) => labelled(name, title, nameColumns));
  return [...lines, '', 'Run one: quarrel run <scenario>', ''].join('\n');
}
