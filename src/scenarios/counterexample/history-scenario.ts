/** Writes a small history as a scenario that a run carries out in the same way. */
import type { HistoryWrite, SmallHistory } from '../../sim/resolver-check.js';
import { toYaml } from '../comparison/yaml-value.js';
import { scriptOperation } from './script-operation.js';
import { planTimes, secondUs, type StampUnit, type Timetable } from './timetable.js';

/** What is to be shown. */
export interface HistoryScenario {
  /** Kebab-case. */
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly history: SmallHistory;
  /** As JSON; the history's operations are indices of these. */
  readonly operations: readonly string[];
  readonly unit: StampUnit;
  /** Path of the resolver, from the file's own folder. */
  readonly resolver: string;
  /** Lines of `expect:`. */
  readonly expect: readonly string[];
}

/** The text, or why there can be none. */
export type ScenarioText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: string };

/** Names of the replicas in a scenario: those of histories in small letters. */
const regionNames = ['a', 'b', 'c', 'd'] as const;

/** The key that everything is about. */
export const historyKey = 'x';

/** A document's `scenarios:` with this one in it. */
export function writeHistoryScenario(subject: HistoryScenario): ScenarioText {
  const { history, operations } = subject;
  if (history.writes.length === 0) return { ok: false, reason: 'nothing is written in it' };
  const asked = history.writes.map(({ operation }) => scriptOperation(operations[operation] ?? 'null', historyKey));
  const unknown = asked.indexOf(null);
  if (unknown >= 0) {
    const operation = operations[history.writes[unknown].operation] ?? '?';
    return { ok: false, reason: `no client of a scenario can ask ${operation}` };
  }
  const times = planTimes(history, subject.unit);
  if (times === null) return { ok: false, reason: 'in it some messages never arrive, and in a run all of them do' };
  const script = history.writes.map((write, index) => scriptLine(write, times.writesUs[index], asked[index] ?? ''));
  return { ok: true, text: `${[...headLines(subject, times), ...script, ...tailLines(subject, times)].join('\n')}\n` };
}

function headLines({ name, title, about, history }: HistoryScenario, times: Timetable): readonly string[] {
  const { writesUs, skewsUs, latencyUs, isReordered } = times;
  const regions = Array.from({ length: history.replicas }, (_, replica) => {
    const skewUs = skewsUs[replica];
    const clock = skewUs === 0 ? '' : ` { clock: { skew: ${formatUs(skewUs)} } }`;
    return `      ${regionNames[replica]}:${clock}`;
  });
  const transport = isReordered ? ', transport: datagram' : '';
  return [
    'scenarios:',
    `  ${name}:`,
    `    title: ${JSON.stringify(title)}`,
    `    about: ${JSON.stringify(about)}`,
    `    duration: ${formatUs(Math.max(...writesUs) + secondUs)}`,
    '    client-latency: 0us',
    '    regions:',
    ...regions,
    '    links:',
    `      default: { latency: ${formatUs(latencyUs)}${transport} }`,
    '    workload:',
    '      script:',
  ];
}

function scriptLine({ replica }: HistoryWrite, atUs: number, asked: string): string {
  return `        - { at: ${formatUs(atUs)}, in: ${regionNames[replica]}, ${asked} }`;
}

function tailLines({ history, resolver, expect }: HistoryScenario, times: Timetable): readonly string[] {
  const faults = [
    ...times.steps.map(({ replica, atUs, byUs }) => {
      return `{ at: ${formatUs(atUs)}, clock-step: { in: ${regionNames[replica]}, by: ${formatUs(byUs)} } }`;
    }),
    ...spikesOf(history, times),
  ];
  return [
    `    conflicts: { resolve: ${toYaml(resolver)} }`,
    ...(faults.length === 0 ? [] : ['    faults:', ...faults.map((fault) => `      - ${fault}`)]),
    '    expect:',
    ...expect.map((line) => `      ${line}`),
  ];
}

/** A spike counts for what is put on a link meanwhile, and a replica's own writes are a second apart. */
function spikesOf({ writes }: SmallHistory, { writesUs, delays }: Timetable): readonly string[] {
  return writes.flatMap(({ replica }, write) => {
    const own = delays.filter((delay) => delay.write === write);
    const sizes = [...new Set(own.map(({ addUs }) => addUs))];
    return sizes.map((addUs) => {
      const links = own.filter((delay) => delay.addUs === addUs).map(({ to }) => {
        return `${regionNames[replica]} -> ${regionNames[to]}`;
      });
      const [fromUs, untilUs] = [writesUs[write] - marginUs, writesUs[write] + marginUs];
      const spike = `latency-spike: { links: [${links.join(', ')}], add: ${formatUs(addUs)} }`;
      return `{ at: ${formatUs(fromUs)}, until: ${formatUs(untilUs)}, ${spike} }`;
    });
  });
}

const marginUs = 100_000;

function formatUs(us: number): string {
  if (us % secondUs === 0) return `${us / secondUs}s`;
  return us % 1000 === 0 ? `${us / 1000}ms` : `${us}us`;
}
