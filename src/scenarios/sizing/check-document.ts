/** The runs of a check as a scenario document, with what each is expected to come to. */
import { documentVersion } from '../schema.js';
import type { KeyChoice } from '../../sim/scenario.js';
import type { CheckRun, CheckedFigure, CheckRunName } from './check-plan.js';
import { dropShare } from './parameters.js';

/** YAML text, one scenario a run. */
export function checkDocument(runs: readonly CheckRun[]): string {
  return [`version: ${String(documentVersion)}`, '', 'scenarios:', ...runs.flatMap(scenarioLines), ''].join('\n');
}

/** What a run's scenario is called. */
export function checkScenarioName(name: CheckRunName): string {
  return `size-${name}`;
}

const titles: Readonly<Record<CheckRunName, string>> = {
  'drain-stopped': 'A partition under load, and writes that stop when it is over',
  'drain-going-on': 'A partition under load, and writes that go on during the drain',
  conflicts: 'Writes at every leader, and how many of them are concurrent',
};

function scenarioLines(run: CheckRun): readonly string[] {
  const { parameters, partition, divisor } = run;
  const { payloadBytes, metadataBytes, headroom, writesPerS, lagUs, keys } = parameters;
  const peers = Array.from({ length: parameters.regions - 1 }, (_, index) => `peer-${String(index + 1)}`);
  const names = ['leader', ...peers];
  const bandwidth = `, bandwidth: ${plain(writesPerS * (payloadBytes + metadataBytes) * 8 * headroom)}bps`;
  return [
    `  ${checkScenarioName(run.name)}:`,
    `    title: ${titles[run.name]}`,
    ...(divisor === 1 ? [] : [`    # Rates${partition === null ? '' : ' and bandwidths'} are divided by ${String(divisor)}.`]),
    `    duration: ${timeText(run.durationUs)}`,
    `    settle: ${timeText(run.settleUs)}`,
    '    client-latency: 0us',
    '    regions:',
    ...names.map((name) => `      ${name}:`),
    '    links:',
    `      default: { latency: ${timeText(lagUs)}${partition === null ? '' : bandwidth} }`,
    '    replication:',
    `      metadata: ${plain(metadataBytes)}B`,
    ...queueLines(run),
    '    workload:',
    `      payload: ${plain(payloadBytes)}B`,
    `      keys: { count: ${plain(keys)}, choose: ${choiceText(parameters.choose)} }`,
    '      clients:',
    ...clientLines(run, peers),
    ...(partition === null ? [] : [
      '    faults:',
      `      - { at: ${timeText(partition.atUs)}, until: ${timeText(partition.untilUs)}, partition: [[leader], [${peers.join(', ')}]] }`,
    ]),
    '    expect:',
    '      settled: true',
    ...run.figures.flatMap(expectLines),
  ];
}

function queueLines({ parameters: { queueBytes } }: CheckRun): readonly string[] {
  if (queueBytes === null) return [];
  return [`      outbox: { capacity: ${plain(queueBytes)}B, when-full: desynchronize, desynchronize-at: ${plain(dropShare * 100)}% }`];
}

/** During a partition one leader writes, evenly, so that its queue is told exactly; else all do, independently. */
function clientLines({ parameters: { writesPerS, othersPerS }, partition }: CheckRun, peers: readonly string[]): readonly string[] {
  if (partition !== null) return [`        - { in: leader, rate: ${plain(writesPerS)}/s, arrivals: constant }`];
  const rates: readonly (readonly [string, number])[] = [['leader', writesPerS], ...peers.map((name) => [name, othersPerS] as const)];
  return rates.flatMap(([name, rate]) => (rate === 0 ? [] : [`        - { in: ${name}, rate: ${plain(rate)}/s }`]));
}

/** Bytes over links are no figure that scenarios can expect. */
function expectLines({ reads, expected, tolerance }: CheckedFigure): readonly string[] {
  const [least, most] = [Math.max(0, expected - tolerance), expected + tolerance];
  const [from, to] = [plain(Math.floor(least)), plain(Math.ceil(most))];
  switch (reads) {
    case 'peak-writes':
      return [`      backlog.peak-writes: ${from}..${to}`];
    case 'peak-bytes':
      return [`      backlog.peak-bytes: ${from}B..${to}B`];
    case 'drain':
      return [`      backlog.drain: ${timeText(Math.floor(least * 1000))}..${timeText(Math.ceil(most * 1000))}`];
    case 'pairs':
      return [`      conflicts.pairs: ${from}..${to}`];
    default:
      return [];
  }
}

function choiceText(choose: KeyChoice): string {
  if (choose.kind === 'zipf') return `{ zipf: ${plain(choose.exponent)} }`;
  if (choose.kind === 'hot') return `{ hot: { keys: ${plain(choose.keys)}, share: ${plain(choose.share)} } }`;
  return 'uniform';
}

function timeText(us: number): string {
  if (us % 1e6 === 0) return `${plain(us / 1e6)}s`;
  return us % 1e3 === 0 ? `${plain(us / 1e3)}ms` : `${plain(us)}us`;
}

/** A number without an exponent, as scenarios read it. */
function plain(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(9).replace(/\.?0+$/, '');
}
