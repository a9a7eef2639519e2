import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawSpaceTime, type DrawnStep } from '../../../../src/cli/view/space-time/space-time.js';
import { measureWidth } from '../../../../src/cli/view/drawing/text-width.js';

const ends = { a: { name: 'A', end: '"1; 2"' }, b: { name: 'B', end: '"2; 1"' }, c: { name: 'C', end: '' } };

test('two writes cross: each message goes from its write to its merge', () => {
  const steps: DrawnStep[] = [
    { lane: 0, label: '1W', from: null },
    { lane: 1, label: '2W', from: null },
    { lane: 0, label: '3M', from: 1 },
    { lane: 1, label: '4M', from: 0 },
  ];
  const drawn = drawSpaceTime({ lanes: [ends.a, ends.b], steps }, { columns: 60, ascii: false });
  expect(`\n${drawn.join('\n')}`).toBe(`
 A ─1W──────────────────────3M──────────────> "1; 2"
     └───────────────────────┼───────────┐
                 ┌───────────┘           │
 B ─────────────2W──────────────────────4M──> "2; 1"`);
});

test('a message passes the row of a replica that it is not for, in ASCII too', () => {
  const steps: DrawnStep[] = [
    { lane: 0, label: '1W', from: null },
    { lane: 2, label: '2M', from: 0 },
    { lane: 1, label: '3M', from: 0 },
  ];
  const drawn = drawSpaceTime({ lanes: [ends.a, ends.b, ends.c], steps }, { columns: 40, ascii: true });
  expect(`\n${drawn.join('\n')}`).toBe(`
 A -1W----------------------> "1; 2"
     '---------+---------.
 B ------------|--------3M--> "2; 1"
               |
 C -----------2M------------>`);
});

test('so many steps that labels would touch are not drawn', () => {
  const steps = Array.from({ length: 40 }, (_, index): DrawnStep => ({ lane: 0, label: `${index}W`, from: null }));
  expect(drawSpaceTime({ lanes: [ends.a], steps }, { columns: 78, ascii: false })).toEqual([]);
});

const anySteps = fc.array(
  fc.record({ lane: fc.nat(2), from: fc.option(fc.nat(9), { nil: null }) }),
  { minLength: 1, maxLength: 10 },
);

test('no drawing is wider than asked for, whatever the names and values, and each step is in it', () => {
  fc.assert(
    fc.property(anySteps, fc.array(fc.string({ unit: 'grapheme' }), { minLength: 6, maxLength: 6 }), (drafts, words) => {
      const steps = drafts.map(({ lane, from }, index): DrawnStep => {
        return { lane, label: `${index + 1}M`, from: from !== null && from < index ? from : null };
      });
      const lanes = [0, 1, 2].map((lane) => ({ name: words[lane], end: words[lane + 3] }));
      const rows = drawSpaceTime({ lanes, steps }, { columns: 78, ascii: false });
      for (const row of rows) expect(measureWidth(row)).toBeLessThanOrEqual(78);
      for (const { label } of steps) expect(rows.some((row) => row.includes(label))).toBe(true);
    }),
  );
});

test('every message that stays within its rows can be followed: its line leaves the sender and reaches the receiver', () => {
  fc.assert(
    fc.property(anySteps, (drafts) => {
      const steps = drafts.map(({ lane, from }, index): DrawnStep => {
        const sender = from !== null && from < index && drafts[from].lane !== lane ? from : null;
        return { lane, label: `${index}`, from: sender };
      });
      const lanes = ['A', 'B', 'C'].map((name) => ({ name, end: '' }));
      const rows = drawSpaceTime({ lanes, steps }, { columns: 78, ascii: false });
      const laneRows = rows.flatMap((row, index) => (/^ [ABC]/.test(row) ? [index] : []));
      steps.forEach(({ lane, label, from }) => {
        if (from === null) return;
        const column = (name: string, of: number): number => rows[laneRows[of]].indexOf(name);
        const isDown = lane > steps[from].lane;
        const own = rows[laneRows[lane] + (isDown ? -1 : 1)][column(label, lane)];
        expect('│┐┘┌└┼┬┴┤├').toContain(own);
        const their = rows[laneRows[steps[from].lane] + (isDown ? 1 : -1)][column(String(from), steps[from].lane)];
        expect('│┐┘┌└┼┬┴┤├').toContain(their);
      });
    }),
  );
});

test('moments stand above their steps where there is room, and a cut runs between the steps it lies between', () => {
  const steps: DrawnStep[] = [
    { lane: 0, label: '1W', from: null },
    { lane: 1, label: '2W', from: null },
    { lane: 1, label: '3M', from: 0 },
  ];
  const drawn = drawSpaceTime(
    { lanes: [ends.a, ends.b], steps, marks: ['1.000', '1.020', '9.000'], cuts: [{ name: 'cut', from: 1, to: 2 }] },
    { columns: 60, ascii: true },
  );
  const [marks, cut, first] = drawn;
  expect(marks.trim().split(/ +/)).toEqual(['1.000', '1.020', '9.000']);
  expect(first).toContain('1W');
  const second = drawn.find((row) => row.includes('2W')) ?? '';
  expect(cut).toMatch(/^ *cut ~+$|^ *~+ +cut$/);
  expect(cut.indexOf('~')).toBeLessThan(second.indexOf('2W'));
  expect(cut.lastIndexOf('~')).toBeLessThan(second.indexOf('3M'));
  expect(cut.lastIndexOf('~')).toBeGreaterThan(second.indexOf('2W'));
});
