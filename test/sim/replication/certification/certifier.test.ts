import { describe, expect, test } from 'vitest';
import { Certifier } from '../../../../src/sim/replication/certification/certifier.js';
import type { WriteSet } from '../../../../src/sim/replication/certification/group-entry.js';

const writeOf = (key: number, snapshot: number): WriteSet => ({
  kind: 'write-set', origin: 0, key, snapshot, ticket: 0,
});

describe('certification', () => {
  test('the first of two writes on one snapshot commits, the second does not', () => {
    const certifier = new Certifier();
    expect(certifier.certify(1, writeOf(7, 0))).toBe('commits');
    expect(certifier.certify(2, writeOf(7, 0))).toBe('conflict');
  });

  test('a write that had seen the one before it commits', () => {
    const certifier = new Certifier();
    certifier.certify(1, writeOf(7, 0));
    expect(certifier.certify(2, writeOf(7, 1))).toBe('commits');
  });

  test('what failed stands in nobody’s way', () => {
    const certifier = new Certifier();
    certifier.certify(1, writeOf(7, 0));
    certifier.certify(2, writeOf(7, 0));
    expect(certifier.certify(3, writeOf(7, 1))).toBe('commits');
  });

  test('other keys do not matter', () => {
    const certifier = new Certifier();
    certifier.certify(1, writeOf(7, 0));
    expect(certifier.certify(2, writeOf(8, 0))).toBe('commits');
  });

  test('what all have applied is forgotten, and a write that has seen less is refused', () => {
    const certifier = new Certifier();
    certifier.certify(1, writeOf(7, 0));
    certifier.certify(2, writeOf(8, 0));
    certifier.collect(1);
    expect(certifier.size).toBe(1);
    expect(certifier.certify(3, writeOf(9, 0))).toBe('too-old');
    expect(certifier.certify(4, writeOf(7, 1))).toBe('commits');
    expect(certifier.certify(5, writeOf(8, 1))).toBe('conflict');
  });
});
