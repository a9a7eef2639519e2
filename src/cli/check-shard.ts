/** Parts of a check: written to files by many machines, read back and put together by one. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { CheckPlan, UnitResult } from '../sim/check-resolver.js';
import type { CheckOrder } from './check-order.js';
import type { WorkerCheck } from './check/check-in-worker.js';
import type { ResolverModule } from './load-resolver.js';
import { readVersion } from './package-files.js';
import { printable } from './printable.js';
import { formatVersion } from './report/json.js';
import type { ResolverSources } from './report/check/shown-check.js';
import type { ShardPlace } from './shard-place.js';
import { explainSystemError } from './system-error.js';

/** What a part came to, with all that its report needs. */
export interface CheckShard {
  readonly formatVersion: string;
  readonly kind: typeof shardKind;
  /** Of quarrel. */
  readonly version: string;
  /** The resolver's path, as the person wrote it. */
  readonly file: string;
  /** Of the resolver's code. */
  readonly digest: string;
  /** Of the other version's code; null: none. */
  readonly against: string | null;
  /** Its path, as the person wrote it; null: none. */
  readonly againstFile: string | null;
  readonly options: ShardOptions;
  readonly shard: ShardPlace;
  readonly ended: WorkerCheck['ended'];
  readonly plan: CheckPlan;
  readonly sources: ResolverSources;
  /** By place in the plan. */
  readonly results: readonly (readonly [unit: number, result: UnitResult])[];
}

/** What has to be the same for all parts of a check. */
export interface ShardOptions {
  readonly replicas: number;
  readonly writes: number;
  readonly runs: number;
  readonly seed: string;
  readonly only: readonly string[];
}

const shardKind = 'quarrel-check-part';

/** What a part is made of. */
export interface ShardInput {
  readonly order: CheckOrder;
  readonly place: ShardPlace;
  readonly module: ResolverModule;
  readonly against: ResolverModule | null;
  readonly run: WorkerCheck;
  readonly sources: ResolverSources;
}

/** Puts a part together. */
export function makeShard({ order, place, module, against, run, sources }: ShardInput): CheckShard {
  const { file, against: againstFile, replicas, writes, runs, seed } = order.request;
  return {
    formatVersion,
    kind: shardKind,
    version: readVersion(),
    file,
    digest: module.digest,
    against: against?.digest ?? null,
    againstFile,
    options: { replicas, writes, runs, seed, only: order.only },
    shard: { index: place.index, count: place.count },
    ended: run.ended,
    plan: run.plan,
    sources,
    results: [...run.results],
  };
}

/** What stands in the file of a part. */
export function shardText(shard: CheckShard): string {
  return `${JSON.stringify({ ...shard, checksum: checksumOf(shard) })}\n`;
}

/** A part, or one sentence about what is wrong with its file. */
export type ReadShard =
  | { readonly ok: true; readonly shard: CheckShard }
  | { readonly ok: false; readonly message: string };

/** Whether a text begins as a part does, so that whoever joins files knows who can read them. */
export function isShard(text: string): boolean {
  return text.startsWith('{"formatVersion":') && text.slice(0, 100).includes(`"kind":"${shardKind}"`);
}

/** Reads a part, which has to be as it was written. */
export function readShard(path: string): ReadShard {
  const refuse = (what: string): ReadShard => ({ ok: false, message: `${printable(path)}: ${what}` });
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return refuse(explainSystemError(error, 'read'));
  }
  const value = parse(text);
  const remedy = 'write it with quarrel check, or sweep, --shard i/n --out FILE';
  if (value === null || Reflect.get(value, 'kind') !== shardKind) return refuse(`is no part of a check or sweep; ${remedy}`);
  const version: unknown = Reflect.get(value, 'formatVersion');
  if (version !== formatVersion) {
    return refuse(`has format ${printable(String(version))}, and ${formatVersion} is read here; ${remedy}`);
  }
  const { checksum, ...shard }: { checksum?: unknown } = value;
  return isWritten(shard, checksum) ? { ok: true, shard } : refuse(`is damaged: its checksum does not fit; ${remedy}`);
}

function parse(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

/** What has the checksum that only {@link shardText} gives is what that made. */
function isWritten(shard: object, checksum: unknown): shard is CheckShard {
  return checksum === checksumOf(shard);
}

function checksumOf(shard: object): string {
  return createHash('sha256').update(JSON.stringify(shard)).digest('hex');
}
