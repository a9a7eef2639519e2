/** Every key of a lesson. */
import { always } from '../keys/key-table.js';
import type { KeyBinding, KeyTable, ModalContext } from '../keys/key-table.js';

/** What a key asks for. */
export type LessonAction =
  | 'commit' | 'up' | 'down' | 'pick' | 'take' | 'less-sure' | 'surer' | 'erase' | 'clear'
  | 'hint' | 'skip' | 'next' | 'back' | 'ask-again' | 'vary' | 'return' | 'follow-up' | 'live' | 'copy'
  | 'scroll-up' | 'scroll-down' | 'page-up' | 'page-down' | 'first' | 'last' | 'lessons';

/** What a lesson waits for: a choice, an order, a number, more of a number, the next step, an end, a run. */
export type LessonMode = 'choosing' | 'ordering' | 'number' | 'typing' | 'revealed' | 'over' | 'waiting';

/** What decides whether a key does something now. */
export interface LessonKeyContext extends ModalContext {
  readonly mode: LessonMode;
  readonly canGoBack: boolean;
  readonly canGoUp: boolean;
  readonly canGoDown: boolean;
  readonly hasHint: boolean;
  /** How many answers, or variations, can be picked by number. */
  readonly count: number;
  /** Whether a variation is in sight, or predicted. */
  readonly isVaried: boolean;
  readonly isFollowed: boolean;
  readonly isHeld: boolean;
}

type Binding = KeyBinding<LessonAction, LessonKeyContext>;

const asked: readonly LessonMode[] = ['choosing', 'ordering', 'number', 'typing'];
const listed: readonly LessonMode[] = ['choosing', 'ordering'];
/** Letters are commands. */
const calm: readonly LessonMode[] = ['choosing', 'ordering', 'number', 'revealed', 'over', 'waiting'];
const calmAsked: readonly LessonMode[] = ['choosing', 'ordering', 'number'];
const scrolled: readonly LessonMode[] = ['number', 'typing', 'revealed'];

const bindings: readonly Binding[] = [
  { ...key('commit', 'return', asked, 1), shown: 'enter', label: () => 'commit', about: 'Commit the answer: then what really happens is shown.' },
  { ...key('next', 'return', ['revealed', 'over'], 1), shown: 'enter', label: ({ mode }) => (mode === 'over' ? 'lessons' : 'next'), about: 'The next step; behind the last one, back to the lessons.' },
  { ...key('up', 'up', listed, 0), about: 'The answer above; an item that was taken up moves there.' },
  { ...key('down', 'down', listed, 5), shown: 'up/down', label: ({ isHeld }) => (isHeld ? 'move' : 'choose'), about: 'The answer below; an item that was taken up moves there.' },
  { ...key('take', 'space', ['ordering'], 2), label: ({ isHeld }) => (isHeld ? 'put down' : 'take up'), about: 'Take an item of an order up, or put it down.' },
  { ...key('pick', '1', ['choosing'], 0), keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'], about: 'The answer of that number.' },
  { ...key('less-sure', 'left', asked, 0), about: 'Less sure of the answer.' },
  { ...key('surer', 'right', asked, 6), shown: 'left/right', label: () => 'sure', about: 'Surer of the answer.' },
  { ...key('erase', 'backspace', ['typing'], 6), label: () => 'erase', about: 'Erase the last character of a number.' },
  { ...key('clear', 'escape', ['typing'], 3), shown: 'esc', label: () => 'clear', about: 'Erase the number.' },
  {
    ...key('vary', '1', ['revealed'], 2), keys: ['1', '2', '3', '4', '5'],
    shown: '1-5', label: () => 'try it', about: 'A variation on the same seed: predict it first, or skip that.', isValid: ({ count }) => count > 0,
  },
  { ...key('return', 'escape', ['revealed', 'waiting', ...calmAsked], 3), shown: 'esc', label: () => 'as it was', about: 'From a variation back to the run as it was.', isValid: ({ isVaried }) => isVaried },
  { ...key('follow-up', 'f', ['revealed'], 4), label: ({ isFollowed }) => (isFollowed ? 'fold' : 'follow-up'), about: 'What to answer when they ask further.' },
  { ...key('live', 'k', ['revealed'], 4), label: () => 'live', about: 'The live view of this run, at the moment that decided it.' },
  { ...key('hint', 'h', calmAsked, 4), label: () => 'hint', about: 'A hint.', isValid: ({ hasHint }) => hasHint },
  { ...key('skip', 's', calmAsked, 3), label: () => 'skip', about: 'Give no answer and see what happens.' },
  { ...key('back', 'b', calm, 7), label: () => 'back', about: 'The step before.', isValid: ({ canGoBack }) => canGoBack },
  { ...key('ask-again', 'a', ['revealed'], 8), label: () => 'ask again', about: 'The question of this step once more.' },
  { ...key('copy', 'y', ['revealed'], 0), about: 'Copy the command that runs it alone.' },
  { ...key('scroll-up', 'up', scrolled, 0), about: 'One line up.', isValid: ({ canGoUp }) => canGoUp },
  { ...key('scroll-down', 'down', scrolled, 5), label: () => 'more', about: 'One line down.', isValid: ({ canGoDown }) => canGoDown },
  { ...key('page-down', 'page-down', ['choosing', 'ordering', ...scrolled], 0), about: 'A page down.', isValid: ({ canGoDown }) => canGoDown },
  { ...key('page-up', 'page-up', ['choosing', 'ordering', ...scrolled], 0), about: 'A page up.', isValid: ({ canGoUp }) => canGoUp },
  { ...key('first', 'home', ['choosing', 'ordering', ...scrolled], 0), about: 'To the first line.', isValid: ({ canGoUp }) => canGoUp },
  { ...key('last', 'end', ['choosing', 'ordering', ...scrolled], 0), about: 'To the last line.', isValid: ({ canGoDown }) => canGoDown },
  { ...key('lessons', 'l', calm, 7), label: () => 'lessons', about: 'The list of lessons.' },
];

/** All keys of a lesson. */
export const lessonKeys: KeyTable<LessonAction, LessonKeyContext> = {
  title: 'A lesson',
  modes: ['choosing', 'ordering', 'number', 'typing', 'revealed', 'over', 'waiting'],
  bindings,
};

function key(action: LessonAction, name: string, modes: readonly LessonMode[], rank: number): Omit<Binding, 'about'> {
  return { action, keys: [name], modes, shown: name, label: () => '', isValid: always, rank };
}
