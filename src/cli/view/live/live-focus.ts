/** What the person looks at: a panel, a place in it, a filter. */
import type { LoggedEvent } from './event-log.js';

/** The panels by the keys that focus them: map, regions and safety, events, key inspector, timeline. */
export const panelNumbers = [1, 2, 3, 4, 5] as const;

/** One of {@link panelNumbers}. */
export type PanelNumber = (typeof panelNumbers)[number];

/** What the person looks at. */
export interface Focus {
  readonly mode: 'view' | 'filter' | 'moment' | 'key';
  /** The log shows events with this text in them. */
  readonly filter: string;
  /** The moment to go to, as far as it has been typed. */
  readonly moment: string;
  /** The panel that keys move in. */
  readonly panel: PanelNumber;
  /** That panel has the screen to itself. */
  readonly isZoomed: boolean;
  /** By panel: how many of its entries are scrolled out at its top. The log has {@link logEnd} instead. */
  readonly scrolls: Readonly<Record<Exclude<PanelNumber, 3>, number>>;
  /** The chosen event of the log. */
  readonly selected: LoggedEvent | null;
  /** The number of the event at the lower end of the log; null: always the newest. */
  readonly logEnd: number | null;
}

/** The events, as they come. */
export const initialFocus: Focus = {
  mode: 'view',
  filter: '',
  moment: '',
  panel: 3,
  isZoomed: false,
  scrolls: { 1: 0, 2: 0, 4: 0, 5: 0 },
  selected: null,
  logEnd: null,
};
