import { describe, expect, test } from 'vitest';
import { changesOf } from '../../../src/cli/page/changes.js';
import { settingsAsWritten } from '../../../src/cli/page/controls.js';
import type { Controls, PageSubject } from '../../../src/cli/page/controls.js';
import { PageEngine } from '../../../src/cli/page/page-engine.js';
import type { ReportedAnswer } from '../../../src/cli/page/page-messages.js';
import { sliceScenario } from '../../../src/scenarios/index.js';
import { simulate } from '../../../src/sim/simulate.js';
import { catalogueText } from '../../support/catalogue.js';
import { loadShipped } from '../../support/shown-page.js';

function subjectOf(name: string, rest: Partial<PageSubject> = {}): PageSubject {
  const document = sliceScenario(catalogueText, name) ?? '';
  return { document, name, overrides: [], seed: '1', repeat: `quarrel run ${name} --seed 1`, replay: `v1:${name}:1`, fingerprint: '', ...rest };
}

function controlsOf(subject: PageSubject): Controls {
  const answer = new PageEngine(subject).listControls();
  if (answer.kind !== 'controls') throw new Error(answer.kind);
  return answer.controls;
}

function reportOf(engine: PageEngine): ReportedAnswer {
  const answer = engine.report(true);
  if (answer.kind !== 'reported') throw new Error(answer.kind);
  return answer;
}

describe('the controls of a scenario', () => {
  test('are what its document says, and what it can be run with', () => {
    const { skews, resolver, topology, faults } = controlsOf(subjectOf('split-brain'));
    expect(skews.map(({ region, skewMs }) => `${region} ${skewMs}`)).toEqual(['us-east 0', 'eu-west 0', 'ap-south -20']);
    expect(resolver.chosen).toBe('lww');
    expect(resolver.choices).toEqual(expect.arrayContaining(['lww', 'fww', 'siblings', 'mv-register']));
    expect(resolver.choices).not.toContain('pn-counter');
    expect(topology).toEqual({ chosen: 'mesh', choices: ['mesh', 'ring', 'two-way-ring', 'star'] });
    expect(faults.map(({ words, at, until }) => ({ words, at, until }))).toEqual([
      { words: 'partition us-east | eu-west, ap-south', at: '5s', until: '15s' },
    ]);
  });

  test('know what was changed about the document before', () => {
    const overrides = [{ path: 'faults.0.until', value: '9s' }, { path: 'regions.eu-west.clock.skew', value: '1s' }];
    const { faults, skews } = controlsOf(subjectOf('split-brain', { overrides }));
    expect(faults[0].until).toBe('9s');
    expect(skews[1]).toEqual({ region: 'eu-west', skewMs: 1000, mostMs: 2000 });
  });

  test('say nothing new as long as nobody touches them', () => {
    for (const name of ['quiet-day', 'concurrent-x', 'split-brain', 'ring-break']) {
      const controls = controlsOf(subjectOf(name));
      expect(changesOf(controls, settingsAsWritten(controls)), name).toEqual([]);
    }
  });
});

describe('a run in a page', () => {
  test('comes to what the command line comes to, with changes too', () => {
    const engine = new PageEngine(subjectOf('concurrent-x'));
    const changes = [{ path: 'conflicts.resolve', value: 'siblings' }];
    const expected = simulate(loadShipped('concurrent-x', changes).scenario).report;
    const answer = engine.run(changes);
    expect(answer).toMatchObject({
      kind: 'ran',
      fingerprint: expected.fingerprint,
      command: 'quarrel run concurrent-x --seed 1 --set conflicts.resolve=siblings',
    });
    const { body, title } = reportOf(engine);
    expect(body).toContain(expected.fingerprint);
    expect(title).toContain('concurrent-x, seed 1');
  });

  test('tells why a write was lost, as it was lost under the changes', () => {
    const engine = new PageEngine(subjectOf('concurrent-x'));
    engine.run([]);
    expect(reportOf(engine).body).toContain('lww kept w2: 1.020 s &gt; 1.000 s.');
    engine.run([{ path: 'regions.us-east.clock.skew', value: '1s' }]);
    expect(reportOf(engine).body).toContain('lww kept w0: 1.101 s &gt; 1.020 s; in true time w2 was written 920 ms later.');
  });

  test('keeps the short token of a shipped scenario while only its seed is another', () => {
    const engine = new PageEngine(subjectOf('concurrent-x'));
    engine.run([{ path: 'seed', value: '"9"' }]);
    expect(reportOf(engine).body).toContain('quarrel replay v1:concurrent-x:9<');
    engine.run([{ path: 'topology', value: 'star' }]);
    expect(reportOf(engine).body).toMatch(/quarrel replay v1:concurrent-x:1:[0-9a-f]{8}</);
  });

  test('that cannot be made is refused in words, with place, what was found and what is allowed', () => {
    const answer = new PageEngine(subjectOf('split-brain')).run([{ path: 'faults.0.until', value: '3s' }]);
    expect(answer).toEqual({
      kind: 'refused',
      reasons: ['faults.0.until: this fault ends before it begins; found "3s"; expected a time after "at"'],
    });
  });

  test('is drawn once its report was asked for, and not before', () => {
    const engine = new PageEngine(subjectOf('concurrent-x'));
    const view = { fromUs: 0, untilUs: 5e6, hidden: [], selected: null };
    engine.run([]);
    expect(engine.draw(view, null)).toBeNull();
    engine.report(false);
    expect(engine.draw(view, null)?.marks.length).toBeGreaterThan(5);
  });
});
