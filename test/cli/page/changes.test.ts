import { describe, expect, test } from 'vitest';
import { changesOf, commandFor } from '../../../src/cli/page/changes.js';
import { settingsAsWritten } from '../../../src/cli/page/controls.js';
import type { Controls, Settings } from '../../../src/cli/page/controls.js';

const partition = { at: '5s', until: '15s', partition: [['us-east'], ['eu-west']] };
const leave = { at: '20s', leave: 'eu-west' };
const controls: Controls = {
  seed: '42',
  skews: [{ region: 'us-east', skewMs: 0, mostMs: 200 }, { region: 'eu-west', skewMs: -20, mostMs: 200 }],
  resolver: { chosen: 'lww', choices: ['lww', 'siblings'] },
  topology: { chosen: 'mesh', choices: ['mesh', 'star'] },
  faults: [
    { words: 'partition us-east | eu-west', at: '5s', until: '15s', canEnd: true, written: partition },
    { words: 'leave eu-west', at: '20s', until: '', canEnd: false, written: leave },
  ],
};
const written = settingsAsWritten(controls);

function changesWith(settings: Partial<Settings>): readonly string[] {
  return changesOf(controls, { ...written, ...settings }).map(({ path, value }) => `${path}=${value}`);
}

describe('what was chosen', () => {
  test('is no change where all is as written', () => {
    expect(changesOf(controls, written)).toEqual([]);
  });

  test('is told by the paths of the document', () => {
    expect(changesWith({ seed: '7', skewsMs: [12.3456, -20], resolver: 'siblings', topology: 'star' })).toEqual([
      'seed="7"', 'regions.us-east.clock.skew=12.346ms', 'conflicts.resolve=siblings', 'topology=star',
    ]);
  });

  test('changes the moments of a fault one by one', () => {
    const faults = [{ isOn: true, at: '6s', until: ' 9s ' }, { isOn: true, at: '20s', until: '' }];
    expect(changesWith({ faults })).toEqual(['faults.0.at=6s', 'faults.0.until=9s']);
  });

  test('writes the list of faults anew where one is off, and leaves what was not touched as it is written', () => {
    const faults = [{ isOn: false, at: '5s', until: '15s' }, { isOn: true, at: '21s', until: '' }];
    expect(changesWith({ faults })).toEqual(['faults=[{"at":"21s","leave":"eu-west"}]']);
  });

  test('takes out an end that was emptied', () => {
    const faults = [{ isOn: true, at: '5s', until: '' }, { isOn: true, at: '20s', until: '' }];
    expect(changesWith({ faults })[0]).toBe(
      'faults=[{"at":"5s","partition":[["us-east"],["eu-west"]]},{"at":"20s","leave":"eu-west"}]',
    );
  });
});

describe('the command', () => {
  const subject = { repeat: 'quarrel run a.yaml --scenario x --seed 42 --set node.workers=2', seed: '42' };

  test('is that of the page where nothing was changed', () => {
    expect(commandFor(subject, [])).toBe(subject.repeat);
  });

  test('has the new seed in place of the old one, and the changes behind those of the page', () => {
    const changes = [{ path: 'seed', value: '"it\'s 7"' }, { path: 'topology', value: '{ring: {}}' }];
    expect(commandFor(subject, changes)).toBe(
      `quarrel run a.yaml --scenario x --seed 'it'\\''s 7' --set node.workers=2 --set 'topology={ring: {}}'`,
    );
  });
});
