/** The lessons on a terminal: what `quarrel learn` shows. What reads a lesson is loaded when one is opened. */
import type { LearnOptions } from '../../command-io.js';
import type { ExitCode } from '../../exit-codes.js';
import { listLessons } from '../../learn/lesson-book.js';
import type { LessonRuns } from '../../learn/run-step.js';
import { showScreens } from '../screens/show-screens.js';
import type { TerminalStreams } from '../screens/show-screens.js';
import type { Screen, ScreenPlace } from '../screens/screen.js';
import { LessonListScreen } from './lesson-list-screen.js';

/** Shows the list of lessons, or the steps that were asked for, until the person leaves. */
export function runLearn(io: TerminalStreams, options: LearnOptions): Promise<ExitCode> {
  return showScreens((place) => firstScreen(place, options), io, options);
}

async function firstScreen(place: ScreenPlace, { opened, ascii, overrides, progress }: LearnOptions): Promise<Screen> {
  const now = () => Date.now();
  const runs = new Map<string, LessonRuns>();
  const list = (): LessonListScreen => {
    const screen: LessonListScreen = new LessonListScreen({
      place,
      lessons: listLessons(),
      progress,
      now,
      open: async (name) => {
        const { openLesson } = await import('./open-lesson.js');
        const onNote = () => {
          screen.refresh();
        };
        return openLesson(name, { place, ascii, overrides, progress, now, runs, toList: () => { place.navigator.back(); }, onNote });
      },
    });
    return screen;
  };
  if (opened === null) return list();
  const { openWalk } = await import('./open-lesson.js');
  const toList = () => {
    place.navigator.open(list());
  };
  return openWalk(opened.walk, opened.sources, { place, ascii, overrides, progress, now, runs, toList, onNote: () => undefined });
}
