/** What `quarrel size` was asked: quantities as people write them, read into the parameters of the formulas. */
import { mostRegions, publishedParameters } from '../../scenarios/sizing/parameters.js';
import type { ParameterSource, ParameterSources, SizingParameters } from '../../scenarios/sizing/parameters.js';
import { duration, rate, size } from '../../scenarios/units.js';
import { printable } from '../printable.js';
import { count, notNegative, positive, readChoice, readHeadroom, whole } from './size-readers.js';
import type { FlagReading } from './size-readers.js';

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
      readonly sources: ParameterSources;
    }
  | { readonly ok: false; readonly message: string };

/** More or larger writes leave the links of a scenario as wide as they are there. */
function withLinksOf(asked: SizingParameters, scenario: SizingParameters): SizingParameters {
  const [found, given] = [asked, scenario].map(({ writesPerS, payloadBytes, metadataBytes }) => writesPerS * (payloadBytes + metadataBytes));
  if (found === undefined || given === undefined || found === given) return asked;
  return { ...asked, headroom: (scenario.headroom * given) / found };
}

/** Lays what flags say over what is known without them. */
export function readParameters(flags: SizeFlags, known: Partial<SizingParameters>): ReadParameters {
  const reader = new FlagReader();
  const base = { ...publishedParameters, ...known };
  const writesPerS = reader.read('writes', flags.writes, positive(rate.read)) ?? base.writesPerS;
  const asked: SizingParameters = {
    writesPerS,
    othersPerS: reader.read('others', flags.others, notNegative(rate.read)) ?? known.othersPerS ?? writesPerS,
    payloadBytes: reader.read('payload', flags.payload, positive(size.read)) ?? base.payloadBytes,
    metadataBytes: reader.read('metadata', flags.metadata, notNegative(size.read)) ?? base.metadataBytes,
    regions: regionsOf(flags, reader) ?? base.regions,
    replicas: reader.read('replicas', flags.replicas, whole(1, 50)) ?? base.replicas,
    headroom: reader.read('headroom', flags.headroom, readHeadroom) ?? base.headroom,
    partitionUs: reader.read('partition', flags.partition, positive(duration.read)) ?? base.partitionUs,
    queueBytes: reader.read('queue', flags.queue, positive(size.read)) ?? base.queueBytes,
    keys: reader.read('keys', flags.keys, count(10_000_000)) ?? base.keys,
    choose: reader.read('choose', flags.choose, readChoice) ?? base.choose,
    lagUs: reader.read('lag', flags.lag, positive(duration.read)) ?? base.lagUs,
  };
  const parameters = flags.headroom === undefined && known.headroom !== undefined ? withLinksOf(asked, base) : asked;
  const { choose, keys } = parameters;
  if (choose.kind === 'hot' && choose.keys > keys) {
    const given = flags.choose === undefined ? `${String(choose.keys)} hot keys` : `--choose ${printable(flags.choose)}`;
    reader.problem ??= `${given}: there are fewer keys than hot ones; expected at most ${String(keys)}, or more --keys`;
  }
  const writeBytes = parameters.payloadBytes + parameters.metadataBytes;
  if (parameters.queueBytes !== null && parameters.queueBytes < writeBytes) {
    const queue = `--queue ${printable(flags.queue ?? `${String(parameters.queueBytes)}B`)}`;
    reader.problem ??= `${queue}: this does not hold a single write (expected at least ${String(writeBytes)}B)`;
  }
  if (parameters.headroom < 1) {
    const carried = String(Number(parameters.headroom.toPrecision(3)));
    reader.problem ??= `a link carries ${carried} times the writes of its leader, and the queue before it grows without end; ` +
      'say what it ought to carry: --headroom 2.5';
  }
  return reader.problem === null ? { ok: true, parameters, sources: sourcesOf(flags, known) } : { ok: false, message: reader.problem };
}

/** Where each parameter is from; links of a scenario that carry more writes are still the scenario's. */
function sourcesOf(flags: SizeFlags, known: Partial<SizingParameters>): ParameterSources {
  const one = (flag: string | undefined, said: unknown): ParameterSource => {
    if (flag !== undefined) return 'option';
    return said === undefined ? 'assumed' : 'scenario';
  };
  return {
    writesPerS: one(flags.writes, known.writesPerS),
    othersPerS: one(flags.others, known.othersPerS),
    payloadBytes: one(flags.payload, known.payloadBytes),
    metadataBytes: one(flags.metadata, known.metadataBytes),
    regions: one(flags.regions ?? flags.peers, known.regions),
    replicas: one(flags.replicas, known.replicas),
    headroom: one(flags.headroom, known.headroom),
    partitionUs: one(flags.partition, known.partitionUs),
    queueBytes: one(flags.queue, known.queueBytes),
    keys: one(flags.keys, known.keys),
    choose: one(flags.choose, known.choose),
    lagUs: one(flags.lag, known.lagUs),
  };
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

  read<T>(flag: string, text: string | undefined, reader: FlagReading<T>): T | null {
    if (text === undefined) return null;
    const reading = reader(text);
    if (reading.ok) return reading.value;
    const question = reading.suggestion === undefined ? '' : `; ${reading.suggestion}`;
    this.problem ??= `--${flag} ${printable(text)}: ${reading.message}${question} (expected ${reading.expected})`;
    return null;
  }
}
