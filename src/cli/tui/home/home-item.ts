/** Something on the home screen that can be opened: what is shown of it, and what its keys do. */
import type { HomeEntry, HomeSection } from '../../view/home/home-state.js';
import type { Screen, ScreenPlace } from '../screens/screen.js';

/** An entry of the home screen. A new kind of entry is a module that makes such items. */
export interface HomeItem extends HomeEntry {
  /** Opens it. */
  readonly open: (surroundings: Surroundings) => Promise<Opened>;
  /** Shows everything about it. */
  readonly show: (surroundings: Surroundings) => Promise<Opened>;
}

/** Items of one kind. */
export interface HomeShelf extends HomeSection<HomeItem> {
  /** The same as it stands now, asked when somebody comes back home; absent where nothing changes meanwhile. */
  readonly renew?: () => HomeShelf;
}

/** What an item needs to open screens. */
export interface Surroundings {
  readonly place: ScreenPlace;
  /** Draw with ASCII characters only. */
  readonly ascii: boolean;
  /** Puts on top what opening another item comes to. */
  readonly follow: (opening: () => Promise<Opened>) => void;
  /** Aborted when the home screen is left. */
  readonly signal: AbortSignal;
}

/** What opening came to. */
export interface Opened {
  readonly screen: Screen;
  /** Said in the place of the help line until the next key; null for nothing. */
  readonly said: string | null;
  /** The command that repeats what is shown; null where none does. */
  readonly repeat: string | null;
}
