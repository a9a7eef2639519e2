/** The space-time diagram as a screen: repeats the run up to the moment shown, and lets one walk along its events. */
import { assertNever } from '../../../sim/base/assert.js';
import type { Scenario } from '../../../sim/scenario.js';
import { exitCodes } from '../../exit-codes.js';
import { diagramKeys } from '../../view/diagram/diagram-keys.js';
import type { DiagramAction, DiagramKeyContext } from '../../view/diagram/diagram-keys.js';
import { findBeside, findFirst, findNearest, fitScale, lanesOf, selectEvent, zoomBy } from '../../view/diagram/diagram-state.js';
import type { DiagramState, DiagramView, EventWindow, SelectedEvent } from '../../view/diagram/diagram-state.js';
import { drawDiagram, timeColumns } from '../../view/diagram/draw-diagram.js';
import type { Row } from '../../view/drawing/row.js';
import type { Size } from '../../view/drawing/panel.js';
import { moveWithin } from '../../view/drawing/selection.js';
import { findAction, offeredKeys } from '../../view/keys/key-table.js';
import type { OfferedKey } from '../../view/keys/key-table.js';
import type { Screen, ScreenEnding, ScreenPlace } from '../screens/screen.js';
import type { WindowRecording } from './window-recording.js';

/** What is drawn. */
export interface DiagramScreenOptions {
  readonly place: ScreenPlace;
  readonly scenario: Scenario;
  /** The moment of the live view. */
  readonly shownUs: number;
  /** Begins to record what happens around a moment. */
  readonly record: (aroundUs: number) => WindowRecording;
  /** Shows a moment in the live view. */
  readonly goTo?: (atUs: number) => void;
}

/** A part of a run as a diagram. */
export class DiagramScreen implements Screen {
  readonly title = diagramKeys.title;
  readonly keys = diagramKeys.bindings;
  readonly isTyping = false;
  readonly #options: DiagramScreenOptions;
  #recording: WindowRecording;
  /** What is seen while the next window is recorded, too. */
  #window: EventWindow | null = null;
  #aroundUs: number;
  #selected: SelectedEvent | null = null;
  #view: DiagramView;

  constructor(options: DiagramScreenOptions) {
    this.#options = options;
    this.#aroundUs = options.shownUs;
    this.#view = { centerUs: options.shownUs, usPerColumn: 1000 };
    this.#recording = options.record(options.shownUs);
  }

  /** What is shown. */
  get state(): DiagramState {
    const { scenario, shownUs } = this.#options;
    const { share } = this.#recording;
    return { scenario, shownUs, window: this.#window, share, view: this.#view, selected: this.#selected };
  }

  offeredKeys(): readonly OfferedKey[] {
    return offeredKeys(diagramKeys, this.#context);
  }

  tick(): boolean {
    if (this.#recording.window === this.#window && this.#window !== null) return false;
    this.#recording.work(workMs);
    const { window } = this.#recording;
    if (window !== null) this.#show(window);
    return true;
  }

  draw(size: Size): readonly Row[] {
    return drawDiagram(this.state, size, this.#options.place.theme);
  }

  press(key: string): boolean {
    const action = findAction(diagramKeys, key, this.#context);
    if (action !== null) this.#do(action);
    return action !== null;
  }

  ending(): ScreenEnding {
    return { rows: [], exitCode: exitCodes.held };
  }

  close(): void {
    // The recording stops with the ticks.
  }

  get #context(): DiagramKeyContext {
    const hasEvent = this.#window !== null && this.#selected !== null;
    return { mode: 'diagram', hasEvent, canGo: hasEvent && this.#options.goTo !== undefined };
  }

  get #columns(): number {
    return timeColumns(this.#options.place.roomOf().columns);
  }

  #do(action: DiagramAction): void {
    const window = this.#window;
    const selected = this.#selected;
    if (window === null || selected === null) return;
    const { event, replica } = window.order.events[selected.place];
    switch (action) {
      case 'left':
        return this.#step(window, selected.place, -1);
      case 'right':
        return this.#step(window, selected.place, 1);
      case 'up':
        return this.#changeLane(window, selected.place, -1);
      case 'down':
        return this.#changeLane(window, selected.place, 1);
      case 'page-left':
        return this.#page(window, replica, -1);
      case 'page-right':
        return this.#page(window, replica, 1);
      case 'first':
        return this.#select(window, findNearest(window, replica, -Infinity));
      case 'last':
        return this.#select(window, findNearest(window, replica, Number.MAX_SAFE_INTEGER));
      case 'nearer':
        return this.#zoom(-1, event.atUs);
      case 'farther':
        return this.#zoom(1, event.atUs);
      case 'go':
        return this.#options.goTo?.(event.atUs);
      default:
        return assertNever(action);
    }
  }

  #show(window: EventWindow): void {
    const isFirst = this.#window === null;
    this.#window = window;
    const place = findFirst(this.#options.scenario, window, this.#aroundUs);
    this.#selected = null;
    if (place === null) return;
    if (isFirst) this.#view = { ...this.#view, usPerColumn: fitScale(window, place, this.#columns) };
    this.#select(window, place);
    this.#view = { ...this.#view, centerUs: window.order.events[place].event.atUs };
  }

  #step(window: EventWindow, place: number, by: 1 | -1): void {
    const next = findBeside(window, place, by);
    if (next !== null) this.#select(window, next);
    else if (by < 0 ? window.hasEarlier : window.hasLater) this.#moveWindow(window.order.events[place].event.atUs);
  }

  #changeLane(window: EventWindow, place: number, by: 1 | -1): void {
    const lanes = lanesOf(this.#options.scenario, window);
    const { event, replica } = window.order.events[place];
    const lane = moveWithin(lanes.indexOf(replica), by, lanes.length);
    this.#select(window, findNearest(window, lanes[lane], event.atUs));
  }

  #page(window: EventWindow, replica: number, by: 1 | -1): void {
    const { events } = window.order;
    const centerUs = this.#view.centerUs + by * Math.ceil(this.#columns * 0.8) * this.#view.usPerColumn;
    const [firstUs, lastUs] = [events[0].event.atUs, events[events.length - 1].event.atUs];
    if (centerUs < firstUs && window.hasEarlier) return this.#moveWindow(centerUs);
    if (centerUs > lastUs && window.hasLater) return this.#moveWindow(centerUs);
    this.#view = { ...this.#view, centerUs: Math.max(firstUs, Math.min(lastUs, centerUs)) };
    this.#select(window, findNearest(window, replica, this.#view.centerUs));
  }

  #zoom(by: 1 | -1, centerUs: number): void {
    this.#view = { centerUs, usPerColumn: zoomBy(this.#view.usPerColumn, by) };
  }

  /** Records anew around another moment. */
  #moveWindow(aroundUs: number): void {
    this.#aroundUs = Math.max(0, aroundUs);
    this.#recording = this.#options.record(this.#aroundUs);
    this.#options.place.navigator.say('Running it again, to see what happens there ...');
  }

  #select(window: EventWindow, place: number | null): void {
    if (place === null) return;
    this.#selected = selectEvent(window, place);
    const { atUs } = window.order.events[place].event;
    const half = (this.#columns / 2) * this.#view.usPerColumn;
    if (Math.abs(atUs - this.#view.centerUs) > half * 0.9) this.#view = { ...this.#view, centerUs: atUs };
  }
}

/** Milliseconds of work in one tick. */
const workMs = 15;
