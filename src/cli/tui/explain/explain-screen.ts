/** Explaining losses as a screen: records the run, tells the story of one loss, seeks what would have kept it. */
import { assertNever } from '../../../sim/base/assert.js';
import type { Scenario } from '../../../sim/scenario.js';
import { exitCodes } from '../../exit-codes.js';
import type { SlicedRecording } from '../../recording/sliced-recording.js';
import { span } from '../../view/drawing/row.js';
import type { Row } from '../../view/drawing/row.js';
import type { Size } from '../../view/drawing/panel.js';
import { breakLines } from '../../view/drawing/paragraph.js';
import { moveWithin } from '../../view/drawing/selection.js';
import { drawExplain } from '../../view/explain/draw-explain.js';
import { explainKeys } from '../../view/explain/explain-keys.js';
import type { ExplainAction, ExplainKeyContext } from '../../view/explain/explain-keys.js';
import { explainPanels } from '../../view/explain/explain-state.js';
import type {
  ExplainedWrite,
  ExplainFocus,
  ExplainStage,
  ExplainState,
  RepeatLine,
  WhatIfState,
} from '../../view/explain/explain-state.js';
import { findAction, offeredKeys } from '../../view/keys/key-table.js';
import type { OfferedKey } from '../../view/keys/key-table.js';
import { findLoss } from '../../view/story/decisive-step.js';
import { indexRun } from '../../view/story/run-index.js';
import { tellStory } from '../../view/story/tell-story.js';
import type { Screen, ScreenEnding, ScreenPlace } from '../screens/screen.js';
import { ExplainedRun } from './explained-run.js';
import type { Explicable } from './explained-run.js';
import type { WhatIfSearch } from './what-if-search.js';

/** What is explained, and who helps. */
export interface ExplainScreenOptions {
  readonly place: ScreenPlace;
  readonly scenario: Scenario;
  /** Shared with whoever else needs the whole run. */
  readonly recording: SlicedRecording;
  readonly clock: () => number;
  /** The moment of the live view from which one came; null where there is none. */
  readonly shownUs: number | null;
  /** What is told first; absent: the first loss. */
  readonly first?: { readonly write: number } | { readonly key: string };
  /** Begins to seek what would have kept a write; absent where there is no document. */
  readonly seek?: (write: number, onNews: () => void) => Pick<WhatIfSearch, 'state' | 'stop'>;
  readonly repeatsFor: (write: number) => readonly RepeatLine[];
  /** Shows a moment in the live view. */
  readonly goTo?: (atUs: number) => void;
  /** Writes the HTML report. */
  readonly report?: () => void;
  /** Called when the screen is closed. */
  readonly onClose?: () => void;
}

/** The losses of a run, one story at a time. */
export class ExplainScreen implements Screen {
  readonly title = explainKeys.title;
  readonly keys = explainKeys.bindings;
  readonly isTyping = false;
  readonly #options: ExplainScreenOptions;
  readonly #run: ExplainedRun;
  #focus: ExplainFocus = { panel: 'why', step: 0, change: 0, repeat: 0 };
  #subject: ExplainedWrite | null = null;
  #search: Pick<WhatIfSearch, 'state' | 'stop'> | null = null;
  /** The write that is sought for, and since when it is looked at. */
  #sought: { readonly write: number; readonly sinceMs: number } | null = null;
  readonly #known = new Map<number, WhatIfState>();
  #hasNews = true;

  constructor(options: ExplainScreenOptions) {
    this.#options = options;
    this.#run = new ExplainedRun(options.recording, options.clock);
  }

  /** What is shown. */
  get state(): ExplainState {
    const { scenario, shownUs } = this.#options;
    return { scenario, shownUs, stage: this.#stage, focus: this.#focus };
  }

  offeredKeys(): readonly OfferedKey[] {
    return offeredKeys(explainKeys, this.#context);
  }

  tick(): boolean {
    if (this.#run.isAtWork) {
      this.#run.work(workMs);
      const { explicable } = this.#run;
      if (explicable !== null) this.#tellFirst(explicable);
      return true;
    }
    this.#seek();
    const hasNews = this.#hasNews;
    this.#hasNews = false;
    return hasNews;
  }

  draw(size: Size): readonly Row[] {
    return drawExplain(this.state, size, this.#options.place.theme);
  }

  press(key: string): boolean {
    const action = findAction(explainKeys, key, this.#context);
    if (action !== null) this.#do(action);
    return action !== null;
  }

  ending(): ScreenEnding {
    const story = this.#subject?.story;
    const repeat = story === undefined ? [] : this.#options.repeatsFor(story.write).map(({ command }) => command);
    const words = story === undefined ? [] : breakLines(`w${story.write}: ${story.conclusion}`, 80);
    const rows = [...words, ...repeat.slice(0, 1).map((command) => `Run again:  ${command}`)];
    return { rows: rows.map((row) => [span(row)]), exitCode: exitCodes.held };
  }

  close(): void {
    this.#stopSeeking();
    this.#options.onClose?.();
  }

  get #stage(): ExplainStage {
    const { explicable, waiting } = this.#run;
    if (waiting !== null) return waiting;
    const subject = this.#subject;
    if (explicable === null || subject === null) return { kind: 'nothing', words: 'There is nothing to tell.' };
    return {
      kind: 'told',
      ...explicable,
      subject,
      whatIf: this.#whatIf,
      repeats: this.#options.repeatsFor(subject.story.write),
    };
  }

  get #whatIf(): WhatIfState {
    const story = this.#subject?.story;
    if (story?.fate !== 'lost') return { kind: 'none' };
    if (this.#options.seek === undefined) return { kind: 'unavailable' };
    const beginning: WhatIfState = { kind: 'seeking', tried: 0, most: 0, found: [] };
    return this.#known.get(story.write) ?? this.#search?.state ?? beginning;
  }

  get #context(): ExplainKeyContext {
    const { items } = this.#run.explicable ?? { items: [] };
    const isTold = this.#subject !== null && this.#run.waiting === null;
    return {
      mode: isTold ? 'told' : 'waiting',
      panel: this.#focus.panel,
      hasMoreLosses: items.length > 1 || (items[0]?.writes.length ?? 0) > 1,
      canGo: this.#options.goTo !== undefined && this.#focus.panel !== 'what-if' && this.#focus.panel !== 'again',
      canReport: isTold && this.#options.report !== undefined,
    };
  }

  #do(action: ExplainAction): void {
    switch (action) {
      case 'up':
        return this.#move(-1);
      case 'down':
        return this.#move(1);
      case 'first':
        return this.#move(-Infinity);
      case 'last':
        return this.#move(Infinity);
      case 'left':
        return this.#moveStep(-1);
      case 'right':
        return this.#moveStep(1);
      case 'next-loss':
        return this.#moveLoss(1);
      case 'previous-loss':
        return this.#moveLoss(-1);
      case 'next-panel':
        return this.#movePanel(1);
      case 'previous-panel':
        return this.#movePanel(-1);
      case 'why':
      case 'what-if':
      case 'losses':
      case 'again':
        return this.#setFocus({ panel: action });
      case 'go':
        return this.#go();
      case 'copy':
        return this.#copy();
      case 'report':
        return this.#options.report?.();
      default:
        return assertNever(action);
    }
  }

  #tellFirst({ told, items }: Explicable): void {
    const { first } = this.#options;
    if (first === undefined) return this.#tell(0, 0);
    const index = indexRun(told);
    const write = 'write' in first ? first.write : (index.writesOf(first.key)[0] ?? -1);
    const item = items.findIndex(({ writes }) => writes.includes(write));
    if (item >= 0) return this.#tell(item, items[item].writes.indexOf(write));
    this.#tellWrite(write, { item: 0, place: 0 });
  }

  /** Tells the story of one write of one item. */
  #tell(item: number, place: number): void {
    const chosen = this.#run.explicable?.items[item];
    if (chosen !== undefined) this.#tellWrite(chosen.writes[place], { item, place });
  }

  #tellWrite(write: number, { item, place }: { readonly item: number; readonly place: number }): void {
    const { told } = this.#run.explicable ?? { told: null };
    const story = told === null ? null : tellStory(told, write);
    if (told === null || story === null) return;
    const loss = findLoss(indexRun(told), write, story.steps);
    const event = loss?.step?.event;
    const found = story.steps.findIndex((step) => step.event === event && step.kind === loss?.step?.kind);
    const decisive = found < 0 ? null : found;
    this.#subject = { item, place, story, decisive };
    this.#stopSeeking();
    this.#setFocus({ step: decisive ?? 0, change: 0 });
  }

  #move(by: number): void {
    const { panel, change, repeat } = this.#focus;
    const stage = this.#stage;
    if (stage.kind !== 'told') return;
    switch (panel) {
      case 'why':
        return this.#moveStep(by);
      case 'losses': {
        const item = moveWithin(stage.subject.item, by, stage.items.length);
        return item === stage.subject.item ? undefined : this.#tell(item, 0);
      }
      case 'what-if': {
        const found = 'found' in stage.whatIf ? stage.whatIf.found : [];
        return this.#setFocus({ change: moveWithin(change, by, found.length) });
      }
      case 'again':
        return this.#setFocus({ repeat: moveWithin(repeat, by, stage.repeats.length) });
      default:
        return assertNever(panel);
    }
  }

  #moveStep(by: number): void {
    const steps = this.#subject?.story.steps ?? [];
    this.#setFocus({ step: moveWithin(this.#focus.step, by, steps.length) });
  }

  #movePanel(by: number): void {
    const count = explainPanels.length;
    const at = explainPanels.indexOf(this.#focus.panel);
    this.#setFocus({ panel: explainPanels[(at + by + count) % count] });
  }

  /** To the next write of the item, then to the next item; from the last one to the first. */
  #moveLoss(by: 1 | -1): void {
    const { items } = this.#run.explicable ?? { items: [] };
    const subject = this.#subject;
    if (subject === null) return;
    const place = subject.place + by;
    if (place >= 0 && place < items[subject.item].writes.length) return this.#tell(subject.item, place);
    const item = (subject.item + by + items.length) % items.length;
    this.#tell(item, by > 0 ? 0 : items[item].writes.length - 1);
  }

  #go(): void {
    const stage = this.#stage;
    if (stage.kind !== 'told') return;
    const { panel, step } = this.#focus;
    const atUs = panel === 'losses' ? stage.items[stage.subject.item].atUs : stage.subject.story.steps[step]?.atUs;
    if (atUs !== undefined) this.#options.goTo?.(atUs);
  }

  #copy(): void {
    const stage = this.#stage;
    if (stage.kind !== 'told') return;
    const { panel, change, repeat } = this.#focus;
    const found = 'found' in stage.whatIf ? stage.whatIf.found : [];
    const chosen = panel === 'what-if' ? found[change]?.command : undefined;
    const command = chosen ?? stage.repeats[panel === 'again' ? repeat : 0]?.command;
    if (command !== undefined) this.#options.place.navigator.copy(command);
  }

  /** Whoever leafs through losses does not start a search at each. */
  #seek(): void {
    const story = this.#subject?.story;
    const { seek, clock } = this.#options;
    if (seek === undefined || story?.fate !== 'lost' || this.#known.has(story.write)) return;
    const { write } = story;
    if (this.#sought?.write !== write) this.#sought = { write, sinceMs: clock() };
    if (this.#search === null && clock() - this.#sought.sinceMs >= restMs) {
      this.#search = seek(write, () => (this.#hasNews = true));
    }
    const state = this.#search?.state;
    if (state?.kind === 'done') {
      this.#known.set(write, state);
      this.#search = null;
    }
  }

  #stopSeeking(): void {
    this.#search?.stop();
    this.#search = null;
    this.#sought = null;
  }

  #setFocus(change: Partial<ExplainFocus>): void {
    this.#focus = { ...this.#focus, ...change };
    this.#hasNews = true;
  }
}

/** Milliseconds of work in one tick. */
const workMs = 15;
/** How long a story is looked at before anybody seeks what would have kept its write. */
const restMs = 250;
