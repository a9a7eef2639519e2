/** An interview by lines as the command holds it: streams, signals, flags, and the document at its end. */
import type { InterviewAnswers } from '../../scenarios/interview/answer.js';
import type { ChecklistItem } from '../../scenarios/interview/checklist.js';
import type { Interview } from '../../scenarios/interview/interview.js';
import { paintFor } from '../color.js';
import type { CommandIo } from '../command-io.js';
import { driveShown } from '../drive-shown.js';
import { exitCodes } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import { untilInterrupted } from '../interruptible-lines.js';
import { watchInterrupts } from '../interrupts.js';
import { refuse } from '../refuse.js';
import type { JudgedDesign } from '../view/interview/told-feedback.js';
import { checkInSlices } from './check-in-slices.js';
import { readGivenAnswers } from './given-answers.js';
import { holdByLines } from './interview-lines.js';
import { interviewCommand } from './interview-command.js';
import type { InterviewRequest } from './interview-request.js';
import { renderInterviewJson } from './interview-json.js';
import { renderInterviewMarkdown } from './interview-markdown.js';
import { runAndJudge } from './run-design.js';
import { designMessage, writeDesignFile } from './save-design.js';

/** Holds an interview; results go to stdout. */
export async function holdInterview(request: InterviewRequest, target: string, interview: Interview, io: CommandIo): Promise<ExitCode> {
  const paint = paintFor(io.stderr, io.env);
  const given = readGivenAnswers(request.answers, interview);
  if (!given.ok) return refuse(given.message, paint, io);
  const interrupts = watchInterrupts(io);
  const { plain, writePath, format } = request;
  const judge = (answers: InterviewAnswers) =>
    runAndJudge(interview, answers, (simulation, durationUs) => driveShown(simulation, { durationUs, plain }, io, interrupts));
  const check = ({ design }: JudgedDesign) =>
    checkInSlices(design.checked, { interruptedBy: interrupts.exitCode, nowMs: () => performance.now() });
  const isDocument = format === 'json' || format === 'markdown';
  const isAllGiven = interview.questions.every(({ name }) => given.answers.has(name));
  const isRead = !isDocument && (io.isStdinTerminal || !isAllGiven);
  const lines = isRead ? untilInterrupted(io.openLines(), io, interrupts) : null;
  let refusal: string | null = null;
  const save = ({ design }: JudgedDesign): string | null => {
    if (writePath === null) return null;
    refusal = writeDesignFile(writePath, design.yaml);
    return refusal === null ? designMessage(writePath) : null;
  };
  try {
    if (isDocument) {
      // One document leaves no room for questions: what no flag answers is left open.
      const answers = new Map([...given.answers].flatMap(([name, answer]) => (answer === null ? [] : [[name, answer] as const])));
      const judged = await judge(answers);
      if (typeof judged === 'number') return interrupted(judged, io);
      const checklist: ChecklistItem[] = [];
      for await (const item of check(judged)) checklist.push(item);
      const stopped = interrupts.exitCode();
      if (stopped !== null) return interrupted(stopped, io);
      save(judged);
      if (refusal !== null) return refuse(refusal, paint, io);
      const whole = { judged, words: given.words, checklist, repeat: interviewCommand(target, given.answers) };
      io.stdout.write(format === 'json' ? renderInterviewJson(whole) : renderInterviewMarkdown(whole));
      return exitCodes.held;
    }
    const exitCode = await holdByLines({ interview, target, given }, {
      output: io.stdout,
      lines,
      isTyped: io.isStdinTerminal,
      style: { paint: paintFor(io.stdout, io.env), ascii: request.ascii },
      judge,
      check,
      save,
      interruptedBy: interrupts.exitCode,
    });
    return refusal === null ? exitCode : refuse(refusal, paint, io);
  } finally {
    lines?.close();
    interrupts.end();
  }
}

function interrupted(exitCode: ExitCode, io: CommandIo): ExitCode {
  io.stderr.write('Interrupted; nothing was written.\n');
  return exitCode;
}
