/** The program of a thread that draws the cases of a search by their numbers, runs and judges them. */
import { Script } from 'node:vm';
import { loadCase } from '../../scenarios/fuzz/case-document.js';
import { caseOf } from '../../scenarios/fuzz/subject.js';
import { judgeExpectations } from '../../scenarios/index.js';
import type { JudgedExpectation } from '../../scenarios/index.js';
import { assert } from '../../sim/base/assert.js';
import { simulate } from '../../sim/simulate.js';
import { openResolver } from '../open-resolver.js';
import { answerOrders } from './answer-orders.js';
import type { CaseThreadSetup } from './case-messages.js';

function prepare({ subject, seed, bundle }: CaseThreadSetup): (run: number) => readonly JudgedExpectation[] {
  const script = bundle === null ? null : new Script(bundle.code, { filename: bundle.name });
  return (run) => {
    const loaded = loadCase(subject.name, caseOf(subject, { seed, run }));
    assert(loaded !== null, 'a case that was drawn cannot run');
    const { report } = simulate(loaded.scenario, openOwn(script));
    return judgeExpectations(loaded.expectations, report);
  };
}

/** A script is evaluated anew for each run. */
function openOwn(script: Script | null) {
  if (script === null) return {};
  const { resolver, realm } = openResolver(script);
  return { resolver, resolverRealm: realm };
}

answerOrders(prepare);
