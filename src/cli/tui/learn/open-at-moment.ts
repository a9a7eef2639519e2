/** Opens the live view of a run of a lesson at the moment that the question is about. */
import type { StepRun } from '../../../scenarios/lessons/lesson.js';
import type { Stop } from '../../../scenarios/lessons/walk.js';
import { decisiveMoment, isInEvents, momentKindOf } from '../../view/learn/decisive-moment.js';
import type { Navigator, Screen } from '../screens/screen.js';
import type { StepWork } from './step-work.js';

/** What it is opened with. */
export interface MomentOpener {
  readonly work: StepWork;
  readonly navigator: Navigator;
  readonly openLive: (run: StepRun, atUs: number, lesson: string) => Promise<Screen>;
}

/** A run whose events were not kept is run once more where only they tell the moment; whoever goes on abandons it. */
export function openAtMoment(stop: Stop, run: StepRun, { work, navigator, openLive }: MomentOpener): void {
  const { step, lesson } = stop;
  const seen = () => work.ended.get(run.name);
  const open = () => {
    const ended = seen();
    const atUs = ended === undefined ? null : decisiveMoment(step, ended);
    openLive(run, atUs ?? 0, lesson.name).then(navigator.open, navigator.fail);
  };
  const ended = seen();
  if (ended === undefined || !isInEvents(momentKindOf(step, ended))) return open();
  work.need(stop, [run], open, true);
  if (work.isAtWork) navigator.say('Finding the moment ...');
}
