/** What shared storage still has to do, in words. */
import type { Node } from './node.js';
import type { RedoCarrier } from './redo-carrier.js';
import type { RedoIntake } from './redo-intake.js';
import type { RedoRecords } from './redo-records.js';
import type { Volume, Volumes } from './volumes.js';

/** What that depends on. */
interface StorageState {
  readonly nodes: readonly Node[];
  readonly records: RedoRecords;
  readonly volumes: Volumes;
  readonly redo: RedoCarrier;
  readonly intake: RedoIntake;
  /** The volume that takes writes. */
  readonly primary: Volume;
  readonly writer: number;
  /** Who is told by the writer what is durable. */
  readonly readers: readonly number[];
}

/** Writes that wait, takeovers under way, and readers behind; none at rest. */
export function listOwed({ nodes, records, volumes, redo, intake, primary, writer, readers }: StorageState): readonly string[] {
  const { awaited } = records;
  const owed = awaited === 0 ? [] : [`${awaited} ${awaited === 1 ? 'write waits' : 'writes wait'} for a write quorum`];
  for (const volume of volumes.all) {
    const { name, isUp } = nodes[volume.driver];
    const driver = volumes.driverAt(volume.driver);
    if (!isUp || driver === null) continue;
    if (!driver.isOpen) owed.push(`${name} is taking over its volume`);
    else if (volume !== primary && driver.durable < driver.length) owed.push(`the volume of ${name} has no write quorum`);
  }
  for (const reader of readers) {
    const { log, shown } = redo.caches[reader];
    const isBehind = shown < intake.length && redo.areConnected(writer, reader);
    if (isBehind || shown < log.length) owed.push(`${nodes[reader].name} is behind ${nodes[writer].name}`);
  }
  return owed;
}
