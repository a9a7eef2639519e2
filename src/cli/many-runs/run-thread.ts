/** The program of a thread that carries out runs. */
import { Script } from 'node:vm';
import { parentPort } from 'node:worker_threads';
import { findFigure } from '../../scenarios/comparison/figures.js';
import { needsJudges } from '../../scenarios/comparison/judged-figures.js';
import { simulate } from '../../sim/simulate.js';
import { openResolver } from '../open-resolver.js';
import type { NumberedOrder, RunAnswer, RunFigures, RunSubject, RunThreadMessage, RunThreadSetup } from './run-messages.js';

/** One script a subject: it is evaluated anew for each run. */
const scripts = new Map<RunSubject, Script>();

function carryOut({ subject: index, seed }: NumberedOrder, { subjects, figures }: RunThreadSetup): RunFigures {
  const subject = subjects[index];
  const judgesClients = figures.some(needsJudges);
  const { report } = simulate({ ...subject.scenario, seed }, { ...openOwn(subject), judgesClients });
  return {
    fingerprint: report.fingerprint,
    values: figures.map((name) => findFigure(name)?.read(report) ?? null),
  };
}

function openOwn(subject: RunSubject) {
  const { bundle } = subject;
  if (bundle === null) return {};
  const script = scripts.get(subject) ?? new Script(bundle.code, { filename: bundle.name });
  scripts.set(subject, script);
  const { resolver, realm } = openResolver(script);
  return { resolver, resolverRealm: realm };
}

function answer(order: NumberedOrder, setup: RunThreadSetup): RunAnswer {
  const { number } = order;
  try {
    return { kind: 'done', number, figures: carryOut(order, setup) };
  } catch (error) {
    return { kind: 'broken', number, message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

let setup: RunThreadSetup = { subjects: [], figures: [] };
parentPort?.on('message', (message: RunThreadMessage) => {
  if (message.kind === 'setup') setup = message.setup;
  else parentPort?.postMessage(answer(message.order, setup));
});
