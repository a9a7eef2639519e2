/** Runs designs in slices that can be watched and stopped, and judges them. */
import type { InterviewAnswers } from '../../scenarios/interview/answer.js';
import { choicesOf } from '../../scenarios/interview/answer.js';
import type { Design } from '../../scenarios/interview/design.js';
import { makeDesign } from '../../scenarios/interview/design.js';
import type { Interview } from '../../scenarios/interview/interview.js';
import { judgeDesign } from '../../scenarios/interview/judge.js';
import type { DesignRun } from '../../scenarios/interview/run-design.js';
import { designRunOf } from '../../scenarios/interview/run-design.js';
import { Simulation } from '../../sim/simulate.js';
import type { Drivable, DriveOutcome } from '../drive.js';
import type { ExitCode } from '../exit-codes.js';
import type { JudgedDesign } from '../view/interview/told-feedback.js';

/** Drives one simulation: with progress on stderr, or with a screen beside it. */
export type DriveDesign = (simulation: Drivable, durationUs: number) => Promise<DriveOutcome>;

/** Runs what the answers come to and the model answer, and judges the one beside the other; an exit code where somebody stopped it. */
export async function runAndJudge(interview: Interview, answers: InterviewAnswers, drive: DriveDesign): Promise<JudgedDesign | ExitCode> {
  const design = makeDesign(interview, choicesOf(interview, answers));
  const run = await runSliced(design, drive);
  if (typeof run === 'number') return run;
  const model = await runSliced(makeDesign(interview, interview.model.choices), drive);
  if (typeof model === 'number') return model;
  return { interview, answers, design, run, model, feedback: judgeDesign(interview, design, run, model) };
}

async function runSliced(design: Design, drive: DriveDesign): Promise<DesignRun | ExitCode> {
  const { scenario } = design.loaded;
  const ended = await drive(new Simulation(scenario, { logsRequests: true }), scenario.durationUs);
  return ended.kind === 'interrupted' ? ended.exitCode : designRunOf(design, ended.run);
}
