/** The files that ship beside the code: catalogue, schemas, version. */
import { readFileSync } from 'node:fs';

/** The text of the shipped catalogue of scenarios. */
export function readCatalogue(): string {
  return readPackageFile(catalogueName);
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
