/** Every key of an interview. */
import { always } from '../keys/key-table.js';
import type { KeyBinding, KeyTable, ModalContext } from '../keys/key-table.js';

/** What a key asks for. */
export type InterviewAction =
  | 'commit' | 'next' | 'up' | 'down' | 'pick' | 'erase' | 'clear' | 'skip' | 'leave-open' | 'back' | 'previous'
  | 'live' | 'explain' | 'write' | 'scroll-up' | 'scroll-down' | 'page-up' | 'page-down' | 'first' | 'last';

/** What an interview waits for: a choice, a text, whoever has read a reply or what became of the design, a run. */
export type InterviewMode = 'choosing' | 'typing' | 'replied' | 'told' | 'waiting';

/** What decides whether a key does something now. */
export interface InterviewKeyContext extends ModalContext {
  readonly mode: InterviewMode;
  readonly canGoBack: boolean;
  readonly canGoUp: boolean;
  readonly canGoDown: boolean;
  /** Whether something is typed. */
  readonly hasText: boolean;
  /** How many choices can be picked by number. */
  readonly count: number;
  /** Whether the run lost writes. */
  readonly hasLosses: boolean;
  /** Whether what follows is the end. */
  readonly isLast: boolean;
}

type Binding = KeyBinding<InterviewAction, InterviewKeyContext>;

const asked: readonly InterviewMode[] = ['choosing', 'typing'];
const read: readonly InterviewMode[] = ['replied', 'told'];
const all: readonly InterviewMode[] = [...asked, ...read];

const bindings: readonly Binding[] = [
  { ...key('commit', 'return', asked, 1), shown: 'enter', label: () => 'answer', about: 'Give the answer: the interviewer replies.' },
  { ...key('next', 'return', read, 1), shown: 'enter', label: ({ isLast }) => (isLast ? 'end' : 'go on'), about: 'The next question; behind the last one the run of the design.' },
  { ...key('up', 'up', ['choosing'], 0), about: 'The choice above.' },
  { ...key('down', 'down', ['choosing'], 4), shown: 'up/down', label: () => 'choose', about: 'The choice below.' },
  { ...key('pick', '1', ['choosing'], 0), keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'], about: 'The choice of that number.', isValid: ({ count }) => count > 0 },
  { ...key('skip', 's', ['choosing'], 3), label: () => 'skip', about: 'Leave the question open.' },
  { ...key('leave-open', 'tab', ['typing'], 3), label: () => 'skip', about: 'Leave the question open.' },
  { ...key('back', 'b', ['choosing', ...read, 'waiting'], 6), label: () => 'back', about: 'The question before, to answer it anew.', isValid: ({ canGoBack }) => canGoBack },
  { ...key('previous', 'shift+tab', ['typing'], 6), label: () => 'back', about: 'The question before, to answer it anew.', isValid: ({ canGoBack }) => canGoBack },
  { ...key('erase', 'backspace', ['typing'], 0), about: 'Erase the last character.' },
  { ...key('clear', 'escape', ['typing'], 4), shown: 'esc', label: ({ hasText }) => (hasText ? 'clear' : 'leave'), about: 'Erase the text; where there is none, leave the interview.' },
  { ...key('explain', 'e', ['told'], 3), label: () => 'explain', about: 'What became of the lost writes, one by one.', isValid: ({ hasLosses }) => hasLosses },
  { ...key('live', 'k', ['told'], 2), label: () => 'live', about: 'Your design in the live view.' },
  { ...key('write', 'w', ['told'], 4), label: () => 'write', about: 'Write your design as a scenario file.' },
  { ...key('scroll-up', 'up', ['typing', ...read], 0), about: 'One line up.', isValid: ({ canGoUp }) => canGoUp },
  { ...key('scroll-down', 'down', ['typing', ...read], 5), label: () => 'more', about: 'One line down.', isValid: ({ canGoDown }) => canGoDown },
  { ...key('page-up', 'page-up', all, 0), about: 'A page up.', isValid: ({ canGoUp }) => canGoUp },
  { ...key('page-down', 'page-down', all, 0), about: 'A page down.', isValid: ({ canGoDown }) => canGoDown },
  { ...key('first', 'home', all, 0), about: 'To the first line.', isValid: ({ canGoUp }) => canGoUp },
  { ...key('last', 'end', all, 0), about: 'To the last line.', isValid: ({ canGoDown }) => canGoDown },
];

/** All keys of an interview. */
export const interviewKeys: KeyTable<InterviewAction, InterviewKeyContext> = {
  title: 'An interview',
  modes: ['choosing', 'typing', 'replied', 'told', 'waiting'],
  bindings,
};

function key(action: InterviewAction, name: string, modes: readonly InterviewMode[], rank: number): Omit<Binding, 'about'> {
  return { action, keys: [name], modes, shown: name, label: () => '', isValid: always, rank };
}
