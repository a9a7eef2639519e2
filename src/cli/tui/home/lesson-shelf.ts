/** The lessons that ship, on the home screen. */
import { listLessons } from '../../learn/lesson-book.js';
import type { ProgressStore } from '../../learn/progress-store.js';
import { printable } from '../../printable.js';
import type { LessonEntry } from '../../view/learn/lesson-list.js';
import { standingWords } from '../../view/learn/lesson-list.js';
import { lessonEntries } from '../learn/lesson-entries.js';
import type { HomeItem, HomeShelf, Opened, Surroundings } from './home-item.js';
import { complain } from './open-run.js';
import { readAbout } from './show-text.js';

/** One item a lesson; what goes wrong with kept progress is told when one is opened. */
export async function shelveLessons(env: NodeJS.ProcessEnv, now: () => number): Promise<HomeShelf> {
  const lessons = listLessons();
  const title = 'Lessons';
  if (lessons.length === 0) return { title, entries: [] };
  const { openProgress } = await import('../../learn/progress-store.js');
  let told: string | null = null;
  const progress = openProgress(env, (message) => (told = message));
  const said = (): string | null => told;
  const shelve = (): HomeShelf => ({
    title,
    entries: lessonEntries(lessons, progress.read(), now()).map((entry) => itemOf(entry, progress, said)),
    renew: shelve,
  });
  return shelve();
}

function itemOf(entry: LessonEntry, progress: ProgressStore, said: () => string | null): HomeItem {
  const { name, number, title, about, tags, seen, steps } = entry;
  const command = number === null ? 'quarrel learn --review' : `quarrel learn ${name}`;
  const list = steps.map((step, at) => `${String(at + 1)} ${step.title}`).join('; ');
  const open = (surroundings: Surroundings): Promise<Opened> => openItem(name, command, progress, said(), surroundings);
  return {
    name,
    title: number === null ? title : `${String(seen)}/${String(steps.length)}  ${title}`,
    about,
    group: '',
    tags: ['lesson', 'learn', ...tags],
    verb: 'learn',
    notes: [{ label: 'So far', text: number === null ? '' : standingWords(entry) }, { label: 'Steps', text: list }].filter(({ text }) => text !== ''),
    problem: null,
    command,
    open,
    show: (surroundings) => {
      const parts = [
        { kind: 'heading', text: title },
        { kind: 'prose', text: about },
        ...steps.map((step, at) => ({ kind: 'prose', text: `${String(at + 1)}. ${step.title}` }) as const),
      ] as const;
      return Promise.resolve(readAbout(printable(name), parts, surroundings, null));
    },
  };
}

async function openItem(
  name: string,
  command: string,
  progress: ProgressStore,
  said: string | null,
  { place, ascii }: Surroundings,
): Promise<Opened> {
  const { openLesson } = await import('../learn/open-lesson.js');
  const toList = () => {
    place.navigator.back();
  };
  const opened = await openLesson(name, { place, ascii, overrides: [], progress, now: () => Date.now(), runs: new Map(), toList, onNote: () => undefined });
  if (typeof opened === 'string') return complain(name, opened, place);
  return { screen: opened, said, repeat: command };
}
