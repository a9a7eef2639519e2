/** One item of the production checklist, and the words that its evidence is made of. */

/** The items of the production checklist. */
export const checklistNames = [
  'home-region-routing', 'uuidv7-keys', 'clock-drift', 'version-vectors', 'bounded-queues', 'rate-limits',
] as const;

/** One of {@link checklistNames}. */
export type ChecklistName = (typeof checklistNames)[number];

/** What becomes of an item: it is kept or broken, could not be told, or is no matter for such a design. */
export const checklistVerdicts = ['holds', 'violated', 'unknown', 'not-applicable'] as const;

/** One of {@link checklistVerdicts}. */
export type ChecklistVerdict = (typeof checklistVerdicts)[number];

/** One item of the production checklist, held against a design by running it. */
export interface ChecklistItem {
  readonly name: ChecklistName;
  /** What is demanded, in one line. */
  readonly title: string;
  readonly verdict: ChecklistVerdict;
  /** What was run and what it showed, in a sentence or two; where nothing was, why not. */
  readonly evidence: string;
  /** What would make it hold, as YAML to write into the scenario; null where it holds, or where nothing can be said. */
  readonly remedy: string | null;
}

/** `1 write`, `12 writes`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/** Thousands apart. */
export function grouped(count: number): string {
  return String(Math.round(count)).replaceAll(/(?<=\d)(?=(\d{3})+$)/g, ',');
}

/** `12.5 ms`, `4.2 s`, `48 min`; a dash where there is nothing. */
export function spellMs(ms: number | null): string {
  if (ms === null) return '–';
  if (ms < 1000) return `${String(Number(ms.toFixed(1)))} ms`;
  return ms < 600e3 ? `${String(Number((ms / 1000).toFixed(1)))} s` : `${grouped(ms / 60e3)} min`;
}

/** `12.5 %`. */
export function spellShare(share: number | null): string {
  return share === null ? '–' : `${String(Number((share * 100).toFixed(1)))} %`;
}

/** `640 bytes`, `1.5 MiB`. */
export function spellBytes(bytes: number): string {
  const units = ['KiB', 'MiB', 'GiB', 'TiB'];
  if (bytes < 1024) return counted(bytes, 'byte');
  const at = Math.min(units.length, Math.floor(Math.log2(bytes) / 10));
  return `${String(Number((bytes / 1024 ** at).toFixed(1)))} ${units[at - 1] ?? ''}`;
}
