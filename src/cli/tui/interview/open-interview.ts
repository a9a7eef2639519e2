/** Interviews as screens: read and checked; what reads documents is loaded with this. */
import { Chalk } from 'chalk';
import type { InterviewAnswer } from '../../../scenarios/interview/answer.js';
import type { Design } from '../../../scenarios/interview/design.js';
import { interviewCommand } from '../../interview/interview-command.js';
import { loadInterview } from '../../interview/interview-book.js';
import { designMessage, freeDesignPath, writeDesignFile } from '../../interview/save-design.js';
import type { LiveViewOptions } from '../../command-io.js';
import type { Screen, ScreenPlace } from '../screens/screen.js';
import { InterviewScreen } from './interview-screen.js';

/** What interviews are opened with. */
export interface InterviewSurroundings {
  readonly place: ScreenPlace;
  readonly ascii: boolean;
  /** What was answered, by interview: whoever comes back finds it there. */
  readonly kept: Map<string, Map<string, InterviewAnswer | null>>;
}

/** An interview from its beginning, or why it cannot be held. */
export async function openInterview(target: string, { place, ascii, kept }: InterviewSurroundings): Promise<Screen | string> {
  const found = await loadInterview(target, new Chalk({ level: 0 }));
  if (!found.ok) return found.message;
  const { interview } = found;
  const look = (design: Design): LiveViewOptions => ({
    ascii,
    repeat: interviewCommand(target, new Map(design.chosen.map(({ question, choice }) => [question, { kind: 'choice', choice }]))),
  });
  const answers = kept.get(interview.name) ?? new Map<string, InterviewAnswer | null>();
  kept.set(interview.name, answers);
  return new InterviewScreen({
    place,
    interview,
    answers,
    clock: () => performance.now(),
    openLive: async (design) => {
      const { openLiveScreen } = await import('../live/live-view.js');
      return openLiveScreen(design.loaded, place, look(design));
    },
    openExplanation: async (design) => {
      const { openExplanation } = await import('../live/live-view.js');
      return openExplanation(design.loaded, place, { ...look(design), explain: { kind: 'lost' } });
    },
    write: ({ yaml }) => {
      const path = freeDesignPath(interview.name);
      return writeDesignFile(path, yaml) ?? designMessage(path);
    },
    repeat: (answers) => interviewCommand(target, answers),
  });
}
