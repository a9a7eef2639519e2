/**
 * From what a person chose in a page to changes of the document, and the command that makes the same
 * ones.
 */
import { toYaml } from '../../scenarios/comparison/yaml-value.js';
import type { Override } from '../../scenarios/index.js';
import { joinWords } from '../shell-words.js';
import type { Controls, FaultControl, FaultSetting, PageSubject, Settings } from './controls.js';

/** What was chosen otherwise than it is written, as changes of the document; none where all is as written. */
export function changesOf(controls: Controls, settings: Settings): readonly Override[] {
  const { seed, skews, resolver, topology, faults } = controls;
  return [
    ...(settings.seed === seed ? [] : [{ path: 'seed', value: JSON.stringify(settings.seed) }]),
    ...skews.flatMap(({ region, skewMs }, at) => {
      const chosenMs = settings.skewsMs[at] ?? skewMs;
      return chosenMs === skewMs ? [] : [{ path: `regions.${region}.clock.skew`, value: writeMs(chosenMs) }];
    }),
    ...changeOf('conflicts.resolve', resolver.chosen, settings.resolver),
    ...changeOf('topology', topology.chosen, settings.topology),
    ...changesOfFaults(faults, settings.faults),
  ];
}

/** The command line that repeats a run with these changes. */
export function commandFor(
  { repeat, seed: ofSubject }: Pick<PageSubject, 'repeat' | 'seed'>,
  changes: readonly Override[],
): string {
  const seed = changes.find(({ path }) => path === 'seed');
  const others = changes.filter(({ path }) => path !== 'seed');
  const sets = others.flatMap(({ path, value }) => ['--set', `${path}=${value}`]);
  const written = ` ${joinWords(['--seed', ofSubject])}`;
  const at = repeat.lastIndexOf(written);
  const reseeded =
    seed === undefined || at < 0
      ? repeat
      : repeat.slice(0, at) +
        ` ${joinWords(['--seed', textIn(seed.value)])}` +
        repeat.slice(at + written.length);
  return sets.length === 0 ? reseeded : `${reseeded} ${joinWords(sets)}`;
}

function changeOf(path: string, written: string, chosen: string): readonly Override[] {
  return chosen === written ? [] : [{ path, value: chosen }];
}

/** Moments are changed one by one; where a fault or an end is taken out, the list is written anew. */
function changesOfFaults(
  faults: readonly FaultControl[],
  settings: readonly FaultSetting[],
): readonly Override[] {
  const isAnew = faults.some((fault, at) => {
    const { isOn, until } = settings[at] ?? { isOn: true, until: fault.until };
    return !isOn || (fault.until !== '' && until.trim() === '');
  });
  if (isAnew) {
    const left = faults.flatMap((fault, at) => {
      const setting = settings[at] ?? { isOn: true, ...fault };
      return setting.isOn ? [withMoments(fault, setting)] : [];
    });
    return [{ path: 'faults', value: toYaml(left) }];
  }
  return faults.flatMap(({ at, until }, index) => {
    const setting = settings[index] ?? { at, until };
    return [
      ...changeOf(`faults.${String(index)}.at`, at, setting.at.trim()),
      ...changeOf(`faults.${String(index)}.until`, until, setting.until.trim()),
    ];
  });
}

/** What was not touched stays as it is written. */
function withMoments(fault: FaultControl, { at, until }: FaultSetting): Readonly<Record<string, unknown>> {
  const { at: writtenAt, until: writtenUntil, ...others } = fault.written;
  const end = until.trim() === fault.until ? writtenUntil : until.trim();
  return {
    at: at.trim() === fault.at ? writtenAt : at.trim(),
    ...(end === undefined || end === '' ? {} : { until: end }),
    ...others,
  };
}

/** At most three decimals: whole microseconds. */
function writeMs(ms: number): string {
  return `${String(Number(ms.toFixed(3)))}ms`;
}

function textIn(json: string): string {
  const value: unknown = JSON.parse(json);
  return String(value);
}
