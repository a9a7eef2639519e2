/** The space-time diagram that can be zoomed, moved, filtered and asked, by mouse, touch and keyboard. */
import { formatMs } from '../../report/format.js';
import { formatCountOf } from '../../view/words/quantity.js';
import { drawn, element } from '../elements.js';
import type { DiagramView, Drawing, Move } from './drawing.js';
import { drawingSize, paintDrawing, shareAt } from './paint-drawing.js';

/** Asks for a drawing; null where none can be made. */
export type AskForDrawing = (view: DiagramView, move: Move | null) => Promise<Drawing | null>;

const instructions =
  'With the diagram in focus: arrow keys left and right select the event before and after, up and down ' +
  'the nearest at another replica, c what it follows from, e what follows from it; plus and minus zoom, ' +
  'comma and period move in time, 0 shows the whole run, Escape selects nothing.';

const legend =
  'Disc: write. Ring: arrival. Diamond: conflict. Cross: discarded or dropped. Triangle: fault. ' +
  'Bar: anything else. Shaded: links cut. ' +
  'Below each replica: how much happens there. A line across leads from where something was sent or, ' +
  'where sending is not recorded, from where the write was accepted, whoever passed it on.';

const moves: Readonly<Record<string, Move>> = {
  ArrowLeft: 'previous', ArrowRight: 'next', ArrowUp: 'up', ArrowDown: 'down', c: 'cause', e: 'effect',
};

/** A diagram of a run that lasts until `endUs`. */
export class DiagramPanel {
  readonly root: HTMLElement;
  private readonly svg = drawn('svg', {
    class: 'st-drawing',
    role: 'img',
    'aria-label': 'Space-time diagram',
  });
  private readonly stage: HTMLElement;
  private readonly words = element('p', { class: 'st-selection', role: 'status', 'aria-live': 'polite' });
  private readonly filter = element('fieldset', { class: 'st-filter' }, element('legend', {}, 'Replicas'));
  private readonly ask: AskForDrawing;
  private readonly endUs: number;
  private view: DiagramView;
  /** At which share of the time the selected event is; null where it is out of sight. */
  private selectedShare: number | null = null;
  private asked = 0;

  constructor(endUs: number, ask: AskForDrawing) {
    this.ask = ask;
    this.endUs = Math.max(1, endUs);
    this.view = { fromUs: 0, untilUs: this.endUs, hidden: [], selected: null };
    const help = element('p', { id: 'st-help', class: 'st-help' }, instructions);
    this.stage = element(
      'div',
      {
        class: 'st-stage',
        tabindex: 0,
        role: 'group',
        'aria-label': 'Space-time diagram',
        'aria-describedby': help.id,
      },
      this.svg,
    );
    this.root = element(
      'div',
      { class: 'st' },
      this.makeButtons(),
      this.filter,
      this.stage,
      this.words,
      element('p', { class: 'st-help' }, legend),
      help,
    );
    this.listen();
  }

  /** Draws what is to be seen, for the first time or again. */
  async show(move: Move | null = null): Promise<void> {
    const number = ++this.asked;
    const drawing = await this.ask(this.view, move);
    if (number !== this.asked) return;
    if (drawing === null) {
      // Once drawn, none can only mean that the next run is on its way.
      if (this.svg.childElementCount > 0) return;
      this.root.replaceChildren(element('p', {}, 'This run has too many events to be looked at one by one.'));
      return;
    }
    this.paint(drawing);
  }

  private paint(drawing: Drawing): void {
    const { fromUs, untilUs, selection, lanes } = drawing;
    this.view = { ...this.view, fromUs, untilUs, selected: selection?.place ?? null };
    const itself = drawing.marks.find(({ standing }) => standing === 'itself');
    this.selectedShare = itself === undefined ? null : (itself.atUs - fromUs) / (untilUs - fromUs);
    const { width, height } = drawingSize(lanes.length);
    this.svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.svg.replaceChildren(...paintDrawing(drawing));
    this.listReplicas(drawing.replicas);
    this.words.textContent = describe(drawing);
  }

  private listReplicas(replicas: readonly string[]): void {
    if (this.filter.childElementCount > 1 || replicas.length < 2) return;
    for (const [at, replica] of replicas.entries()) {
      const box = element('input', { type: 'checkbox', id: `st-replica-${at}`, checked: true });
      box.addEventListener('change', () => {
        const others = this.view.hidden.filter((name) => name !== replica);
        this.view = { ...this.view, hidden: box.checked ? others : [...others, replica] };
        void this.show();
      });
      this.filter.append(element('label', { for: box.id }, box, ` ${replica}`), ' ');
    }
  }

  private makeButtons(): HTMLElement {
    const button = (words: string, act: () => void) => {
      const made = element('button', { type: 'button' }, words);
      made.addEventListener('click', act);
      return made;
    };
    return element(
      'p',
      { class: 'st-buttons' },
      button('Zoom in', () => { this.zoom(0.5); }), ' ',
      button('Zoom out', () => { this.zoom(2); }), ' ',
      button('Earlier', () => { this.pan(-0.5); }), ' ',
      button('Later', () => { this.pan(0.5); }), ' ',
      button('Whole run', () => { this.showWhole(); }), ' ',
      button('Select nothing', () => { this.select(null); }),
    );
  }

  private listen(): void {
    this.stage.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !this.obey(event.key)) return;
      event.preventDefault();
    });
    this.stage.addEventListener('wheel', (event) => {
      if (!event.ctrlKey && !event.shiftKey) return;
      event.preventDefault();
      if (event.ctrlKey) this.zoom(event.deltaY > 0 ? 1.25 : 0.8, this.shareOf(event.clientX));
      else this.pan(Math.sign(event.deltaX + event.deltaY) * 0.1);
    }, { passive: false });
    this.listenToPointer();
  }

  /** A short press selects, a long way moves in time. */
  private listenToPointer(): void {
    let from: { readonly x: number; readonly fromUs: number } | null = null;
    this.svg.addEventListener('pointerdown', (event) => {
      from = { x: event.clientX, fromUs: this.view.fromUs };
    });
    this.svg.addEventListener('pointermove', (event) => {
      if (from === null || event.buttons === 0 || Math.abs(event.clientX - from.x) < 4) return;
      const share = this.shareOf(event.clientX) - this.shareOf(from.x);
      this.moveTo(from.fromUs - share * (this.view.untilUs - this.view.fromUs));
    });
    this.svg.addEventListener('pointerup', (event) => {
      const hasMoved = from !== null && Math.abs(event.clientX - from.x) >= 4;
      from = null;
      const mark = event.target instanceof Element ? event.target.closest('[data-place]') : null;
      if (!hasMoved && mark !== null) this.select(Number(mark.getAttribute('data-place')));
    });
  }

  private obey(key: string): boolean {
    const move = moves[key];
    if (move !== undefined) {
      void this.show(move);
      return true;
    }
    switch (key) {
      case '+':
      case '=':
        this.zoom(0.5);
        return true;
      case '-':
        this.zoom(2);
        return true;
      case ',':
        this.pan(-0.5);
        return true;
      case '.':
        this.pan(0.5);
        return true;
      case '0':
        this.showWhole();
        return true;
      case 'Escape':
        this.select(null);
        return true;
      default:
        return false;
    }
  }

  /** Around the selected event where that is in sight, else around this share of the time. */
  private zoom(factor: number, share = this.selectedShare ?? 0.5): void {
    const { fromUs, untilUs } = this.view;
    const widthUs = Math.min(this.endUs, (untilUs - fromUs) * factor);
    const centreUs = fromUs + share * (untilUs - fromUs);
    this.view = {
      ...this.view,
      fromUs: centreUs - share * widthUs,
      untilUs: centreUs + (1 - share) * widthUs,
    };
    void this.show();
  }

  private pan(share: number): void {
    this.moveTo(this.view.fromUs + share * (this.view.untilUs - this.view.fromUs));
  }

  private moveTo(wantedUs: number): void {
    const widthUs = this.view.untilUs - this.view.fromUs;
    const fromUs = Math.max(0, Math.min(wantedUs, this.endUs - widthUs));
    this.view = { ...this.view, fromUs, untilUs: fromUs + widthUs };
    void this.show();
  }

  private showWhole(): void {
    this.view = { ...this.view, fromUs: 0, untilUs: this.endUs };
    void this.show();
  }

  private select(selected: number | null): void {
    this.view = { ...this.view, selected };
    void this.show();
  }

  private shareOf(clientX: number): number {
    const { left, width } = this.svg.getBoundingClientRect();
    return shareAt(((clientX - left) / width) * drawingSize(1).width);
  }
}

function describe({ selection, events, marks, fromUs, untilUs }: Drawing): string {
  if (selection !== null) {
    const { moment, replica, words, past, future } = selection;
    const follow = future === 1 ? 'follows' : 'follow';
    return (
      `${moment} s, ${replica}: ${words}. ` +
      `It follows from ${counted(past)}, and ${counted(future)} ${follow} from it.`
    );
  }
  const span = `${formatMs(fromUs / 1000)} to ${formatMs(untilUs / 1000)}`;
  const shown =
    marks.length < events ? `, of which ${counted(marks.length)} are drawn: zoom in for the others` : '';
  const recorded = formatCountOf(events, 'recorded event');
  return `${span}: ${recorded}${shown}. Select one to see what it follows from.`;
}

function counted(count: number): string {
  return formatCountOf(count, 'event');
}
