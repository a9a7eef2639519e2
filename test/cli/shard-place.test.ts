import { describe, expect, test } from 'vitest';
import { readShardPlace } from '../../src/cli/shard-place.js';

function placeIn(text: string, env: Record<string, string> = {}): string {
  const read = readShardPlace(text, env);
  return read.ok ? `${read.place.index}/${read.place.count}` : read.message;
}

test('a place that is written is that place, whatever a scheduler says', () => {
  expect(placeIn('2/8')).toBe('2/8');
  expect(placeIn('2/8', { JOB_COMPLETION_INDEX: '5' })).toBe('2/8');
  for (const wrong of ['0/4', '5/4', '1', 'a/b', '1/', '/4', 'automatic', '-1/4', '']) {
    expect(placeIn(wrong)).toContain('such as 1/4: from 1/4 to 4/4');
  }
});

describe('auto', () => {
  test('Kubernetes counts from 0, and does not say how many', () => {
    expect(placeIn('auto/8', { JOB_COMPLETION_INDEX: '0' })).toBe('1/8');
    expect(placeIn('auto/8', { JOB_COMPLETION_INDEX: '7' })).toBe('8/8');
    expect(placeIn('auto', { JOB_COMPLETION_INDEX: '7', QUARREL_SHARDS: '8' })).toBe('8/8');
    expect(placeIn('auto/8', { JOB_COMPLETION_INDEX: '8' })).toContain('is 8, which is no part of 8; expected 0 to 7');
    expect(placeIn('auto', { JOB_COMPLETION_INDEX: '1' })).toContain('Write --shard auto/8, or set QUARREL_SHARDS=8');
  });

  test('a Slurm array says which of how many, wherever it begins', () => {
    const task = (id: number, least: number, count: number): Record<string, string> => ({
      SLURM_ARRAY_TASK_ID: String(id),
      SLURM_ARRAY_TASK_MIN: String(least),
      SLURM_ARRAY_TASK_COUNT: String(count),
    });
    expect(placeIn('auto', task(1, 1, 8))).toBe('1/8');
    expect(placeIn('auto', task(0, 0, 8))).toBe('1/8');
    expect(placeIn('auto', task(7, 0, 8))).toBe('8/8');
    // --array=1,3
    expect(placeIn('auto', task(3, 1, 2))).toContain('SLURM_ARRAY_TASK_ID 3 is beyond 2 tasks from 1');
    expect(placeIn('auto', { SLURM_ARRAY_TASK_ID: '3' })).toContain('SLURM_ARRAY_TASK_COUNT is not set');
  });

  test('a part of a Slurm array that is submitted alone is the part that its number says', () => {
    const alone = { SLURM_ARRAY_TASK_ID: '3', SLURM_ARRAY_TASK_MIN: '3', SLURM_ARRAY_TASK_COUNT: '1' };
    expect(placeIn('auto/8', alone)).toBe('3/8');
    expect(placeIn('auto', alone)).toContain('which may be a part submitted alone');
    expect(placeIn('auto/8', { ...alone, SLURM_ARRAY_TASK_ID: '0' })).toContain('expected 1 to 8');
  });

  test('GitLab counts from 1, and says how many', () => {
    expect(placeIn('auto', { CI_NODE_INDEX: '1', CI_NODE_TOTAL: '5' })).toBe('1/5');
    expect(placeIn('auto/5', { CI_NODE_INDEX: '5', CI_NODE_TOTAL: '5' })).toBe('5/5');
    expect(placeIn('auto/4', { CI_NODE_INDEX: '1', CI_NODE_TOTAL: '5' })).toContain('has 5 parts, and 4 are asked for');
    // A job that is not parallel has the total alone.
    expect(placeIn('auto', { CI_NODE_TOTAL: '1' })).toContain('No scheduler says which part this is');
  });

  test('what two schedulers say, and what is no number, is refused', () => {
    expect(placeIn('auto/8', { JOB_COMPLETION_INDEX: '1', CI_NODE_INDEX: '1' })).toContain('are both set');
    expect(placeIn('auto/8', { JOB_COMPLETION_INDEX: 'x1' })).toContain('JOB_COMPLETION_INDEX is "x1"');
    expect(placeIn('auto', { JOB_COMPLETION_INDEX: '1', QUARREL_SHARDS: '8.5' })).toContain('QUARREL_SHARDS is "8.5"');
  });
});
