/** The work of `quarrel size`: gather the parameters, apply the formulas, and hold them against runs when asked. */
import { sizeOfScenario } from '../../scenarios/sizing/of-scenario.js';
import { paintFor } from '../color.js';
import type { Paint } from '../color.js';
import type { CommandIo } from '../command-io.js';
import { exitCodes } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import { printable } from '../printable.js';
import { refuse } from '../refuse.js';
import { inAscii } from '../report/ascii.js';
import type { ShownCheck } from '../report/size/check-text.js';
import { renderSizeJson } from '../report/size/json.js';
import { renderSizeText } from '../report/size/text.js';
import { readParameters } from './size-request.js';
import type { ReadParameters, SizeRequest } from './size-request.js';

type Gathered = Extract<ReadParameters, { readonly ok: true }>;

/** Carries out one request; the result goes to stdout, everything else to stderr. */
export async function sizeReplication(request: SizeRequest, io: CommandIo): Promise<ExitCode> {
  const paint = paintFor(io.stderr, io.env);
  if (request.force && request.write === null) {
    return refuse('--force goes with --write; name the file that may be overwritten: --write capacity.yaml', paint, io);
  }
  const read = await gather(request, paint);
  if (!read.ok) return refuse(read.message, paint, io);
  const { parameters } = read;
  if (request.simulate === null && request.write === null) return tell(request, read, null, io);

  const { checkSizing, planSizing, writeSizing } = await import('./check-sizing.js');
  const plan = planSizing(parameters, request.simulate === 'full');
  if (!plan.ok) return refuse(plan.message, paint, io);
  if (request.write !== null) {
    const refusal = writeSizing(plan, request.write, request.force, io);
    if (refusal !== null) return refuse(refusal, paint, io);
  }
  if (request.simulate === null) return tell(request, read, null, io);
  const outcome = await checkSizing(plan, request.plain, io);
  if (outcome.kind === 'finished') return tell(request, read, outcome.check, io);
  io.stderr.write(`${outcome.sentence} Nothing was checked.\n`);
  return outcome.exitCode;
}

function tell({ json, target, ascii }: SizeRequest, given: Gathered, check: ShownCheck | null, io: CommandIo): ExitCode {
  if (json) {
    io.stdout.write(renderSizeJson(given, target, check));
  } else {
    const spell = ascii ? inAscii : (text: string): string => text;
    io.stdout.write(spell(renderSizeText(given, target, check, spell)));
  }
  return check === null || check.checks.every(({ isWithin }) => isWithin) ? exitCodes.held : exitCodes.violated;
}

/** What reads a document is loaded only where there is one to read. */
async function gather({ target, scenario, flags }: SizeRequest, paint: Paint): Promise<ReadParameters> {
  if (target === null) {
    if (scenario !== null) return { ok: false, message: '--scenario goes with a file; name one, such as mine.yaml' };
    return readParameters(flags, {});
  }
  const { loadScenario } = await import('../load-scenario.js');
  const found = loadScenario({ target, scenario, overrides: [] }, paint);
  if (!found.ok) return found;
  const known = sizeOfScenario(found.loaded.scenario);
  if (known.ok) return readParameters(flags, known.parameters);
  return { ok: false, message: `${printable(target)} cannot be sized: ${known.message}; expected ${known.expected}` };
}

