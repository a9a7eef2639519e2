/** The end of a lesson: how many were right, and what comes back when. */
import { waitAfter } from '../../../scenarios/lessons/repetition.js';
import { countOutcomes } from '../../../scenarios/lessons/walk.js';
import type { Walk } from '../../../scenarios/lessons/walk.js';
import { numberOf } from '../../../scenarios/lessons/value.js';
import { showText } from '../drawing/text-width.js';
import { confidenceWords } from './draw-question.js';
import type { OverPage } from './lesson-page.js';
import { valueWords } from './lesson-words.js';

/** What is told behind the last step. */
export function overPage(walk: Walk): OverPage {
  const again = walk.stops.flatMap(({ step }, index) => {
    const visit = walk.visits[index];
    const { outcome, confidence, isHinted } = visit;
    if (outcome === null || outcome === 'right') return [];
    const sure = confidence === null ? '' : `, and ${confidenceWords(confidence)}`;
    const wait = valueWords(numberOf(waitAfter([{ outcome, confidence, isHinted }]) * 1000, 'duration'));
    return [`${showText(step.title)}: ${outcome}${sure}; again in ${wait}.`];
  });
  return { kind: 'over', ...countOutcomes(walk), again };
}
