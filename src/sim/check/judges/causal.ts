/**
 * Causal consistency in its three kinds, by the bad patterns that each of them excludes.
 *
 * They are necessary and sufficient where no value is written twice to a key. What cannot be told
 * apart is left out, which can only hide violations, so the verdict is then unknown instead of
 * holds.
 *
 * @see Bouajjani, Enea, Guerraoui and Hamza, "On verifying causal consistency", POPL 2017, section
 *   6
 */
import { describeOperation } from '../../record/history.js';
import { origin, type RegisterColumns } from '../../record/register-columns.js';
import { describeCausalCycle, describeStep, lineOf, operationsOf } from './causal-evidence.js';
import { CausalGraph } from './causal-graph.js';
import { findConflictCycle } from './causal-convergence.js';
import { checkCausalMemory } from './causal-memory.js';
import { Verdicts } from './judgement.js';
import type { Judgement, JudgeOptions } from './judgement.js';

/** The kinds of causal consistency. */
export type CausalModel = 'causal' | 'causal-convergence' | 'causal-memory';

/** Judges by one of the three. */
export function judgeCausal(
  columns: RegisterColumns,
  model: CausalModel,
  options: JudgeOptions,
): Judgement {
  const verdicts = new Verdicts(model, options);
  for (const key of columns.otherKeys)
    verdicts.doubt(`key ${key}: only reads, writes and cas are judged`);
  const graph = new CausalGraph(columns);
  if (graph.isTooLarge) {
    verdicts.doubt('the history is too large: it has too many operations times sessions');
    return verdicts.conclude();
  }
  verdicts.figures['operations'] = columns.count;
  for (let node = 0; node < graph.count; node++) checkOrigins(graph, node, verdicts);
  if (graph.cyclic.length > 0) {
    verdicts.violate(describeCausalCycle(graph));
    return verdicts.conclude();
  }
  for (let node = 0; node < graph.count; node++) checkOverwritten(graph, node, verdicts);
  if (model === 'causal') return verdicts.conclude();
  doubtSiblings(graph, verdicts);
  if (model === 'causal-convergence') {
    const cycle = findConflictCycle(graph);
    if (cycle !== null) verdicts.violate(cycle);
  } else {
    checkCausalMemory(graph, options, verdicts);
  }
  return verdicts.conclude();
}

/** ThinAirRead: a value that nobody wrote; and values that cannot be traced to one write. */
function checkOrigins(graph: CausalGraph, node: number, verdicts: Verdicts): void {
  const { columns } = graph;
  for (let i = 0, seen = graph.countSeen(node); i < seen; i++) {
    const from = graph.seenAt(node, i);
    if (from === origin.ambiguous) {
      verdicts.doubt(
        `key ${columns.keyName(graph.key[node])}: a value that was read there may come from several writes`,
      );
    } else if (from === origin.nobody && !verdicts.wantsFindings) {
      verdicts.count();
    } else if (from === origin.nobody) {
      const operation = graph.operationOf(node);
      const failed = columns.failedWriteOf(graph.operation[node]);
      const why =
        failed === undefined
          ? 'which nobody wrote'
          : `whose write failed (line ${failed.invokedAt})`;
      verdicts.violate({
        what: `${describeOperation(operation)} (${lineOf(operation)}), ${why}`,
        pattern: 'ThinAirRead',
        key: operation.key,
        operations: failed === undefined ? [operation] : [failed, operation],
      });
    }
  }
}

/** WriteCORead and WriteCOInitRead: a read that returned what it depends on the overwriting of. */
function checkOverwritten(graph: CausalGraph, read: number, verdicts: Verdicts): void {
  const { key, sources, writesFrom } = graph;
  const count = graph.countSeen(read);
  if (count === 0) return;
  let isInitial = false;
  for (let i = 0; i < count; i++) if (graph.seenAt(read, i) === origin.initial) isInitial = true;
  for (let list = writesFrom[key[read]]; list < writesFrom[key[read] + 1]; list++) {
    const last = graph.lastWrite(list, graph.pastOf(read, graph.writerOf(list)));
    if (last < 0) continue;
    let overwritten: number | undefined;
    for (let i = sources.from[read]; i < sources.from[read + 1] && overwritten === undefined; i++) {
      if (graph.isBefore(sources.nodes[i], last)) overwritten = sources.nodes[i];
    }
    if (!isInitial && overwritten === undefined) continue;
    if (!verdicts.wantsFindings) {
      verdicts.count();
      return;
    }
    const operation = graph.operationOf(read);
    const newer = graph.operationOf(last);
    const toRead = graph.findPath(last, read) ?? [];
    const toNewer = overwritten === undefined ? [] : (graph.findPath(overwritten, last) ?? []);
    const shown = [...toNewer, ...toRead];
    const older =
      overwritten === undefined
        ? 'the initial value'
        : `what ${lineOf(graph.operationOf(overwritten))} wrote`;
    verdicts.violate({
      what:
        `${describeOperation(operation)} (${lineOf(operation)}), ${older}, ` +
        `although it depends on a later write: ${describeOperation(newer)} ` +
        `(${lineOf(newer)})${describeStep(graph, toRead)}`,
      pattern: overwritten === undefined ? 'WriteCOInitRead' : 'WriteCORead',
      key: operation.key,
      operations: operationsOf(graph, shown),
    });
    return;
  }
}

/** Orders of writes are about registers that hold one version. */
function doubtSiblings(graph: CausalGraph, verdicts: Verdicts): void {
  for (let node = 0; node < graph.count; node++) {
    if (graph.countSeen(node) < 2) continue;
    verdicts.doubt(
      `key ${graph.columns.keyName(graph.key[node])}: reads returned several versions at once, which only causal can judge`,
    );
  }
}
