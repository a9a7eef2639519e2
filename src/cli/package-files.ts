/** The files that ship beside the code: catalogue, schemas, version. */
import { readdirSync, readFileSync } from 'node:fs';

/** The text of the shipped catalogue of scenarios. */
export function readCatalogue(): string {
  return readPackageFile(catalogueName);
}

/** Names of the shipped scenarios, in order, as the lines of the catalogue say them: this reads no YAML. */
export function listScenarioNames(): readonly string[] {
  return [...readCatalogue().matchAll(/^ {2}([a-z][a-z0-9-]*):/gm)].map(([, name]) => name);
}

/** What messages call the shipped catalogue. */
export const catalogueName = 'scenarios.yaml';

/** The published JSON Schema of `quarrel run --json`. */
export function readReportSchema(): string {
  return readPackageFile('schema/report.schema.json');
}

/** The published JSON Schema of `quarrel verify --json`. */
export function readVerificationSchema(): string {
  return readPackageFile('schema/verification.schema.json');
}

/** The published JSON Schema of `quarrel compare --json`. */
export function readComparisonSchema(): string {
  return readPackageFile('schema/comparison.schema.json');
}

/** The published JSON Schema of `quarrel check --json`. */
export function readCheckSchema(): string {
  return readPackageFile('schema/check.schema.json');
}

/** The published JSON Schema of `quarrel fuzz --json`. */
export function readFuzzSchema(): string {
  return readPackageFile('schema/fuzz.schema.json');
}

/** The published JSON Schema of `quarrel explain --json`. */
export function readExplanationSchema(): string {
  return readPackageFile('schema/explanation.schema.json');
}

/** The published JSON Schema of `quarrel sweep --json`. */
export function readSweepSchema(): string {
  return readPackageFile('schema/sweep.schema.json');
}

/** The published JSON Schema of `quarrel size --json`. */
export function readSizeSchema(): string {
  return readPackageFile('schema/size.schema.json');
}

/** The published JSON Schema of `quarrel places --json`. */
export function readPlacesSchema(): string {
  return readPackageFile('schema/places.schema.json');
}

/** The published JSON Schema of `quarrel learn --json`. */
export function readLearnSchema(): string {
  return readPackageFile('schema/learn.schema.json');
}

/** The published JSON Schema of `quarrel interview --json`. */
export function readInterviewSchema(): string {
  return readPackageFile('schema/interview.schema.json');
}

/** The published JSON Schema of `quarrel list --json`. */
export function readListSchema(): string {
  return readPackageFile('schema/list.schema.json');
}

/** The published JSON Schema of `quarrel show --json`. */
export function readShowSchema(): string {
  return readPackageFile('schema/show.schema.json');
}

/** The published JSON Schema of `quarrel replay --json` about a counterexample, or about files. */
export function readReplaySchema(): string {
  return readPackageFile('schema/replay.schema.json');
}

/** A file that ships in one of these folders, such as `lessons/04-conflicts.yaml`. */
export interface ShippedFile {
  /** The name without number and ending. */
  readonly name: string;
  /** Its number: what the list is in order of. */
  readonly order: number;
  readonly path: string;
}

/** The lessons or interviews that ship, in order. */
export function listShipped(folder: 'lessons' | 'interviews'): readonly ShippedFile[] {
  return namesIn(folder).flatMap((file) => {
    const [, order, name] = /^(\d+)-([a-z0-9-]+)\.yaml$/.exec(file) ?? [];
    return name === undefined ? [] : [{ name, order: Number(order), path: `${folder}/${file}` }];
  }).sort((a, b) => a.order - b.order);
}

/** The text of a file that ships. */
export function readShipped({ path }: Pick<ShippedFile, 'path'>): string {
  return readPackageFile(path);
}

/** The version of this package. */
export function readVersion(): string {
  const manifest: unknown = JSON.parse(readPackageFile('package.json'));
  const isObject = typeof manifest === 'object' && manifest !== null;
  return isObject && 'version' in manifest ? String(manifest.version) : 'unknown';
}

/** Two folders up from here is the package's root, in `src/` as in `dist/`. */
function readPackageFile(name: string): string {
  return readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(new URL(`../../${folder}`, import.meta.url));
  } catch {
    return [];
  }
}
