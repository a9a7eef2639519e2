import { expect, test } from 'vitest';
import { certificationOf } from '../../../src/cli/report/certification-words.js';
import { sampleReport } from './sample-result.js';

const certification = {
  committed: 1200,
  aborted: 30,
  abortRate: 30 / 1230,
  tooOld: 2,
  mostBehind: 7,
  mostRemembered: 90,
  flowPauses: 3,
  elections: 2,
  byRegion: [
    { region: 'us', committed: 700, aborted: 0 },
    { region: 'eu', committed: 500, aborted: 30 },
  ],
};

test('certification is spoken of where writes are certified', () => {
  expect(certificationOf(sampleReport)).toBe('');
  expect(certificationOf({ ...sampleReport, certification })).toBe(
    '1,200 writes committed, 30 refused, for another write of their key was committed first (30 of eu). ' +
      'Of these 2 were executed on too old a state. At most 7 certified writes waited to be applied in a region. ' +
      'Regions stopped the others 3 times to catch up. 2 elections of who puts writes in order, the first included.',
  );
});

test('where nothing is refused that is all there is to say', () => {
  const calm = { ...certification, aborted: 0, abortRate: 0, tooOld: 0, flowPauses: 0, elections: 1, byRegion: [] };
  expect(certificationOf({ ...sampleReport, certification: calm })).toBe(
    '1,200 writes committed, none refused. At most 7 certified writes waited to be applied in a region.',
  );
});
