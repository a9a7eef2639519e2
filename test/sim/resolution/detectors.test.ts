import { describe, expect, test } from 'vitest';
import { Relation } from '../../../src/sim/causality/relation.js';
import type { Versions } from '../../../src/sim/resolution/contract.js';
import {
  detectorNamed,
  rowOriginDetector,
  timestampDetector,
  versionVectorDetector,
} from '../../../src/sim/resolution/detectors.js';

const { before, after, concurrent, equal } = Relation;

describe('detection by version vector', () => {
  test('says what the vectors say, and never looks at stamps', () => {
    for (const relation of [before, after, concurrent, equal]) {
      const versions: Versions = {
        stampOf: () => expect.unreachable('it looked at a stamp'),
        leaderOf: () => expect.unreachable('it looked at a leader'),
        compare: () => relation,
      };
      expect(versionVectorDetector.relate(1, 0, versions)).toBe(relation);
    }
  });
});

describe('detection by timestamp', () => {
  const writes = [
    { stamp: 10, leader: 0 },
    { stamp: 20, leader: 0 },
    { stamp: 20, leader: 1 },
    { stamp: 20, leader: 1 },
  ];
  const versions: Versions = {
    stampOf: (version) => writes[version].stamp,
    leaderOf: (version) => writes[version].leader,
    compare: () => expect.unreachable('it looked at a vector'),
  };

  test.each([
    [1, 0, after],
    [0, 1, before],
    [2, 0, after],
    [1, 2, concurrent],
    [2, 1, concurrent],
    [3, 2, after],
    [2, 3, before],
    [2, 2, equal],
  ])('places write %d against write %d at %d', (incoming, held, relation) => {
    expect(timestampDetector.relate(incoming, held, versions)).toBe(relation);
  });
});

describe('detection by the origin of a row', () => {
  const leaders = [0, 0, 1];
  const versions: Versions = {
    stampOf: () => expect.unreachable('it looked at a stamp'),
    leaderOf: (version) => leaders[version],
    compare: () => expect.unreachable('it looked at a vector'),
  };

  test.each([
    [1, 0, after],
    [0, 1, before],
    [2, 0, concurrent],
    [1, 2, concurrent],
    [2, 2, equal],
  ])('places write %d against write %d at %d', (incoming, held, relation) => {
    expect(rowOriginDetector.relate(incoming, held, versions)).toBe(relation);
  });
});

test.each([
  'version-vector', 'dotted-version-vector', 'timestamp', 'row-origin', 'read-time',
] as const)('%s is found by its own name', (name) => {
  expect(detectorNamed(name).name).toBe(name);
});

test('each detector is found by its own name', () => {
  expect(detectorNamed('version-vector')).toBe(versionVectorDetector);
  expect(detectorNamed('timestamp')).toBe(timestampDetector);
  expect(versionVectorDetector.name).toBe('version-vector');
  expect(timestampDetector.name).toBe('timestamp');
});
