/** What other clocks might have kept a write: ones that are right, or wrong by less. */
import { durationText } from '../fuzz/quantity-text.js';
import { change, setTo, turn } from './candidate.js';
import type { Candidate } from './candidate.js';
import { stepFor } from './dial.js';
import type { Loss } from './loss.js';
import { sayBound, sayOffset, sayUs } from './quantity-words.js';

const finestSkewUs = 100;

/** Every region's clock, those that had a part in the loss first. */
export function clockCandidates(loss: Loss): readonly Candidate[] {
  const { scenario } = loss;
  if (scenario.conflicts.timestamps === 'lamport') return [];
  const base = loss.cause === 'skew' ? 10 : 50;
  return [
    ...scenario.regions.flatMap(({ name, clock }): readonly Candidate[] => {
      const weight = base + (isInvolved(loss, name) ? 0 : 10);
      const path = `regions.${name}.clock`;
      const { skewUs, driftPpm, ntp, uncertaintyUs } = clock;
      return [
        ...(skewUs === 0 ? [] : [turnSkew(name, skewUs, 0, weight)]),
        ...(driftPpm === 0
          ? []
          : [change(weight + 1, `${name}'s clock did not drift`, [`${path}.drift`, '0ppm'])]),
        ...(ntp === undefined || ntp.boundUs === 0 ? [] : [tightenPolls(name, ntp, weight + 1)]),
        ...(uncertaintyUs === undefined ? [] : [widenUncertainty(loss, name, uncertaintyUs, weight + 2)]),
      ];
    }),
    ...shifts(loss, base + 35),
    ...(loss.cause === 'skew' && scenario.conflicts.timestamps === 'physical'
      ? [change(base + 3, 'stamps came from hybrid clocks', ['conflicts.timestamps', 'hybrid'])]
      : []),
    ...monitors(loss, base + 6),
  ];
}

function isInvolved({ write, displacements }: Loss, region: string): boolean {
  return (
    write.region === region ||
    displacements.some(({ loser, winner }) => loser.region === region || winner.region === region)
  );
}

/** A clock that is set to another error at the start. */
function turnSkew(region: string, actual: number, limit: number, weight: number): Candidate {
  return turn({
    name: `skew ${region} ${limit > actual ? 'above' : 'below'}`,
    words: `${region}'s clock were right`,
    weight,
    actual,
    limit,
    step: stepFor(limit - actual, finestSkewUs),
    changesAt: setTo(`regions.${region}.clock.skew`),
    wordsOf: (edge) => `${region}'s clock were ${sayOffset(edge)}`,
  });
}

/** Only differences of stamps count: one clock further ahead does as well as the other one less far ahead. */
function shifts(loss: Loss, weight: number): readonly Candidate[] {
  if (
    !stampRules.includes(loss.scenario.conflicts.resolve) &&
    loss.scenario.replication.strategy !== 'leaderless'
  )
    return [];
  const turns = new Map<string, Candidate>();
  for (const { loser, winner } of loss.displacements) {
    const gap = winner.stamp - loser.stamp;
    if (gap === 0 || Math.abs(gap) > mostShiftUs || loser.region === winner.region) continue;
    for (const [region, way] of [
      [loser.region, 1],
      [winner.region, -1],
    ] as const) {
      const actual = loss.scenario.regions.find(({ name }) => name === region)?.clock.skewUs ?? 0;
      const far = actual + 2 * way * gap;
      const shift = turnSkew(region, actual, far, weight);
      if (!turns.has(shift.name)) turns.set(shift.name, shift);
    }
  }
  return [...turns.values()];
}

/** Rules that ask for stamps alone. */
const stampRules: readonly string[] = [
  'lww',
  'fww',
  'lww-register',
  'lww-element-set',
  'lww-element-set-remove-bias',
  'field-wise',
  'or-map-lww',
  'completeness',
];

/** A clock that is further off than this would not be believed. */
const mostShiftUs = 10_000_000;

function tightenPolls(
  region: string,
  ntp: { readonly everyUs: number; readonly boundUs: number },
  weight: number,
): Candidate {
  const every = durationText(ntp.everyUs);
  const words = `each poll set ${region}'s clock right`;
  return turn({
    name: `ntp ${region}`,
    words,
    weight,
    actual: ntp.boundUs,
    limit: 0,
    step: stepFor(ntp.boundUs, finestSkewUs),
    changesAt: setTo(
      `regions.${region}.clock.ntp`,
      (us) => `{ every: ${every}, bound: ${durationText(us)} }`,
    ),
    wordsOf: (edge) => `${words} to ${sayBound(edge, sayUs)}`,
  });
}

/** TrueTime waits until its interval has passed; one that holds the true time is honest. */
function widenUncertainty({ scenario }: Loss, region: string, actual: number, weight: number): Candidate {
  const { skewUs } = scenario.regions.find(({ name }) => name === region)?.clock ?? { skewUs: 0 };
  const limit = Math.max(2 * Math.abs(skewUs), 2 * actual, finestSkewUs);
  const claim = `${region}'s clock claimed an uncertainty of`;
  return turn({
    name: `uncertainty ${region}`,
    words: `${claim} ${sayUs(limit)}`,
    weight,
    actual,
    limit,
    step: stepFor(limit - actual, finestSkewUs),
    changesAt: setTo(`regions.${region}.clock.uncertainty`),
    wordsOf: (edge) => `${claim} ${sayBound(edge, sayUs)}`,
  });
}

function monitors({ scenario, cause }: Loss, weight: number): readonly Candidate[] {
  if (cause !== 'skew' || scenario.replication.strategy !== 'multi-leader' || scenario.regions.length < 2)
    return [];
  if (scenario.regions.some(({ clock }) => clock.monitor !== undefined)) return [];
  const words = 'leaders whose clock is off by more than 10 ms took no writes';
  return [change(weight, words, ['clock.monitor', '{ threshold: 10ms }'])];
}
