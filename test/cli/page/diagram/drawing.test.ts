import { describe, expect, test } from 'vitest';
import { mostMarks, RunDiagram } from '../../../../src/cli/page/diagram/drawing.js';
import type { DiagramView } from '../../../../src/cli/page/diagram/drawing.js';
import { causalFuture, causalPast, orderCausally } from '../../../../src/cli/view/space-time/causal-trace.js';
import { recordRun } from '../../../../src/cli/recording/record-run.js';
import { loadShipped } from '../../../support/shown-page.js';

function record(name: string) {
  const { trace, run } = recordRun(loadShipped(name).scenario);
  if (trace === null) throw new Error('too long');
  const endUs = Math.round(run.report.simulatedMs * 1000);
  return { trace, endUs, causal: orderCausally(trace) };
}

function viewOf(endUs: number, rest: Partial<DiagramView> = {}): DiagramView {
  return { fromUs: 0, untilUs: endUs, hidden: [], selected: null, ...rest };
}

describe('a small run', () => {
  const { trace, endUs, causal } = record('concurrent-x');
  const diagram = new RunDiagram(trace, { endUs, order: ['eu-west', 'us-east'] });

  test('has a lane a replica in the order that was asked for, and a mark an event', () => {
    const drawing = diagram.draw(viewOf(endUs), null);
    expect(drawing.lanes.map(({ replica }) => replica)).toEqual(['eu-west', 'us-east']);
    expect(drawing.marks.map(({ place }) => place)).toEqual(causal.events.map((_, place) => place));
    expect(drawing.lanes.flatMap(({ shades }) => shades).reduce((sum, count) => sum + count, 0)).toBe(causal.events.length);
    expect(drawing.selection).toBeNull();
  });

  test('tells past and future of the selected event apart, and draws their lines alone', () => {
    const selected = causal.events.findIndex(({ source }) => source !== null);
    const { marks, selection, arrows } = diagram.draw(viewOf(endUs, { selected }), null);
    const past = causalPast(causal, selected);
    const future = causalFuture(causal, selected);
    expect(past.size).toBeGreaterThan(0);
    expect(future.size).toBeGreaterThan(0);
    expect(selection).toMatchObject({ place: selected, past: past.size, future: future.size });
    for (const { place, standing } of marks) {
      const expected = place === selected ? 'itself' : past.has(place) ? 'past' : future.has(place) ? 'future' : 'none';
      expect(standing, `event ${place}`).toBe(expected);
    }
    expect(arrows.length).toBeGreaterThan(0);
    expect(arrows.every(({ standing }) => standing !== 'none')).toBe(true);
  });

  test('moves the selection along a replica, along causes and to another lane', () => {
    const selected = causal.events.findIndex(({ source: from, previous: before }) => from !== null && before !== null);
    const { previous, source } = causal.events[selected];
    const moved = (move: 'previous' | 'cause' | 'next' | 'up' | 'down', from = selected) =>
      diagram.draw(viewOf(endUs, { selected: from }), move).selection?.place;
    expect(moved('cause')).toBe(source);
    expect(moved('previous')).toBe(previous);
    expect(moved('next', previous ?? -1)).toBe(selected);
    const across = [moved('up'), moved('down')].map((place) => causal.events[place ?? -1].replica);
    expect(new Set(across).size).toBe(2);
  });

  test('has no lane for a hidden replica, and nothing that leads there', () => {
    const drawing = diagram.draw(viewOf(endUs, { hidden: ['us-east'] }), null);
    expect(drawing.replicas).toEqual(['eu-west', 'us-east']);
    expect(drawing.lanes.map(({ replica }) => replica)).toEqual(['eu-west']);
    expect(drawing.arrows).toEqual([]);
    expect(drawing.marks.every(({ lane }) => lane === 0)).toBe(true);
  });
});

describe('other strategies', () => {
  test('writes that a failover takes back are drawn, however many requests were turned away meanwhile', () => {
    const { trace, endUs } = record('failover-asynchronous');
    const gone = trace.filter(({ kind }) => kind === 'rewind');
    expect(gone.length).toBeGreaterThan(0);
    expect(trace.filter(({ kind }) => kind === 'refuse').length).toBeGreaterThan(mostMarks);
    const { marks } = new RunDiagram(trace, { endUs, order: [] }).draw(viewOf(endUs), null);
    expect(marks.filter(({ look }) => look === 'loss')).toHaveLength(gone.length);
    expect(marks.some(({ look }) => look === 'write')).toBe(true);
  });

  test('a replica of which nothing was recorded has a lane too', () => {
    const { trace, endUs } = record('sloppy-quorum');
    const order = ['near', 'far-1', 'far-2', 'spare-1', 'spare-2'];
    const { lanes } = new RunDiagram(trace, { endUs, order }).draw(viewOf(endUs), null);
    expect(lanes.map(({ replica }) => replica)).toEqual(order);
    expect(lanes.at(-1)?.shades.every((count) => count === 0)).toBe(true);
  });
});

describe('a large run', () => {
  const { trace, endUs, causal } = record('split-brain');
  const diagram = new RunDiagram(trace, { endUs, order: [] });

  test('shows what is thrown away before anything else, and how much there is beside', () => {
    const { marks, events } = diagram.draw(viewOf(endUs), null);
    expect(events).toBe(causal.events.length);
    expect(marks).toHaveLength(mostMarks);
    expect(new Set(marks.map(({ look }) => look))).toEqual(new Set(['loss']));
  });

  test('shows every event of a part that is short enough, and the time without a way', () => {
    const view = viewOf(endUs, { fromUs: 6_000_000, untilUs: 6_050_000 });
    const { marks, events, bands, fromUs, untilUs } = diagram.draw(view, null);
    const inside = causal.events.filter(({ event }) => event.atUs >= fromUs && event.atUs <= untilUs);
    expect(inside.length).toBeGreaterThan(3);
    expect([marks.length, events]).toEqual([inside.length, inside.length]);
    expect(bands.map(({ links, ...times }) => ({ ...times, links: [...links].sort() }))).toEqual([{
      fromUs: 5_000_000,
      untilUs: 15_000_000,
      links: ['ap-south -> us-east', 'eu-west -> us-east', 'us-east -> ap-south', 'us-east -> eu-west'],
    }]);
  });

  test('follows a selection that leaves the part, and stays within the run', () => {
    const selected = causal.events.length - 1;
    const drawing = diagram.draw(viewOf(endUs, { fromUs: 0, untilUs: 1000, selected }), 'previous');
    const atUs = drawing.marks.find(({ standing }) => standing === 'itself')?.atUs ?? -1;
    expect(atUs).toBeGreaterThanOrEqual(drawing.fromUs);
    expect(atUs).toBeLessThanOrEqual(drawing.untilUs);
    expect(drawing.untilUs).toBeLessThanOrEqual(endUs);
    expect(drawing.untilUs - drawing.fromUs).toBe(1000);
  });
});
