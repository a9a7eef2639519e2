import { describe, expect, it } from 'vitest';
import { makeDesign, meets } from '../../../src/scenarios/interview/design.js';
import { runDesign } from '../../../src/scenarios/interview/run-design.js';
import { choicesByQuestion, chosenBy, readInterview } from './shipped-interviews.js';

const editor = readInterview('02-collaborative-editor.yaml');
const payments = readInterview('07-payments.yaml');

describe('a design', () => {
  it('leaves out what the engine refuses beside an earlier choice, and says why', () => {
    const { chosen, leftOut, loaded } = makeDesign(editor, chosenBy('conflicts=transform,topology=peers'));
    expect(chosen).toEqual(chosenBy('topology=peers'));
    expect(leftOut.map((one) => one.chosen)).toEqual(chosenBy('conflicts=transform'));
    expect(leftOut[0]?.because.map(({ message }) => message)).toEqual(['text-ot needs one leader that all edits pass through']);
    expect(loaded.scenario.conflicts.resolve).toBe('text-sequence');
  });

  it('does not depend on the order in which the choices were made', () => {
    const choices = choicesByQuestion(payments).flatMap((each) => each[1] ?? []);
    expect(makeDesign(payments, choices.toReversed()).yaml).toBe(makeDesign(payments, choices).yaml);
  });

  it('takes what stands under "instead" beside certain choices', () => {
    expect(makeDesign(payments, chosenBy('conflicts=both')).loaded.scenario.conflicts.resolve).toBe('siblings');
    expect(makeDesign(payments, chosenBy('conflicts=both,topology=consensus')).leftOut).toEqual([]);
  });

  it('says how rows are named, also beside values that no rows can stand beside', () => {
    const checked = (choices: string) => makeDesign(payments, chosenBy(choices)).checked;
    expect(checked('topology=mesh').ids).toBe('open');
    expect(makeDesign(editor, []).checked.ids).toBeNull();
    const plain = checked('ids=uuidv4');
    expect([plain.ids, plain.scenario.workload.ids]).toEqual(['uuidv4', { kind: 'uuidv4' }]);
    expect(plain.scenario.workload.clients.some(({ mix }) => mix.create === 1)).toBe(true);
    const merged = checked('ids=uuidv4,model=counter');
    expect([merged.ids, merged.scenario.workload.ids]).toEqual(['uuidv4', undefined]);
  });

  it('creates rows whose ids the run shows, and counts what people wanted apart from them', () => {
    const rooms = readInterview('05-room-booking.yaml');
    const told = (ids: string) => {
      const { report } = runDesign(makeDesign(rooms, chosenBy(`topology=mesh,model=slot,ids=${ids}`)));
      return { collisions: report.rows?.collisions ?? 0, slots: report.conflicts.byKind?.['update-update'] ?? 0, lost: report.lostWrites.byCause };
    };
    const [counted, random] = [told('auto-increment'), told('uuidv7')];
    expect(counted.collisions).toBeGreaterThan(0);
    expect(counted.lost.collision).toBe(counted.collisions);
    expect(random).toMatchObject({ collisions: 0, slots: counted.slots, lost: { collision: 0, resolution: counted.lost.resolution } });
  });

  it('ignores what is no choice of the interview', () => {
    expect(makeDesign(payments, chosenBy('colour=blue,topology=ring')).chosen).toEqual([]);
  });
});

describe('a demand', () => {
  it('is met by any of its choices', () => {
    const chosen = chosenBy('topology=mesh,model=ledger');
    expect(meets(chosen, [{ question: 'topology', choices: ['ring', 'mesh'] }])).toBe(true);
    expect(meets(chosen, [{ question: 'topology', choices: ['mesh'] }, { question: 'model', choices: ['counter'] }])).toBe(false);
  });
});
