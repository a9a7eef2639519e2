/** Random histories of a check: resolvers called directly, and with care, each call made twice. */
import { hashString } from '../dist/sim/base/hash.js';
import { drawHistory } from '../dist/sim/check/resolver/random-histories.js';
import { replay } from '../dist/sim/check/resolver/small-history.js';
import { directCandidate } from '../dist/sim/resolution/direct-candidate.js';
import { MemoCandidate } from '../dist/sim/resolution/memo-candidate.js';
import { GuardedResolver, ownRealm } from '../dist/sim/resolution/resolver-guard.js';
import { candidateReplicas, userCandidate } from '../dist/sim/resolution/user-candidate.js';
import { importTypeScript } from './import-typescript.js';
import { compare, median } from './measure.js';

/** Histories a second: three replicas, six operations, every message to every replica. */
export async function benchResolvers(rounds) {
  const cases = {
    cart: await importTypeScript('../examples/resolvers/sound/cart.ts'),
    'highest-bid': await importTypeScript('../examples/resolvers/sound/highest-bid.ts'),
  };
  const operations = {
    cart: [{ kind: 'add', element: 'milk' }, { kind: 'remove', element: 'milk' }, { kind: 'add', element: 'eggs' }],
    'highest-bid': ['1', '2', '4'].map((value) => ({ kind: 'write', value })),
  };
  const contenders = {};
  for (const [name, { resolver }] of Object.entries(cases)) {
    const asked = operations[name];
    contenders[`${name}, direct`] = () => carryOut(directCandidate(resolver, asked, candidateReplicas), 20_000);
    contenders[`${name}, with care`] = () => carryOut(carefulCandidate(resolver, asked), 500);
  }
  const rates = Object.entries(compare(rounds, contenders)).map(([name, results]) => [name, median(results)]);
  const byName = Object.fromEntries(rates);
  return rates.map(([name, rate]) => ({
    'resolver, way': name,
    'histories/s': Math.round(rate).toLocaleString('en'),
    'of the careful way': `${(rate / byName[`${name.split(',')[0]}, with care`]).toFixed(1)}x`,
  }));
}

function carefulCandidate(resolver, operations) {
  const port = { nowUs: () => 0, noteResult: () => undefined, noteFinding: () => undefined };
  const guard = new GuardedResolver(resolver, ownRealm, port);
  return new MemoCandidate(userCandidate(guard, operations.map((operation) => JSON.stringify(operation))));
}

function carryOut(candidate, count) {
  const shape = { replicas: 3, writes: 6, operations: 3 };
  const seed = hashString('42');
  const began = performance.now();
  for (let number = 0; number < count; number++) {
    candidate.begin?.();
    const { finals } = replay(candidate, drawHistory(seed, number, shape));
    if (!finals.every((state) => candidate.areEqual(finals[0], state))) throw new Error(`history ${number} diverges`);
  }
  return (count / (performance.now() - began)) * 1000;
}
