/** The interviews that ship, for tests. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Chosen, Interview } from '../../../src/scenarios/interview/interview.js';
import { parseInterview } from '../../../src/scenarios/interview/parse-interview.js';

/** Their files, in order. */
export const interviewFiles: readonly string[] = readdirSync('interviews').filter((file) => file.endsWith('.yaml')).sort();

/** The text of the catalogue. */
export const catalogue: string = readFileSync('scenarios.yaml', 'utf8');

/** Reads one; throws what is wrong with it. */
export function readInterview(file: string): Interview {
  const name = file.replace(/^\d+-|\.yaml$/g, '');
  const read = parseInterview(readFileSync(`interviews/${file}`, 'utf8'), { name, catalogue });
  if (!read.ok) throw new Error(JSON.stringify(read.issues, null, 2));
  return read.interview;
}

/** Everything that can be chosen, by question. */
export function choicesByQuestion({ questions }: Interview): readonly (readonly Chosen[])[] {
  return questions.flatMap(({ name, kind }) =>
    (kind.kind === 'choice' ? [kind.choices.map((choice) => ({ question: name, choice: choice.name }))] : []));
}

/** `a=b,c=d` as choices. */
export function chosenBy(text: string): readonly Chosen[] {
  return text.split(',').map((part) => {
    const [question = '', choice = ''] = part.split('=');
    return { question, choice };
  });
}
