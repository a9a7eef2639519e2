/** Each lost write with its story; beyond a number of them, a line each. */
import type { LostWrite } from '../../../sim/record/trace.js';
import type { StoryStep, WriteStory } from '../../view/story/write-story.js';
import { countOf, formatCount, formatMs } from '../format.js';
import { markup } from './markup.js';
import type { Markup } from './markup.js';
import type { ShownRun } from './shown-run.js';
import { folded, renderTable, section } from './table.js';

/** Lost writes beyond this many have a line in a table. */
const mostStories = 50;
/** And beyond this many are only counted. */
const mostLostWrites = 500;
/** Steps of a story beyond this many are cut out of its middle. */
const mostSteps = 24;

/** Why each was lost. */
export function renderLostWrites({ result: { lostWrites, repeat }, tell }: ShownRun): Markup {
  if (lostWrites.length === 0)
    return section('lost-writes', 'Lost writes', markup`<p>No acknowledged write was lost.</p>`);
  const told = lostWrites.slice(0, mostStories).map((lost) => ({ lost, story: tell(lost.write) }));
  const stories = told.flatMap(({ lost, story }) => (story === null ? [] : [{ lost, story }]));
  const listed = lostWrites.filter(({ write }) => !stories.some(({ lost }) => lost.write === write));
  const shown = listed.slice(0, mostLostWrites - stories.length);
  const rest = listed.length - shown.length;
  return section('lost-writes', 'Lost writes', [
    markup`<p>${countOf(lostWrites.length, 'acknowledged write')}
${lostWrites.length === 1 ? 'was' : 'were'} lost.${
      stories.length > 0 && listed.length > 0 ? ` The first ${stories.length} are told in full.` : null
    }</p>`,
    stories.map(({ lost, story }, index) => storyOf(lost, story, index === 0)),
    shown.length === 0 ? null : listOf(shown, stories.length),
    rest === 0 ? null : markup`<p>And ${formatCount(rest)} more.</p>`,
    stories.length === lostWrites.length ? null : explainWords(repeat),
  ]);
}

/** The command line of the run, asked for a story instead of a report. */
function explainWords(repeat: string): Markup {
  const command = repeat.replace(/^quarrel run /, 'quarrel explain ');
  return markup`<p>To read the story of any other, name it: <code>${command} --write 17</code></p>`;
}

function storyOf(lost: LostWrite, story: WriteStory, isOpen: boolean): Markup {
  const { write, key, replica, acceptedAtUs, value } = story;
  const content = value === null ? 'a delete' : `= ${value}`;
  return markup`<details class="story" id="write-${write}"${isOpen ? markup` open` : null}>
<summary><span class="word violated">LOST</span> <b>w${write}</b> <code><bdi>${key}</bdi>
${content}</code> <span class="note">accepted at ${replica} after ${formatMs(acceptedAtUs / 1000)};
${lost.cause}</span></summary>
<p>${story.conclusion}</p>
${stepsOf(story.steps)}
</details>
`;
}

function stepsOf(steps: readonly StoryStep[]): Markup {
  const half = mostSteps / 2;
  const isLong = steps.length > mostSteps;
  const [head, tail] = isLong ? [steps.slice(0, half), steps.slice(-half)] : [steps, []];
  return markup`<ol class="steps">${head.map(stepOf)}${
    isLong ? markup`<li class="note">${countOf(steps.length - mostSteps, 'step')} left out</li>` : null
  }${tail.map(stepOf)}</ol>`;
}

function stepOf({ atUs, replica, kind, words }: StoryStep): Markup {
  return markup`<li class="step-${kind}"><span class="moment">${formatMs(atUs / 1000)}</span>
<b><bdi>${replica}</bdi></b> ${words}</li>
`;
}

function listOf(listed: readonly LostWrite[], before: number): Markup {
  const table = renderTable({
    caption: before === 0 ? 'Lost writes, in order of their acceptance' : 'Further lost writes',
    columns: [
      { title: 'Write' },
      { title: 'Key' },
      { title: 'Accepted at' },
      { title: 'Time', isFigure: true },
      { title: 'Cause' },
      { title: 'Lost where' },
    ],
    rows: listed.map(({ write, key, replica, acceptedAtUs, cause, everywhere }) => [
      `w${write}`,
      key,
      replica,
      formatMs(acceptedAtUs / 1000),
      cause,
      everywhere ? 'everywhere' : 'at some replicas',
    ]),
  });
  return listed.length <= 20 ? table : folded(`${countOf(listed.length, 'lost write')} as a table`, table);
}
