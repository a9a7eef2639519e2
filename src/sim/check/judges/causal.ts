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
import type { History, HistoryOperation } from '../../record/history.js';
import { describeCausalCycle, describeStep, lineOf, operationsOf } from './causal-evidence.js';
import { CausalGraph } from './causal-graph.js';
import type { CausalNode } from './causal-graph.js';
import { findConflictCycle } from './causal-convergence.js';
import { checkCausalMemory } from './causal-memory.js';
import { Verdicts } from './judgement.js';
import type { Judgement, JudgeOptions } from './judgement.js';
import { Versions } from './versions.js';

/** The kinds of causal consistency. */
export type CausalModel = 'causal' | 'causal-convergence' | 'causal-memory';

/** Judges by one of the three. */
export function judgeCausal(
  history: History,
  model: CausalModel,
  options: JudgeOptions,
): Judgement {
  const verdicts = new Verdicts(model);
  const versions = new Versions(history);
  for (const key of versions.otherKeys)
    verdicts.doubt(`key ${key}: only reads, writes and cas are judged`);
  const graph = new CausalGraph(versions);
  if (graph.isTooLarge) {
    verdicts.doubt('the history is too large: it has too many operations times sessions');
    return verdicts.conclude();
  }
  verdicts.figures['operations'] = versions.operations.length;
  graph.nodes.forEach((node) => checkOrigins(node, history, verdicts));
  if (graph.cyclic.length > 0) {
    verdicts.violate(describeCausalCycle(graph));
    return verdicts.conclude();
  }
  graph.nodes.forEach((_, node) => checkOverwritten(graph, node, verdicts));
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
function checkOrigins(
  { origins, operation, isWrite }: CausalNode,
  history: History,
  verdicts: Verdicts,
): void {
  if (isWrite) return;
  for (const { kind } of origins) {
    if (kind === 'ambiguous') {
      verdicts.doubt(
        `key ${operation.key}: a value that was read there may come from several writes`,
      );
    } else if (kind === 'nobody' && !verdicts.wantsFindings) {
      verdicts.count();
    } else if (kind === 'nobody') {
      const failed = findFailedWrite(history, operation);
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

function findFailedWrite(
  history: History,
  { key, result }: HistoryOperation,
): HistoryOperation | undefined {
  return history.operations.find(
    (operation) =>
      operation.f === 'write' &&
      operation.outcome === 'fail' &&
      operation.key === key &&
      operation.value === result,
  );
}

/** WriteCORead and WriteCOInitRead: a read that returned what it depends on the overwriting of. */
function checkOverwritten(graph: CausalGraph, read: number, verdicts: Verdicts): void {
  const { isWrite, origins, sources, key, operation } = graph.nodes[read];
  if (isWrite || origins.length === 0) return;
  const isInitial = origins.some(({ kind }) => kind === 'initial');
  for (const session of graph.writes[key].keys()) {
    const last = graph.lastWrite(key, session, graph.pastOf(read, session));
    if (last < 0) continue;
    const overwritten = sources.find((source) => graph.isBefore(source, last));
    if (!isInitial && overwritten === undefined) continue;
    if (!verdicts.wantsFindings) {
      verdicts.count();
      return;
    }
    const newer = graph.nodes[last].operation;
    const toRead = graph.findPath(last, read) ?? [];
    const toNewer = overwritten === undefined ? [] : (graph.findPath(overwritten, last) ?? []);
    const shown = [...toNewer, ...toRead];
    const older =
      overwritten === undefined
        ? 'the initial value'
        : `what ${lineOf(graph.nodes[overwritten].operation)} wrote`;
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
  for (const { origins, operation } of graph.nodes) {
    if (origins.length < 2) continue;
    verdicts.doubt(
      `key ${operation.key}: reads returned several versions at once, which only causal can judge`,
    );
  }
}
