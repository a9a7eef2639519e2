/**
 * The program of a page: brings up the engine that the page holds, and runs the page's scenario anew
 * when somebody changes something about it. Without it, or where it cannot run, the page stays the
 * report that it is.
 */
import { formatCount } from '../view/words/quantity.js';
import { changesOf } from './changes.js';
import { makeControlForm } from './control-form.js';
import type { ControlForm } from './control-form.js';
import type { Controls, PageSubject } from './controls.js';
import { DiagramPanel } from './diagram/diagram-panel.js';
import { element } from './elements.js';
import { readGiven, unpackEngine } from './embedded.js';
import { EngineWorker } from './engine-worker.js';
import type { Estimate, PageAnswer, RanAnswer, ReportedAnswer } from './page-messages.js';
import { pageStyle } from './page-style.js';

/** How long nobody may have changed anything before a run begins. */
const pauseMs = 200;

/** The panel with the controls, and the report that follows them. */
class Page {
  private readonly subject: PageSubject;
  private readonly engine: EngineWorker;
  private readonly report: HTMLElement;
  private readonly status = element('p', { class: 'try-status', role: 'status', 'aria-live': 'polite' });
  private readonly problems = element('div', { class: 'try-problems', role: 'alert' });
  private readonly command = element('pre', {
    class: 'try-command',
    tabindex: 0,
    'aria-label': 'The command line that repeats this run',
  });
  private panel: HTMLElement | null = null;
  private timer = 0;
  private runs = 0;
  /** Whether the report is of another run than the page was made of. */
  private hasChanged = false;

  constructor(subject: PageSubject, program: string, report: HTMLElement) {
    this.subject = subject;
    this.report = report;
    this.engine = new EngineWorker(program, subject);
  }

  async begin(): Promise<void> {
    const begun = await this.engine.ask({ kind: 'begin', subject: this.subject });
    const listed = await this.engine.ask({ kind: 'list-controls' });
    if (begun?.kind !== 'begun' || listed?.kind !== 'controls') {
      this.report.before(
        sayStatic(`the engine in this page did not start${messageOf(begun) ?? messageOf(listed) ?? ''}`),
      );
      return;
    }
    this.build(listed.controls, begun.estimate);
  }

  private build(controls: Controls, { events, isLarge }: Estimate): void {
    const form = makeControlForm(controls, () => {
      if (!isLarge) this.runSoon(controls, form);
    });
    const reset = element('button', { type: 'button' }, 'Back to as written');
    reset.addEventListener('click', () => {
      form.reset();
      if (!isLarge) this.runSoon(controls, form, 0);
    });
    const buttons = element('p', { class: 'try-row' }, reset);
    if (isLarge) {
      const start = element('button', { type: 'button' }, 'Run it here');
      start.addEventListener('click', () => {
        this.runSoon(controls, form, 0);
      });
      buttons.prepend(start);
    }
    const panel = element(
      'section',
      { class: 'try', id: 'try', 'aria-labelledby': 'try-heading' },
      element('h2', { id: 'try-heading' }, 'Try it'),
      element(
        'p',
        {},
        'The engine runs inside this page. Change something and see the same scenario run anew; ' +
          'nothing leaves this file.',
      ),
      form.root, buttons, this.status, this.problems, this.command,
    );
    const contents = this.report.querySelector('nav');
    if (contents === null) this.report.prepend(panel);
    else contents.after(panel);
    this.panel = panel;
    this.command.textContent = this.subject.repeat;
    if (isLarge) {
      this.status.textContent =
        `This run has about ${formatCount(events)} events, which takes a browser seconds to minutes and ` +
        'much memory. It begins when you say so.';
    } else this.runSoon(controls, form, 0);
  }

  private runSoon(controls: Controls, form: ControlForm, afterMs = pauseMs): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      void this.run(controls, form);
    }, afterMs);
  }

  private async run(controls: Controls, form: ControlForm): Promise<void> {
    const number = ++this.runs;
    this.status.textContent = 'Running …';
    const changes = changesOf(controls, form.read());
    const answer = await this.engine.askAtOnce({ kind: 'run', changes });
    if (answer === null || number !== this.runs) return;
    switch (answer.kind) {
      case 'ran':
        this.tell(answer, changes.length === 0);
        await this.showReport(answer, changes.length > 0, () => number === this.runs);
        break;
      case 'refused':
        this.refuse(answer.reasons);
        break;
      default:
        this.refuse([`the engine broke off${messageOf(answer) ?? ''}`]);
    }
  }

  /** What came of it, before there is a report. */
  private tell(ran: RanAnswer, isAsWritten: boolean): void {
    this.problems.replaceChildren();
    this.command.textContent = ran.command;
    const { summary, fingerprint } = ran;
    this.status.textContent = `${summary}. Fingerprint ${fingerprint}${this.compare(ran, isAsWritten)}.`;
  }

  private async showReport(
    { fingerprint, endUs }: RanAnswer,
    isChanged: boolean,
    isWanted: () => boolean,
  ): Promise<void> {
    const isNew = isChanged || this.hasChanged;
    const reported = await this.engine.ask({ kind: 'report', isWanted: isNew });
    if (reported === null || !isWanted()) return;
    if (reported.kind !== 'reported') {
      this.refuse([`there is no report of this run${messageOf(reported) ?? ''}`]);
      return;
    }
    if (isNew) this.replaceReport(reported);
    this.hasChanged = isChanged;
    this.showDiagram(endUs);
    document.body.dataset['fingerprint'] = fingerprint;
  }

  /** Everything but the panel, which stays where it is: whoever is at one of its controls stays there. */
  private replaceReport({ title, body }: ReportedAnswer): void {
    const { panel } = this;
    document.title = `${title} - quarrel`;
    const template = element('template');
    template.innerHTML = body;
    const contents = template.content.querySelector('nav');
    const parts = [...template.content.children];
    const cut = contents === null ? 0 : parts.indexOf(contents) + 1;
    for (const part of [...this.report.childNodes]) if (part !== panel) part.remove();
    this.report.prepend(...parts.slice(0, cut));
    this.report.append(...parts.slice(cut));
  }

  private compare({ fingerprint }: RanAnswer, isAsWritten: boolean): string {
    const { fingerprint: made } = this.subject;
    if (fingerprint === made) return ', that of the command line';
    return isAsWritten
      ? `; the command line came to ${made}: this browser computes otherwise, please report it`
      : '';
  }

  private showDiagram(endUs: number): void {
    const panel = new DiagramPanel(endUs, async (view, move) => {
      const answer = await this.engine.ask({ kind: 'draw', view, move });
      return answer?.kind === 'drawn' ? answer.drawing : null;
    });
    this.report.querySelector('.st')?.remove();
    const section = this.report.querySelector('#space-time');
    if (section === null) return;
    foldStaticDiagram(section);
    section.querySelector('h2')?.after(panel.root);
    void panel.show();
  }

  private refuse(reasons: readonly string[]): void {
    this.status.textContent = 'This cannot be run; below is still the run before.';
    const items = reasons.map((reason) => element('li', {}, reason));
    this.problems.replaceChildren(element('ul', {}, ...items));
  }
}

/** The drawing of the report stays, folded: it is not to scale, and shows what matters most. */
function foldStaticDiagram(section: Element): void {
  if (section.querySelector('.st-static') !== null) return;
  const others = [...section.children].filter(({ tagName }) => tagName !== 'H2');
  section.append(
    element(
      'details',
      { class: 'st-static' },
      element('summary', {}, 'The part that matters most, not to scale'),
      ...others,
    ),
  );
}

function messageOf(answer: PageAnswer | null): string | null {
  return answer?.kind === 'broken' ? `: ${answer.message}` : null;
}

function sayStatic(reason: string): HTMLElement {
  return element(
    'p',
    { class: 'try', role: 'note' },
    `This page cannot be changed here: ${reason}. The report below is whole.`,
  );
}

async function start(): Promise<void> {
  const given = readGiven();
  const report = document.getElementById('report');
  if (given === null || report === null) return;
  document.head.append(element('style', {}, pageStyle));
  const program = await unpackEngine(given);
  if (program === null)
    report.before(
      sayStatic('this browser cannot unpack the engine (it has no DecompressionStream or no Worker)'),
    );
  else await new Page(given.subject, program, report).begin();
}

// Reading comes first: the engine starts when the page is there.
window.addEventListener('load', () => {
  window.setTimeout(() => {
    void start();
  }, 0);
});
