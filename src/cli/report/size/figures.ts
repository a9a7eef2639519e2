/** The figures of a sizing one by one: what each is called, its formula, and the formula with the numbers put in. */
import { assertNever } from '../../../sim/base/assert.js';
import type { KeyChoice } from '../../../sim/scenario.js';
import { dropShare, publishedParameters } from '../../../scenarios/sizing/parameters.js';
import type { SizingParameters } from '../../../scenarios/sizing/parameters.js';
import { daysAYear, secondsADay, sizeOf } from '../../../scenarios/sizing/sizing.js';
import { formatCount } from '../format.js';
import {
  bandwidthWords, byteRateWords, exactBytes, numberWords, rateWords, secondsWords, sizeWords, volumeWords,
} from './quantities.js';

/** A unit in which figures are given to programs. */
export type FigureUnit = 'bytes' | 'bits-per-second' | 'writes' | 'milliseconds' | 'per-second';

/** One figure. */
export interface SizingFigure {
  readonly name: string;
  readonly label: string;
  /** In words, with the unit. */
  readonly shown: string;
  /** In the unit; null where there is none, as for a queue that never drains. */
  readonly value: number | null;
  readonly unit: FigureUnit;
  /** In words. */
  readonly formula: string;
  /** The formula with the numbers put in. */
  readonly worked: string;
  readonly note?: string;
}

/** Figures that belong together. */
export interface FigureGroup {
  readonly title: string;
  readonly figures: readonly SizingFigure[];
}

/** Every figure. */
export function figuresOf(parameters: SizingParameters): readonly FigureGroup[] {
  return [
    { title: 'Bandwidth', figures: bandwidthFigures(parameters) },
    { title: 'Backlog of a partition', figures: backlogFigures(parameters) },
    { title: 'Drain', figures: drainFigures(parameters) },
    { title: 'Storage', figures: storageFigures(parameters) },
    { title: 'Conflicts', figures: [conflictFigure(parameters)] },
  ];
}

function bandwidthFigures(parameters: SizingParameters): readonly SizingFigure[] {
  const { writesPerS, payloadBytes, metadataBytes, regions, headroom } = parameters;
  const { bandwidth, writeBytes, allWritesPerS, sentPerDayBytes } = sizeOf(parameters);
  const [peers, byteRate] = [regions - 1, writesPerS * writeBytes];
  const wire = `${exactBytes(writeBytes)}`;
  return [
    {
      name: 'write-bytes', label: 'a write', shown: sizeWords(writeBytes), value: writeBytes, unit: 'bytes',
      formula: 'payload + metadata',
      worked: `${exactBytes(payloadBytes)} + ${exactBytes(metadataBytes)} = ${exactBytes(writeBytes)}`,
    },
    {
      name: 'link', label: 'one link', shown: bandwidthWords(bandwidth.linkBps), value: bandwidth.linkBps,
      unit: 'bits-per-second', formula: 'writes × bytes of a write × 8',
      worked: `${rateWords(writesPerS)} × ${wire} × 8 = ${numberWords(bandwidth.linkBps)} bit/s, ${byteRateWords(byteRate)}`,
    },
    {
      name: 'link-with-headroom', label: 'with headroom', shown: bandwidthWords(bandwidth.provisionedBps),
      value: bandwidth.provisionedBps, unit: 'bits-per-second', formula: 'one link × headroom',
      worked: `${numberWords(bandwidth.linkBps)} bit/s × ${numberWords(headroom, 3)}`,
      ...publishedNote(parameters),
    },
    {
      name: 'leader', label: 'out of the leader', shown: bandwidthWords(bandwidth.leaderBps), value: bandwidth.leaderBps,
      unit: 'bits-per-second', formula: 'one link × peers',
      worked: `${byteRateWords(byteRate)} × ${formatCount(peers)} = ${byteRateWords(byteRate * peers)}`,
    },
    {
      name: 'all-links', label: 'all links', shown: bandwidthWords(bandwidth.allBps), value: bandwidth.allBps,
      unit: 'bits-per-second', formula: 'writes of all leaders × bytes of a write × 8 × peers',
      worked: `${rateWords(allWritesPerS)} × ${wire} × 8 × ${formatCount(peers)}`,
    },
    {
      name: 'sent-a-day', label: 'sent a day', shown: volumeWords(sentPerDayBytes), value: sentPerDayBytes, unit: 'bytes',
      formula: 'out of the leader, in bytes × seconds of a day',
      worked: `${byteRateWords(byteRate * peers)} × ${formatCount(secondsADay)} s`,
    },
  ];
}

function publishedNote({ writesPerS, payloadBytes, metadataBytes, headroom }: SizingParameters): { readonly note?: string } {
  const published = publishedParameters;
  const isPublished = writesPerS === published.writesPerS && headroom === published.headroom &&
    payloadBytes === published.payloadBytes && metadataBytes === published.metadataBytes;
  if (!isPublished) return {};
  return { note: 'Published rounded as 1.46: 1,464.8 Mibit/s taken for 1.46 Gibit/s, and a Gibit is 1,024 Mibit.' };
}

function backlogFigures(parameters: SizingParameters): readonly SizingFigure[] {
  const { writesPerS, partitionUs, queueBytes } = parameters;
  const { backlog, writeBytes } = sizeOf(parameters);
  const byteRate = byteRateWords(writesPerS * writeBytes);
  return [
    {
      name: 'backlog-writes', label: 'writes', shown: `${numberWords(backlog.writes)} writes`, value: backlog.writes, unit: 'writes',
      formula: 'writes a second × length of the partition',
      worked: `${rateWords(writesPerS)} × ${secondsWords(partitionUs)}`,
    },
    {
      name: 'backlog-bytes', label: 'bytes', shown: sizeWords(backlog.bytes), value: backlog.bytes, unit: 'bytes',
      formula: 'writes × bytes of a write',
      worked: `${numberWords(backlog.writes)} × ${exactBytes(writeBytes)}`,
    },
    {
      name: 'disk', label: 'disk for it', shown: sizeWords(backlog.diskBytes), value: backlog.diskBytes, unit: 'bytes',
      formula: `bytes ÷ ${percent(dropShare)}, where a queue drops its peer to protect the node`,
      worked: `${sizeWords(backlog.bytes)} ÷ ${numberWords(dropShare, 2)}, for each peer`,
    },
    ...(queueBytes === null || backlog.fullAfterUs === null ? [] : [{
      name: 'queue-full-after', label: '80 % full after', shown: secondsWords(backlog.fullAfterUs),
      value: backlog.fullAfterUs / 1000, unit: 'milliseconds' as const,
      formula: `${percent(dropShare)} of the queue ÷ bytes a second`,
      worked: `${numberWords(dropShare, 2)} × ${sizeWords(queueBytes)} ÷ ${byteRate}`,
      note: backlog.isDropped
        ? 'Before the link is back: the peer is dropped, and only anti-entropy can bring what it misses.'
        : 'The partition is over by then: nothing is dropped.',
    }]),
  ];
}

function drainFigures(parameters: SizingParameters): readonly SizingFigure[] {
  const { partitionUs, headroom } = parameters;
  const { backlog, drain } = sizeOf(parameters);
  const [length, factor] = [secondsWords(partitionUs), numberWords(headroom, 3)];
  return [
    {
      name: 'drain-writes-stopped', label: 'writes stopped', shown: secondsWords(drain.stoppedUs),
      value: drain.stoppedUs / 1000, unit: 'milliseconds',
      formula: 'length of the partition ÷ headroom', worked: `${length} ÷ ${factor}`,
      ...(backlog.isDropped ? { note: 'Of a queue that holds the whole backlog: this one drops its peer before.' } : {}),
    },
    {
      name: 'drain-writes-going-on', label: 'writes going on', shown: drain.goingOnUs === null ? 'never' : secondsWords(drain.goingOnUs),
      value: drain.goingOnUs === null ? null : drain.goingOnUs / 1000, unit: 'milliseconds',
      formula: 'length of the partition ÷ (headroom − 1)',
      worked: drain.goingOnUs === null ? 'new writes fill the whole link' : `${length} ÷ (${factor} − 1)`,
    },
  ];
}

function storageFigures(parameters: SizingParameters): readonly SizingFigure[] {
  const { regions, replicas } = parameters;
  const { storage, allWritesPerS, writeBytes } = sizeOf(parameters);
  return [
    {
      name: 'storage-copy-a-day', label: 'one copy, a day', shown: volumeWords(storage.copyPerDayBytes),
      value: storage.copyPerDayBytes, unit: 'bytes',
      formula: 'writes of all leaders × bytes of a write × seconds of a day, nothing overwritten',
      worked: `${rateWords(allWritesPerS)} × ${exactBytes(writeBytes)} × ${formatCount(secondsADay)} s`,
    },
    {
      name: 'storage-all-a-day', label: 'all copies, a day', shown: volumeWords(storage.allPerDayBytes),
      value: storage.allPerDayBytes, unit: 'bytes', formula: 'one copy × regions × replicas in each',
      worked: `${volumeWords(storage.copyPerDayBytes)} × ${formatCount(regions)} × ${formatCount(replicas)}`,
    },
    {
      name: 'storage-all-a-year', label: 'a year', shown: volumeWords(storage.allPerYearBytes),
      value: storage.allPerYearBytes, unit: 'bytes', formula: 'all copies, a day × 365',
      worked: `${volumeWords(storage.allPerDayBytes)} × ${formatCount(daysAYear)}`,
    },
  ];
}

function conflictFigure(parameters: SizingParameters): SizingFigure {
  const { keys, choose, lagUs } = parameters;
  const { conflicts } = sizeOf(parameters);
  return {
    name: 'conflicts', label: 'concurrent pairs', shown: `${fourDigits(conflicts.perS)} a second`, value: conflicts.perS,
    unit: 'per-second', formula: 'Σ over pairs of leaders (writes × writes) × 2 × lag × Σ p²',
    worked: `${numberWords(conflicts.products)}/s² × 2 × ${secondsWords(lagUs)} × ${chanceWords(conflicts.chance)}`,
    note: `Σ p² is the chance that two writes are of one key: ${keyWords(choose, keys)}. Two writes are concurrent if ` +
      'they are less than a lag apart, either way. It holds for independent writers, Poisson arrivals and a lag that does not grow.',
  };
}

/** How keys are drawn, and what Σ p² is then. */
function keyWords(choose: KeyChoice, keys: number): string {
  const count = formatCount(keys);
  switch (choose.kind) {
    case 'uniform':
      return `1 ÷ ${count}, for each of so many keys is as likely`;
    case 'zipf':
      return `Σ k^−${numberWords(2 * choose.exponent, 3)} ÷ (Σ k^−${numberWords(choose.exponent, 3)})² over ${count} keys`;
    case 'hot':
      if (choose.keys === keys) return `1 ÷ ${count}, for every key is a hot one`;
      return `${percent(choose.share)}² ÷ ${formatCount(choose.keys)} + ${percent(1 - choose.share)}² ÷ ` +
        `${formatCount(keys - choose.keys)}`;
    default:
      return assertNever(choose);
  }
}

/** With as many digits as the product of it needs. */
function chanceWords(chance: number): string {
  if (chance >= 0.001) return String(Number(chance.toPrecision(5)));
  return chance.toExponential(4).replace(/\.?0+e-/, 'e-').replace('e-', ' × 10^−').replace(/^1 × /, '');
}

/** What is expected of chance is not known to the last digit. */
function fourDigits(value: number): string {
  return numberWords(Number(value.toPrecision(4)), 3);
}

/** A share in per cent. */
export function percent(share: number): string {
  return `${numberWords(share * 100, 2)} %`;
}
