/** The space-time diagram with its legend, and the same events as a table. */
import { orderCausally } from '../../view/space-time/causal-trace.js';
import type { CausalTrace } from '../../view/space-time/causal-trace.js';
import { choosePart } from './diagram-part.js';
import { markKinds, shapeOf } from './event-marks.js';
import { faultSpans } from './fault-spans.js';
import { markup } from './markup.js';
import type { Markup } from './markup.js';
import type { ShownRun } from './shown-run.js';
import { drawSpaceTime, tracePlaces } from './space-time-diagram.js';
import { folded, renderTable, scrollable, section } from './table.js';

/** What happened at each replica, and how word of it travelled; or why it is left out. */
export function renderSpaceTime(shown: ShownRun): Markup {
  const { recorded, result } = shown;
  if (recorded.trace === null) {
    return section(
      'space-time',
      'Space-time diagram',
      markup`<p>Left out: the run has more events than can be kept.</p>`,
    );
  }
  const causal = orderCausally(recorded.trace);
  const part = choosePart(causal, result.lostWrites);
  if (part.places.length === 0) {
    return section('space-time', 'Space-time diagram', markup`<p>Nothing happened at any replica.</p>`);
  }
  const { drawing, events } = drawSpaceTime(
    {
      causal,
      part,
      lanes: lanesOf(shown, causal),
      lost: new Set(result.lostWrites.map(({ write }) => write)),
      spans: faultSpans(shown),
    },
    tracePlaces(recorded.trace),
  );
  const rows = events.map(({ words, event }) => {
    const at = words.indexOf(': ');
    const [moment = '', replica = ''] = words.slice(0, at).split(' s ');
    return [`${moment} s`, replica, event.kind, words.slice(at + 2)];
  });
  return section('space-time', 'Space-time diagram', [
    markup`<p id="space-time-words">${part.words} Time runs from left to right, not to scale: long waits
are drawn shorter.${wayWords(causal)}</p>`,
    scrollable('Space-time diagram', drawing),
    legendOf(new Set(events.map(({ mark }) => mark))),
    folded(
      'The same events as a table',
      renderTable({
        caption: 'Events of the space-time diagram, in order',
        columns: [
          { title: 'Time', isFigure: true },
          { title: 'Replica' },
          { title: 'Kind' },
          { title: 'What happened' },
        ],
        rows,
      }),
    ),
  ]);
}

/** Leaders in the order of the document, each with its followers; then whoever else there is. */
function lanesOf({ recorded: { scenario } }: ShownRun, { replicas }: CausalTrace): readonly string[] {
  const known = scenario.regions.flatMap(({ name, followers }) => {
    return [name, ...Array.from({ length: followers.count }, (_, index) => `${name}/${index + 1}`)];
  });
  return [...known, ...replicas.filter((name) => !known.includes(name))];
}

/** Without batches, an arrival is joined to the acceptance: true of the cause, not of the way. */
function wayWords({ events }: CausalTrace): string {
  return events.some(({ event }) => event.kind === 'receive')
    ? ''
    : ' A line leads from where a write was accepted to where it came, whoever passed it on.';
}

function legendOf(used: ReadonlySet<string>): Markup {
  const entries = markKinds.filter(({ kind }) => used.has(kind)).map(({ kind, words }) => {
    return markup`<li><svg class="swatch space-time" viewBox="-12 -12 24 24" aria-hidden="true"><g
class="event ${kind}">${shapeOf(kind)}</g></svg><span>${words}</span></li>
`;
  });
  return markup`<ul class="legend marks">${entries}</ul>`;
}
