/** The production checklist, held against any scenario. */
import type { ChecklistItem, ChecklistVerdict } from '../../scenarios/interview/checklist.js';
import { paintFor } from '../color.js';
import type { CommandIo } from '../command-io.js';
import { exitCodeOf, exitCodes } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import { watchInterrupts } from '../interrupts.js';
import { loadScenario } from '../load-scenario.js';
import { refuse } from '../refuse.js';
import { formatVersion, toJsonDocument } from '../report/json.js';
import { joinWords } from '../shell-words.js';
import type { Verdict } from '../../sim/report.js';
import { checklistParts } from '../view/interview/told-feedback.js';
import { checkInSlices } from './check-in-slices.js';
import type { InterviewRequest } from './interview-request.js';
import { passagesMarkdown } from './interview-markdown.js';
import { partLines } from './passage-lines.js';

/** Checks every item; the exit code is that of the worst. */
export async function checkProduction(request: InterviewRequest, io: CommandIo): Promise<ExitCode> {
  const paint = paintFor(io.stderr, io.env);
  const { target, overrides, format } = request;
  if (target === null) return refuse('--checklist: which scenario? One of quarrel list, or a file such as scenario.yaml', paint, io);
  const found = loadScenario({ target, scenario: null, overrides }, paint);
  if (!found.ok) return refuse(found.message, paint, io);
  if (found.loaded.resolverFile !== undefined) {
    return refuse('--checklist: the scenario has a resolver of its own, which the checklist does not run; take a named resolver', paint, io);
  }
  const { scenario } = found.loaded;
  const style = { paint: paintFor(io.stdout, io.env), ascii: request.ascii };
  const interrupts = watchInterrupts(io);
  const checklist: ChecklistItem[] = [];
  const say = (lines: readonly string[]): void => {
    const said = lines.map((line) => `${line}\n`).join('');
    io.stdout.write(request.ascii ? said.replace(/[^\x00-\x7f]/gu, '?') : said);
  };
  const title = `The production checklist of ${scenario.title === '' ? scenario.name : scenario.title}`;
  const isText = format === null || format === 'text';
  try {
    if (isText) say([style.paint.bold(title)]);
    const watch = { interruptedBy: interrupts.exitCode, nowMs: () => performance.now() };
    for await (const item of checkInSlices({ scenario, ids: null }, watch)) {
      checklist.push(item);
      if (isText) say(partLines(checklistParts(item), style));
    }
    const stopped = interrupts.exitCode();
    if (stopped !== null) {
      io.stderr.write(`Interrupted after ${countWords(checklist.length)}.\n`);
      return stopped;
    }
  } finally {
    interrupts.end();
  }
  const verdict = worstOf(checklist);
  const repeat = joinWords([
    'quarrel', 'interview', '--checklist', target, ...overrides.flatMap(({ path, value }) => ['--set', `${path}=${value}`]),
  ]);
  if (isText) say(['', `${verdictCounts(checklist)}.`, `Again: ${repeat}`]);
  if (format === 'json') io.stdout.write(toJsonDocument({ formatVersion, scenario: scenario.name, verdict, checklist, repeat }));
  if (format === 'markdown') {
    io.stdout.write(passagesMarkdown([{ heading: title, parts: checklist.flatMap(checklistParts) }], repeat));
  }
  return verdict === 'holds' ? exitCodes.held : exitCodeOf(verdict);
}

function worstOf(checklist: readonly ChecklistItem[]): Verdict {
  const verdicts = checklist.map(({ verdict }) => verdict);
  return verdicts.find((verdict) => verdict === 'violated') ?? verdicts.find((verdict) => verdict === 'unknown') ?? 'holds';
}

function countWords(items: number): string {
  return items === 1 ? '1 item' : `${String(items)} items`;
}

function verdictCounts(checklist: readonly ChecklistItem[]): string {
  const count = (wanted: ChecklistVerdict) => String(checklist.filter(({ verdict }) => verdict === wanted).length);
  return `${count('holds')} hold, ${count('violated')} violated, ${count('unknown')} unknown, ${count('not-applicable')} not applicable`;
}
