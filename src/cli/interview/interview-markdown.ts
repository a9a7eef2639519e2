/** An interview as a Markdown document: questions, answers and replies, then the feedback. */
import { assertNever } from '../../sim/base/assert.js';
import { escapeMarkdown } from '../report/check/markdown.js';
import type { Part, Passage } from '../view/interview/passage.js';
import { item, text } from '../view/interview/passage.js';
import { checklistPassage, feedbackPassages, followUpAnswer, followUpPassage, modelPassages } from '../view/interview/told-feedback.js';
import { answerWords, askWords, designPassage, openingPassage, questionHeading, replyParts, sourcesPassage } from '../view/interview/told-question.js';
import type { WholeInterview } from './interview-json.js';

/** The document. */
export function renderInterviewMarkdown({ judged, words, checklist, repeat }: WholeInterview): string {
  const { interview, answers } = judged;
  const { followUps } = judged.feedback;
  const opening = openingPassage(interview);
  const passages: readonly Passage[] = [
    ...interview.questions.map((question): Passage => {
      const answer = answers.get(question.name);
      return {
        heading: questionHeading(interview, question),
        parts: [
          text(askWords(interview, question), 'strong'),
          item('Candidate:', answer === undefined ? '(no answer)' : answerWords(interview, question, answer)),
          ...replyParts(interview, question, answers),
        ],
      };
    }),
    designPassage(interview, answers),
    ...feedbackPassages(judged),
    ...followUps.map((one, at): Passage => {
      const { heading, parts } = followUpPassage(interview, one, at, followUps.length);
      const said = words.get(one.name);
      return { heading, parts: [...parts, ...(said === undefined ? [] : [item('Candidate:', said)]), text(followUpAnswer(interview, one))] };
    }),
    ...modelPassages(judged),
    checklistPassage(checklist),
    ...(interview.sources.length === 0 ? [] : [sourcesPassage(interview)]),
  ];
  return `# ${escapeMarkdown(opening.heading)}\n\n${blocksOf(opening.parts).join('\n\n')}\n\n${passagesMarkdown(passages, repeat)}`;
}

/** Passages as sections, and the command that repeats them. */
export function passagesMarkdown(passages: readonly Passage[], repeat: string): string {
  const blocks = passages.flatMap(({ heading, parts }) => [`## ${escapeMarkdown(heading)}`, ...blocksOf(parts)]);
  return `${[...blocks, ['```sh', repeat, '```'].join('\n')].join('\n\n')}\n`;
}

/** Items that follow each other are one list. */
function blocksOf(parts: readonly Part[]): readonly string[] {
  return parts.reduce<string[]>((blocks, part, at) => {
    const block = blockOf(part);
    if (part.kind === 'item' && parts[at - 1]?.kind === 'item') return [...blocks.slice(0, -1), `${blocks.at(-1) ?? ''}\n${block}`];
    return block === '' ? blocks : [...blocks, block];
  }, []);
}

function blockOf(part: Part): string {
  switch (part.kind) {
    case 'text':
      return part.tone === 'strong' ? `**${escapeMarkdown(part.text)}**` : part.text.split('\n\n').map(escapeMarkdown).join('\n\n');
    case 'item': {
      const label = part.label.trim();
      if (label === '') return `  ${escapeMarkdown(part.text)}`;
      return /^[-+]$/.test(label) ? `- ${label === '+' ? 'Good: ' : ''}${escapeMarkdown(part.text)}` : `- **${escapeMarkdown(label)}** ${escapeMarkdown(part.text)}`;
    }
    case 'table': {
      const line = (cells: readonly string[]) => `| ${cells.map(escapeMarkdown).join(' | ')} |`;
      const [head = [], ...rows] = part.rows;
      return [line(head), `|${head.map(() => ' --- |').join('')}`, ...rows.map(line)].join('\n');
    }
    case 'drawing':
      return ['```text', ...part.lines, '```'].join('\n');
    case 'gap':
      return '';
    default:
      return assertNever(part);
  }
}
