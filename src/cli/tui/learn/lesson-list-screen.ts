/** The list of lessons as a screen: each opened where it was left. */
import type { ListedLesson } from '../../learn/lesson-book.js';
import type { ProgressStore } from '../../learn/progress-store.js';
import { drawLessonList, pageOfLessonList } from '../../view/learn/lesson-list.js';
import type { LessonEntry } from '../../view/learn/lesson-list.js';
import { lessonListKeys } from '../../view/learn/lesson-list-keys.js';
import { ListScreen } from '../choice/list-screen.js';
import type { Screen, ScreenPlace } from '../screens/screen.js';
import { firstOpen, lessonEntries } from './lesson-entries.js';

/** What the list works with. */
export interface LessonListOptions {
  readonly place: ScreenPlace;
  readonly lessons: readonly ListedLesson[];
  readonly progress: ProgressStore;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Opens a lesson where it was left, or what is to be repeated; the text says why it cannot. */
  readonly open: (name: string) => Promise<Screen | string>;
}

/** All lessons that ship. */
export class LessonListScreen extends ListScreen<LessonEntry> {
  constructor({ place, lessons, progress, now, open }: LessonListOptions) {
    super({
      place,
      keys: lessonListKeys,
      entries: () => lessonEntries(lessons, progress.read(), now()),
      first: firstOpen,
      draw: drawLessonList,
      pageOf: pageOfLessonList,
      open,
    });
  }
}
