/** Every interview that ships is held to its end, line by line: with the choices of its model answer, and with none of them. */
import { Chalk } from 'chalk';
import { describe, expect, it } from 'vitest';
import { drive } from '../../../src/cli/drive.js';
import { readGivenAnswers } from '../../../src/cli/interview/given-answers.js';
import { listInterviews, loadInterview } from '../../../src/cli/interview/interview-book.js';
import { holdByLines } from '../../../src/cli/interview/interview-lines.js';
import { runAndJudge } from '../../../src/cli/interview/run-design.js';
import type { ChecklistItem } from '../../../src/scenarios/interview/checklist.js';
import type { Interview, InterviewQuestion } from '../../../src/scenarios/interview/interview.js';

const paint = new Chalk({ level: 0 });
const shipped = listInterviews();

const driven = (simulation: Parameters<typeof drive>[0]) =>
  drive(simulation, { interruptedBy: () => null, onSlice: () => undefined, nowMs: () => performance.now() });

/** What somebody types at a question: the model's choice, or the first other one. */
function typedAt({ model }: Interview, { name, kind }: InterviewQuestion, isModel: boolean): string {
  switch (kind.kind) {
    case 'choice': {
      const wanted = model.choices.find(({ question }) => question === name)?.choice;
      return kind.choices.find((choice) => (choice.name === wanted) === isModel)?.name ?? '1';
    }
    case 'prediction':
      return String(kind.outcomes.length);
    case 'estimate':
      return '17';
    case 'words':
      return 'conflicts and latency';
  }
}

async function* nothing(): AsyncIterable<ChecklistItem> {
  await Promise.resolve();
}

async function held(interview: Interview, isModel: boolean): Promise<string> {
  const typed = interview.questions.map((question) => typedAt(interview, question, isModel));
  const written: string[] = [];
  const given = readGivenAnswers([], interview);
  if (!given.ok) throw new Error(given.message);
  const exitCode = await holdByLines({ interview, target: interview.name, given }, {
    output: { write: (text) => written.push(text) },
    lines: { next: () => Promise.resolve(typed.shift() ?? null), close: () => undefined },
    isTyped: false,
    style: { paint, ascii: false },
    judge: (answers) => runAndJudge(interview, answers, driven),
    check: nothing,
    save: () => null,
    interruptedBy: () => null,
  });
  expect(exitCode).toBe(0);
  expect(typed).toEqual([]);
  return written.join('');
}

/** `12` of the column that belongs to one of the two designs. */
function lostBy(told: string, column: number): number {
  const [, ...cells] = /lost writes\s+([\d,]+)\s+([\d,]+)/.exec(told) ?? [];
  return Number((cells[column] ?? '').replaceAll(',', ''));
}

describe.each(shipped.map(({ name }) => name))('%s', (name) => {
  it('is held to its end with the model’s choices and with none of them', async () => {
    const found = await loadInterview(name, paint);
    if (!found.ok) throw new Error(found.message);
    const { interview } = found;
    const model = await held(interview, true);
    expect(lostBy(model, 0)).toBe(lostBy(model, 1));
    const other = await held(interview, false);
    expect(lostBy(other, 1)).toBe(lostBy(model, 1));
    for (const told of [model, other]) {
      expect(told).toMatch(/What you expected[\s\S]*What it loses[\s\S]*Follow-up 1 of[\s\S]*A model answer[\s\S]*Common mistakes[\s\S]*Again: quarrel interview/);
      expect(told.split('\n').filter((line) => line.length > 80 && !/^Again|https?:/.test(line))).toEqual([]);
    }
  });
});

it('lists what the files say when they are read whole', async () => {
  for (const { name, title, about } of shipped) {
    const found = await loadInterview(name, paint);
    const read = found.ok ? found.interview : null;
    expect([read?.title, read?.about.trim()]).toEqual([title, about]);
  }
});
