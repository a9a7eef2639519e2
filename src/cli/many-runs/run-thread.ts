/** The program of a thread that carries out runs. */
import { Script } from 'node:vm';
import { findFigure } from '../../scenarios/comparison/figures.js';
import { needsJudges } from '../../scenarios/comparison/judged-figures.js';
import { simulate } from '../../sim/simulate.js';
import { openResolver } from '../open-resolver.js';
import { answerOrders } from './answer-orders.js';
import type { RunFigures, RunOrder, RunSubject, RunThreadSetup } from './run-messages.js';

/** One script a subject: it is evaluated anew for each run. */
const scripts = new Map<RunSubject, Script>();

function carryOut({ subject: index, seed }: RunOrder, { subjects, figures }: RunThreadSetup): RunFigures {
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

answerOrders((setup: RunThreadSetup) => (order: RunOrder) => carryOut(order, setup));
