/** An interview line by line: for a plain terminal, a screen reader, a pipe, or answers that came as flags. */
import type { InterviewAnswer, InterviewAnswers } from '../../scenarios/interview/answer.js';
import { readInterviewAnswer } from '../../scenarios/interview/answer.js';
import { lookUpStated } from '../../scenarios/interview/run-design.js';
import type { ChecklistItem } from '../../scenarios/interview/checklist.js';
import type { Interview, InterviewQuestion } from '../../scenarios/interview/interview.js';
import type { LineSource, TextOutput } from '../command-io.js';
import type { ExitCode } from '../exit-codes.js';
import { exitCodes } from '../exit-codes.js';
import { paragraphs } from '../learn/step-lines.js';
import type { LineStyle } from '../learn/step-lines.js';
import { printable } from '../printable.js';
import type { Passage } from '../view/interview/passage.js';
import { text } from '../view/interview/passage.js';
import { checklistParts, feedbackPassages, followUpAnswer, followUpPassage, modelPassages } from '../view/interview/told-feedback.js';
import type { JudgedDesign } from '../view/interview/told-feedback.js';
import { answerWords, designPassage, openingPassage, questionPassage, replyParts, sourcesPassage } from '../view/interview/told-question.js';
import type { GivenAnswers } from './given-answers.js';
import { interviewCommand } from './interview-command.js';
import { partLines, passageLines } from './passage-lines.js';

/** What an interview by lines needs of the world. */
export interface LineWorld {
  readonly output: TextOutput;
  /** Null where nothing is to be read. */
  readonly lines: LineSource | null;
  /** Whether a person types, and sees what was typed without being told. */
  readonly isTyped: boolean;
  readonly style: LineStyle;
  /** Runs the design and the model answer. */
  readonly judge: (answers: InterviewAnswers) => Promise<JudgedDesign | ExitCode>;
  /** Holds the checklist against a design, item by item, until somebody interrupts. */
  readonly check: (judged: JudgedDesign) => AsyncIterable<ChecklistItem>;
  /** Writes the design where that was asked for, and says where; null where it was not. */
  readonly save: (judged: JudgedDesign) => string | null;
  /** The exit code of an interrupt that has come, or null. */
  readonly interruptedBy: () => ExitCode | null;
}

/** What is held, and what was said beforehand. */
export interface LineInterview {
  readonly interview: Interview;
  /** What commands call it. */
  readonly target: string;
  readonly given: GivenAnswers;
}

/** Holds it to its end, or until somebody leaves or the input ends. */
export async function holdByLines(talk: LineInterview, world: LineWorld): Promise<ExitCode> {
  return new LineTalk(talk, world).hold();
}

class LineTalk {
  readonly #talk: LineInterview;
  readonly #world: LineWorld;
  /** In the order of the questions; null is one that was skipped. */
  readonly #answers = new Map<string, InterviewAnswer | null>();
  /** What was said to follow-ups. */
  readonly #words = new Map<string, string>();
  #hasEnded = false;

  constructor(talk: LineInterview, world: LineWorld) {
    this.#talk = talk;
    this.#world = world;
  }

  async hold(): Promise<ExitCode> {
    const { interview } = this.#talk;
    this.#tell(openingPassage(interview), false);
    if (this.#world.lines !== null) this.#say(['', ...help]);
    for (let at = 0; at < interview.questions.length; at += 1) {
      const question = interview.questions[at];
      if (question === undefined) break;
      const move = await this.#ask(question);
      if (move === 'left') return this.#leave();
      // Back to the question before, which is then put anew; never before the first one.
      if (move === 'back') at = Math.max(-1, at - 2);
    }
    this.#tell(designPassage(interview, this.#given()));
    const judged = await this.#world.judge(this.#given());
    if (typeof judged === 'number') return this.#leave();
    for (const passage of feedbackPassages(judged)) this.#tell(passage);
    await this.#followUp(judged);
    for (const passage of modelPassages(judged)) this.#tell(passage);
    await this.#check(judged);
    if (interview.sources.length > 0) this.#tell(sourcesPassage(interview));
    const saved = this.#world.save(judged);
    this.#say(['', ...(saved === null ? [] : [saved]), `Again: ${this.#again()}`]);
    return this.#world.interruptedBy() ?? exitCodes.held;
  }

  async #ask(question: InterviewQuestion): Promise<'on' | 'back' | 'left'> {
    const { interview, given } = this.#talk;
    this.#tell(questionPassage(interview, question));
    const flag = given.answers.get(question.name);
    const answer = flag === undefined ? await this.#listen(question) : flag;
    if (answer === 'back' || answer === 'left') return answer;
    if (flag !== undefined) this.#say([`> ${flag === null ? 'skip' : printable(answerWords(interview, question, flag))}`]);
    this.#answers.delete(question.name);
    this.#answers.set(question.name, answer);
    this.#say(['', ...partLines(replyParts(interview, question, this.#given()), this.#world.style)]);
    return 'on';
  }

  /** Reads lines until the question is answered, skipped or left. */
  async #listen(question: InterviewQuestion): Promise<InterviewAnswer | null | 'back' | 'left'> {
    for (;;) {
      const line = await this.#read();
      if (line === null) return 'left';
      const word = commands.get(line.trim().toLowerCase());
      if (word === 'skip') return null;
      if (word !== undefined) return word;
      const read = readInterviewAnswer(question, line, lookUpStated(this.#talk.interview));
      if (read.ok) return read.value;
      this.#say(paragraphs(`${printable(read.message)}; expected ${read.expected}; or s, b, q.${read.suggestion === undefined ? '' : ` ${read.suggestion}`}`));
    }
  }

  async #followUp(judged: JudgedDesign): Promise<void> {
    const { interview, given } = this.#talk;
    const { followUps } = judged.feedback;
    for (const [at, one] of followUps.entries()) {
      this.#tell(followUpPassage(interview, one, at, followUps.length));
      const flag = given.words.get(one.name);
      if (flag !== undefined) this.#say([`> ${printable(flag)}`]);
      const isHeard = flag === undefined && !this.#hasEnded && this.#world.lines !== null;
      if (isHeard && at === 0) this.#say(['Answer in a line as you would speak, or with an empty one; then see.']);
      const line = flag ?? (isHeard ? await this.#read() : null);
      if (line === null) this.#hasEnded = true;
      else if (line.trim() !== '') this.#words.set(one.name, line.trim());
      this.#say(partLines([text(followUpAnswer(interview, one))], this.#world.style));
    }
    for (const name of given.words.keys()) {
      if (!followUps.some((one) => one.name === name)) this.#say(['', `Nobody asked about ${name}: it does not follow from this design.`]);
    }
  }

  async #check(judged: JudgedDesign): Promise<void> {
    this.#say(['', this.#world.style.paint.bold('The production checklist, held against your design by running it')]);
    for await (const item of this.#world.check(judged)) this.#say(partLines(checklistParts(item), this.#world.style));
  }

  #leave(): ExitCode {
    const exitCode = this.#world.interruptedBy() ?? exitCodes.held;
    const asked = this.#talk.interview.questions.length;
    this.#say(['', `Stopped after ${String(this.#answers.size)} of ${String(asked)} questions. To go on: ${this.#again()}`]);
    return exitCode;
  }

  /** The command with everything that was said. */
  #again(): string {
    const words = [...this.#words].flatMap(([name, said]) => ['--answer', `${name}=${said}`]);
    return interviewCommand(this.#talk.target, this.#inOrder(), words);
  }

  #inOrder(): ReadonlyMap<string, InterviewAnswer | null> {
    const { questions } = this.#talk.interview;
    return new Map(questions.flatMap(({ name }) => {
      const answer = this.#answers.get(name);
      return answer === undefined ? [] : [[name, answer] as const];
    }));
  }

  #given(): InterviewAnswers {
    return new Map([...this.#inOrder()].flatMap(([name, answer]) => (answer === null ? [] : [[name, answer] as const])));
  }

  /** The next line; null where there are no more, or somebody interrupts. */
  async #read(): Promise<string | null> {
    const { lines, output, isTyped } = this.#world;
    if (lines === null || this.#world.interruptedBy() !== null) return null;
    output.write('> ');
    const line = await lines.next();
    if (!isTyped || line === null) output.write(`${line ?? ''}\n`);
    return this.#world.interruptedBy() === null ? line : null;
  }

  #tell(passage: Passage, isApart = true): void {
    this.#say([...(isApart ? [''] : []), ...passageLines(passage, this.#world.style)]);
  }

  #say(lines: readonly string[]): void {
    const said = lines.map((line) => `${line}\n`).join('');
    this.#world.output.write(this.#world.style.ascii ? said.replace(/[^\x00-\x7f]/gu, '?') : said);
  }
}

const help = ['s skips a question, b goes back to the one before, q quits.'];

const commands: ReadonlyMap<string, 'skip' | 'back' | 'left'> = new Map([
  ['s', 'skip'], ['skip', 'skip'], ['b', 'back'], ['back', 'back'], ['q', 'left'], ['quit', 'left'], ['exit', 'left'],
]);
