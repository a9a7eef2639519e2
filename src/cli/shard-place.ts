/** Which part of how many: as `--shard` says it, or as a scheduler's variables do. */
import { basename } from 'node:path';
import type { Environment } from './command-io.js';
import { printable } from './printable.js';

/** One part of a whole. */
export interface ShardPlace {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** How a part that is missing may be called, beside files that are there: schedulers may count from 0. */
export function freePartName({ index, count }: ShardPlace, ending: string, taken: readonly string[]): string {
  const usual = `part-${index}.${ending}`;
  return taken.some((path) => basename(path) === usual) ? `part-${index}-of-${count}.${ending}` : usual;
}

/** A place, or one sentence about what is wrong. */
export type ReadPlace =
  | { readonly ok: true; readonly place: ShardPlace }
  | { readonly ok: false; readonly message: string };

/** Lines for the help of commands that take `--shard`. */
export const shardVariableLines = [
  'QUARREL_SHARDS=8  how many parts there are, for --shard auto',
] as const;

/** What `--shard auto` looks at, for the help of commands that take it. */
export const shardText = `
Parts: --shard 2/8 is the second of eight. --shard auto takes the part from what the
scheduler says, and the number of parts from auto/8 or QUARREL_SHARDS=8 where the
scheduler does not say that too:
  Kubernetes  JOB_COMPLETION_INDEX, from 0, of an Indexed Job
  Slurm       SLURM_ARRAY_TASK_ID of an array 1-8
  GitLab CI   CI_NODE_INDEX and CI_NODE_TOTAL of parallel: 8
`;

/** Reads `2/8`, `auto/8` and `auto`. */
export function readShardPlace(text: string, env: Environment): ReadPlace {
  const auto = /^auto(?:\/(\d{1,4}))?$/.exec(text);
  if (auto !== null) return readFromScheduler(auto[1], env);
  const [, index, count] = /^(\d{1,4})\/(\d{1,4})$/.exec(text)?.map(Number) ?? [];
  if (index === undefined || count === undefined || index < 1 || index > count) {
    return refuse('Write which part of how many, such as 1/4: from 1/4 to 4/4; or auto, or auto/4.');
  }
  return { ok: true, place: { index, count } };
}

/** The variable that a scheduler gives each of its tasks, and what it makes of it. */
interface Scheduler {
  readonly variable: string;
  /** The part, from 1, and how many the scheduler says there are; null: it does not say. */
  readonly read: (env: Environment, asked: number | null) => Told;
}

type Told =
  | { readonly ok: true; readonly index: number; readonly count: number | null }
  | { readonly ok: false; readonly message: string };

const schedulers: readonly Scheduler[] = [
  // https://kubernetes.io/docs/concepts/workloads/controllers/job/#completion-mode
  {
    variable: 'JOB_COMPLETION_INDEX',
    read: (env) => {
      const index = numberOf(env, 'JOB_COMPLETION_INDEX');
      return index.ok ? { ok: true, index: index.value + 1, count: null } : index;
    },
  },
  // https://slurm.schedmd.com/job_array.html
  { variable: 'SLURM_ARRAY_TASK_ID', read: readSlurm },
  // https://docs.gitlab.com/ci/variables/predefined_variables/
  {
    variable: 'CI_NODE_INDEX',
    read: (env) => {
      const index = numberOf(env, 'CI_NODE_INDEX');
      if (!index.ok) return index;
      const total = numberOf(env, 'CI_NODE_TOTAL');
      return total.ok ? { ok: true, index: index.value, count: total.value } : total;
    },
  },
];

/**
 * Whoever says how many parts there are may submit a lost one alone: then the array's own shape says nothing, and its
 * numbers are those of the parts.
 */
function readSlurm(env: Environment, asked: number | null): Told {
  const id = numberOf(env, 'SLURM_ARRAY_TASK_ID');
  if (!id.ok) return id;
  if (asked !== null) return { ok: true, index: id.value, count: null };
  const count = numberOf(env, 'SLURM_ARRAY_TASK_COUNT');
  if (!count.ok) return count;
  const least = numberOf(env, 'SLURM_ARRAY_TASK_MIN');
  if (!least.ok) return least;
  const remedy = 'number the array from 1 without gaps, as --array=1-8, and write --shard auto/8.';
  if (count.value === 1) return refuse(`SLURM_ARRAY_TASK_COUNT is 1, which may be a part submitted alone: ${remedy}`);
  const index = id.value - least.value + 1;
  if (index > count.value) return refuse(`SLURM_ARRAY_TASK_ID ${id.value} is beyond ${count.value} tasks from ${least.value}: ${remedy}`);
  return { ok: true, index, count: count.value };
}

function readFromScheduler(written: string | undefined, env: Environment): ReadPlace {
  const present = schedulers.filter(({ variable }) => isSet(env[variable]));
  const [scheduler, other] = present;
  if (scheduler === undefined) {
    const names = schedulers.map(({ variable }) => variable).join(', ');
    return refuse(`No scheduler says which part this is: none of ${names} is set. Write it, such as --shard 1/4.`);
  }
  if (other !== undefined) {
    return refuse(`${scheduler.variable} and ${other.variable} are both set. Write the part, such as --shard 1/4.`);
  }
  const own = isSet(env['QUARREL_SHARDS']) ? numberOf(env, 'QUARREL_SHARDS') : null;
  if (own?.ok === false) return own;
  const asked = written === undefined ? (own?.value ?? null) : Number(written);
  const told = scheduler.read(env, asked);
  if (!told.ok) return told;
  const count = asked ?? told.count;
  const { variable } = scheduler;
  if (count === null) {
    return refuse(`${variable} does not say how many parts there are. Write --shard auto/8, or set QUARREL_SHARDS=8.`);
  }
  if (told.count !== null && told.count !== count) {
    return refuse(`The scheduler has ${told.count} parts, and ${count} are asked for. Write --shard auto.`);
  }
  if (told.index < 1 || told.index > count) {
    const found = printable(env[variable] ?? '');
    const range = variable === 'JOB_COMPLETION_INDEX' ? `0 to ${count - 1}` : `1 to ${count}`;
    return refuse(`${variable} is ${found}, which is no part of ${count}; expected ${range}.`);
  }
  return { ok: true, place: { index: told.index, count } };
}

function numberOf(env: Environment, name: string): { ok: true; value: number } | { ok: false; message: string } {
  const text = env[name] ?? '';
  if (/^\d{1,4}$/.test(text)) return { ok: true, value: Number(text) };
  const found = text === '' ? 'not set' : `"${printable(text)}"`;
  return { ok: false, message: `${name} is ${found}; expected a whole number below 10000.` };
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}

function refuse(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
