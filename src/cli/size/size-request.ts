/** What `quarrel size` was asked: quantities as people write them, read into the parameters of the formulas. */
import { mostRegions, publishedParameters } from '../../scenarios/sizing/parameters.js';
import type { SizingParameters } from '../../scenarios/sizing/parameters.js';
import { duration, rate, share, size } from '../../scenarios/units.js';
import type { Reading } from '../../scenarios/units.js';
import type { KeyChoice } from '../../sim/scenario.js';
import { printable } from '../printable.js';

/** Flags that give parameters, as they were written. */
export interface SizeFlags {
  readonly writes?: string;
  readonly others?: string;
  readonly payload?: string;
  readonly metadata?: string;
  readonly regions?: string;
  readonly peers?: string;
  readonly replicas?: string;
  readonly headroom?: string;
  readonly partition?: string;
  readonly queue?: string;
  readonly keys?: string;
  readonly choose?: string;
  readonly lag?: string;
}

/** The request. */
export interface SizeRequest {
  /** A scenario whose parameters are taken; null: none. */
  readonly target: string | null;
  /** Which one, in a file with several. */
  readonly scenario: string | null;
  readonly flags: SizeFlags;
  readonly json: boolean;
  /** Null: nothing is run. */
  readonly simulate: 'scaled' | 'full' | null;
  /** Where the scenarios are written; null: nowhere. */
  readonly write: string | null;
  readonly force: boolean;
  /** No redrawing. */
  readonly plain: boolean;
  readonly ascii: boolean;
}

/** Parameters, or a sentence about the flag that is wrong. */
export type ReadParameters =
  | {
      readonly ok: true;
      readonly parameters: SizingParameters;
      /** Flags of what neither they nor the scenario say: it is that of the published example. */
      readonly assumed: readonly string[];
    }
  | { readonly ok: false; readonly message: string };

/** More or larger writes leave the links of a scenario as wide as they are there. */
function withLinksOf(asked: SizingParameters, scenario: SizingParameters): SizingParameters {
  const [found, given] = [asked, scenario].map(({ writesPerS, payloadBytes, metadataBytes }) => writesPerS * (payloadBytes + metadataBytes));
  if (found === undefined || given === undefined || found === given) return asked;
  return { ...asked, headroom: (scenario.headroom * given) / found };
}

const mostHeadroom = 9999;

/** Lays what flags say over what is known without them. */
export function readParameters(flags: SizeFlags, known: Partial<SizingParameters>): ReadParameters {
  const reader = new FlagReader();
  const base = { ...publishedParameters, ...known };
  const writesPerS = reader.read('writes', flags.writes, positive(rate.read, 'writes a second')) ?? base.writesPerS;
  const asked: SizingParameters = {
    writesPerS,
    othersPerS: reader.read('others', flags.others, notNegative(rate.read)) ?? known.othersPerS ?? writesPerS,
    payloadBytes: reader.read('payload', flags.payload, positive(size.read, 'bytes')) ?? base.payloadBytes,
    metadataBytes: reader.read('metadata', flags.metadata, notNegative(size.read)) ?? base.metadataBytes,
    regions: regionsOf(flags, reader) ?? base.regions,
    replicas: reader.read('replicas', flags.replicas, whole(1, 50)) ?? base.replicas,
    headroom: reader.read('headroom', flags.headroom, readHeadroom) ?? base.headroom,
    partitionUs: reader.read('partition', flags.partition, positive(duration.read, 'time')) ?? base.partitionUs,
    queueBytes: reader.read('queue', flags.queue, positive(size.read, 'bytes')) ?? base.queueBytes,
    keys: reader.read('keys', flags.keys, whole(1, 10_000_000)) ?? base.keys,
    choose: reader.read('choose', flags.choose, readChoice) ?? base.choose,
    lagUs: reader.read('lag', flags.lag, positive(duration.read, 'time')) ?? base.lagUs,
  };
  const parameters = flags.headroom === undefined && known.headroom !== undefined ? withLinksOf(asked, base) : asked;
  const { choose, keys } = parameters;
  if (choose.kind === 'hot' && choose.keys > keys) {
    const given = flags.choose === undefined ? `${String(choose.keys)} hot keys` : `--choose ${printable(flags.choose)}`;
    reader.problem ??= `${given}: there are fewer keys than hot ones; expected at most ${String(keys)}, or more --keys`;
  }
  if (parameters.headroom < 1) {
    const carried = String(Number(parameters.headroom.toPrecision(3)));
    reader.problem ??= `a link carries ${carried} times the writes of its leader, and the queue before it grows without end; ` +
      'say what it ought to carry: --headroom 2.5';
  }
  return reader.problem === null ? { ok: true, parameters, assumed: assumedFlags(flags, known) } : { ok: false, message: reader.problem };
}

function assumedFlags(flags: SizeFlags, known: Partial<SizingParameters>): readonly string[] {
  const told: readonly (readonly [string, boolean])[] = [
    ['--headroom', (flags.headroom ?? known.headroom) !== undefined],
    ['--partition', (flags.partition ?? known.partitionUs) !== undefined],
    ['--lag', (flags.lag ?? known.lagUs) !== undefined],
  ];
  return told.flatMap(([flag, isTold]) => (isTold ? [] : [flag]));
}

function regionsOf(flags: SizeFlags, reader: FlagReader): number | null {
  if (flags.regions !== undefined && flags.peers !== undefined) {
    reader.problem ??= '--regions and --peers say the same: a leader has one peer less than there are regions; leave one out';
  }
  const peers = reader.read('peers', flags.peers, whole(1, mostRegions - 1));
  return peers === null ? reader.read('regions', flags.regions, whole(2, mostRegions)) : peers + 1;
}

/** Keeps the first problem. */
class FlagReader {
  problem: string | null = null;

  read<T>(flag: string, text: string | undefined, reader: (text: string) => Reading<T>): T | null {
    if (text === undefined) return null;
    const reading = reader(text);
    if (reading.ok) return reading.value;
    const question = reading.suggestion === undefined ? '' : `; ${reading.suggestion}`;
    this.problem ??= `--${flag} ${printable(text)}: ${reading.message}${question} (expected ${reading.expected})`;
    return null;
  }
}

function positive(read: (raw: unknown) => Reading<number>, what: string): (text: string) => Reading<number> {
  return (text) => {
    const reading = read(text);
    const isBareZero = /^-?0*\.?0+$/.test(text);
    if (!isBareZero && (!reading.ok || reading.value > 0)) return reading;
    return { ok: false, message: `this is no ${what}`, expected: 'more than 0' };
  };
}

function notNegative(read: (raw: unknown) => Reading<number>): (text: string) => Reading<number> {
  return (text) => {
    const reading = read(text);
    if (!reading.ok || reading.value >= 0) return reading;
    return { ok: false, message: 'this is less than nothing', expected: '0 or more' };
  };
}

function whole(least: number, most: number): (text: string) => Reading<number> {
  return (text) => {
    const count = /^\d{1,9}$/.test(text) ? Number(text) : -1;
    if (count >= least && count <= most) return { ok: true, value: count };
    return { ok: false, message: 'this does not fit', expected: `a whole number from ${String(least)} to ${String(most)}` };
  };
}

function readHeadroom(text: string): Reading<number> {
  const expected = `a number from 1 to ${String(mostHeadroom)}, such as 2.5`;
  if (!/^-?\d+(\.\d+)?$/.test(text)) return { ok: false, message: 'this is no number', expected };
  const factor = Number(text);
  if (factor < 1) return { ok: false, message: 'a link has to carry the writes at least', expected };
  return factor <= mostHeadroom ? { ok: true, value: factor } : { ok: false, message: 'this is too much', expected };
}

function readChoice(text: string): Reading<KeyChoice> {
  const [kind = '', first = '', second = '', ...rest] = text.split(':');
  const failure: Reading<KeyChoice> = {
    ok: false, message: 'this is no way to choose keys', expected: 'uniform, zipf:1.1 or hot:10:90%, for ten keys in 90 % of the writes',
  };
  if (rest.length > 0) return failure;
  if (text === 'uniform') return { ok: true, value: { kind: 'uniform' } };
  if (kind === 'zipf' && second === '' && /^\d{1,2}(\.\d{1,6})?$/.test(first)) {
    return { ok: true, value: { kind: 'zipf', exponent: Number(first) } };
  }
  const part = share.read(/^[01](\.\d+)?$/.test(second) ? Number(second) : second);
  if (kind !== 'hot' || !/^[1-9]\d{0,7}$/.test(first) || !part.ok) return failure;
  return { ok: true, value: { kind: 'hot', keys: Number(first), share: part.value } };
}
