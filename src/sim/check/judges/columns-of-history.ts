/** The registers of a history in columns: of one that was read from a file, or made of objects for other reasons. */
import type { History } from '../../record/history.js';
import { trait, unplaced, type RegisterColumns } from '../../record/register-columns.js';
import { Interner } from './sequential-object.js';
import { seenBy, Versions, writtenBy } from './versions.js';

/** Makes the columns. */
export function columnsOfHistory(history: History): RegisterColumns {
  const versions = new Versions(history);
  const { operations, otherKeys } = versions;
  const count = operations.length;
  const sessions = new Interner<number>();
  const keys = new Interner<string>();
  const replicas = new Interner<string>();
  const traits = new Uint8Array(count);
  const seenFrom = new Int32Array(count + 1);
  const seen: number[] = [];
  operations.forEach((operation, i) => {
    const values = seenBy(operation);
    for (const value of values ?? []) seen.push(versions.originOf(operation.key, value));
    seenFrom[i + 1] = seen.length;
    traits[i] =
      (operation.f === 'read' ? trait.reads : 0) |
      (writtenBy(operation) === undefined ? 0 : trait.writes) |
      (values === null ? 0 : trait.sees) |
      (operation.outcome === 'ok' ? trait.isDone : 0);
  });
  return {
    count,
    session: Int32Array.from(operations, (operation) => sessions.numberOf(operation.process)),
    key: Int32Array.from(operations, ({ key }) => keys.numberOf(key)),
    replica: Int32Array.from(operations, ({ replica }) => (replica === null ? -1 : replicas.numberOf(replica))),
    sessions: sessions.values.length,
    keys: keys.values.length,
    replicas: replicas.values.length,
    invokedAt: Float64Array.from(operations, ({ invokedAt }) => invokedAt),
    answeredAt: Float64Array.from(operations, ({ answeredAt }) => answeredAt),
    traits,
    seenFrom,
    seen: Int32Array.from(seen),
    place: placeVersions(history, versions),
    moments: orderMoments(versions),
    otherKeys,
    keyName: (key) => keys.values[key],
    operation: (i) => operations[i],
    failedWriteOf: (read) => findFailedWrite(history, versions, read),
  };
}

function placeVersions({ versionOrder }: History, versions: Versions): Int32Array {
  const places = new Int32Array(versions.operations.length).fill(unplaced);
  for (const [key, values] of versionOrder) {
    values.forEach((value, place) => {
      const writer = versions.originOf(key, value);
      if (writer >= 0) places[writer] = place;
    });
  }
  return places;
}

/** Of two things at one place, the operation that was invoked first comes first. */
function orderMoments({ operations }: Versions): Int32Array {
  const moments = operations.flatMap(({ invokedAt, answeredAt }, i) => [
    { moment: 2 * i, at: invokedAt },
    ...(answeredAt === Infinity ? [] : [{ moment: 2 * i + 1, at: answeredAt }]),
  ]);
  moments.sort((a, b) => a.at - b.at);
  return Int32Array.from(moments, ({ moment }) => moment);
}

function findFailedWrite(
  { operations }: History,
  versions: Versions,
  read: number,
): ReturnType<RegisterColumns['failedWriteOf']> {
  const { key, result } = versions.operations[read];
  return operations.find(
    (operation) =>
      operation.f === 'write' &&
      operation.outcome === 'fail' &&
      operation.key === key &&
      operation.value === result,
  );
}
