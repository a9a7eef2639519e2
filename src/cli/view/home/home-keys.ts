/** Every key of the home screen. */
import { choiceBindings, choiceContextOf, choiceModes } from '../choice/choice-keys.js';
import type { ChoiceAction, ChoiceKeyContext } from '../choice/choice-keys.js';
import type { KeyBinding, KeyTable } from '../keys/key-table.js';
import { currentList, selectedEntry } from './home-state.js';
import type { HomeEntry, HomeState } from './home-state.js';

/** What a key asks for. */
export type HomeAction = ChoiceAction | 'open' | 'show' | 'next-section' | 'previous-section';

/** What decides whether a key does something now. */
export interface HomeKeyContext extends ChoiceKeyContext {
  /** What would be done with what is selected; null when nothing is. */
  readonly verb: HomeEntry['verb'] | null;
  readonly hasSections: boolean;
}

/** The context of a home screen. */
export function homeContextOf(state: HomeState): HomeKeyContext {
  return {
    ...choiceContextOf(currentList(state)),
    verb: selectedEntry(state)?.verb ?? null,
    hasSections: state.sections.length > 1,
  };
}

const ownBindings: readonly KeyBinding<HomeAction, HomeKeyContext>[] = [
  {
    action: 'open',
    keys: ['return'],
    modes: choiceModes,
    shown: 'enter',
    label: ({ verb }) => verb ?? 'watch',
    about: 'Watch what is selected; take a lesson; look again at a saved counterexample.',
    isValid: hasSelection,
    rank: 1,
  },
  {
    action: 'show',
    keys: ['right'],
    modes: choiceModes,
    shown: 'right',
    label: () => 'show text',
    about: 'Everything about what is selected, and its text.',
    isValid: hasSelection,
    rank: 5,
  },
  {
    action: 'next-section',
    keys: ['tab'],
    modes: choiceModes,
    shown: 'tab',
    label: () => 'section',
    about: 'The next section.',
    isValid: ({ hasSections }) => hasSections,
    rank: 6,
  },
  {
    action: 'previous-section',
    keys: ['shift+tab'],
    modes: choiceModes,
    shown: 'shift+tab',
    label: () => 'section',
    about: 'The section before.',
    isValid: ({ hasSections }) => hasSections,
    rank: 0,
  },
];

/** All keys of the home screen. */
export const homeKeys: KeyTable<HomeAction, HomeKeyContext> = {
  title: 'Home',
  modes: choiceModes,
  bindings: [...ownBindings, ...choiceBindings],
};

function hasSelection({ verb }: HomeKeyContext): boolean {
  return verb !== null;
}
