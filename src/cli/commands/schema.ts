/** `quarrel schema`: the JSON Schemas that editors and tools check documents with. */
import { Argument } from 'commander';
import type { Command } from 'commander';
import { assertNever } from '../../sim/base/assert.js';
import type { CommandIo } from '../command-io.js';
import { exitCodes } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import { helpAfter, plainExitCodeLines, plainVariableLines } from '../help.js';
import {
  readCheckSchema,
  readComparisonSchema,
  readExplanationSchema,
  readFuzzSchema,
  readInterviewSchema,
  readLearnSchema,
  readListSchema,
  readPlacesSchema,
  readReplaySchema,
  readReportSchema,
  readShowSchema,
  readSizeSchema,
  readSweepSchema,
  readVerificationSchema,
} from '../package-files.js';
import { toJsonDocument } from '../report/json.js';

/** Adds the command. */
export function addSchemaCommand(
  program: Command,
  io: CommandIo,
  finish: (exitCode: ExitCode) => void,
): void {
  program
    .command('schema')
    .summary('print a JSON Schema')
    .description('Prints the JSON Schema of scenario documents, of lessons, or of a JSON result.')
    .addArgument(new Argument('[what]', 'which one').choices([...schemas]).default('scenario'))
    .showHelpAfterError('See: quarrel schema --help')
    .addHelpText('after', helpAfter({
      examples: ['quarrel schema > scenario.schema.json', 'quarrel schema report', 'quarrel schema lesson > lesson.schema.json'],
      exitCodes: plainExitCodeLines,
      variables: plainVariableLines,
    }))
    .action(async (what: SchemaName) => {
      io.stdout.write(await readSchema(what));
      finish(exitCodes.held);
    });
}

const schemas = [
  'scenario', 'report', 'verification', 'comparison', 'check', 'fuzz', 'explanation', 'sweep', 'lesson', 'learn', 'interview', 'size',
  'places', 'list', 'show', 'replay',
] as const;

type SchemaName = (typeof schemas)[number];

function readSchema(what: SchemaName): Promise<string> {
  switch (what) {
    case 'scenario':
      return scenarioSchema();
    case 'report':
      return Promise.resolve(readReportSchema());
    case 'verification':
      return Promise.resolve(readVerificationSchema());
    case 'comparison':
      return Promise.resolve(readComparisonSchema());
    case 'check':
      return Promise.resolve(readCheckSchema());
    case 'fuzz':
      return Promise.resolve(readFuzzSchema());
    case 'explanation':
      return Promise.resolve(readExplanationSchema());
    case 'sweep':
      return Promise.resolve(readSweepSchema());
    case 'size':
      return Promise.resolve(readSizeSchema());
    case 'places':
      return Promise.resolve(readPlacesSchema());
    case 'list':
      return Promise.resolve(readListSchema());
    case 'show':
      return Promise.resolve(readShowSchema());
    case 'replay':
      return Promise.resolve(readReplaySchema());
    case 'lesson':
      return lessonSchema();
    case 'learn':
      return Promise.resolve(readLearnSchema());
    case 'interview':
      return Promise.resolve(readInterviewSchema());
    default:
      return assertNever(what);
  }
}

async function scenarioSchema(): Promise<string> {
  const { scenarioJsonSchema } = await import('../../scenarios/index.js');
  return toJsonDocument(scenarioJsonSchema());
}

async function lessonSchema(): Promise<string> {
  const { lessonJsonSchema } = await import('../../scenarios/lessons/schema.js');
  return toJsonDocument(lessonJsonSchema());
}
