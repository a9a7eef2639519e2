import { expect, test } from 'vitest';
import { readCatalogue, readReportSchema, readVersion } from '../../src/cli/package-files.js';

test('the catalogue, the report schema and the version are found beside the code', () => {
  expect(readCatalogue()).toMatch(/^version: 1$/m);
  expect(JSON.parse(readReportSchema())).toHaveProperty('properties.fingerprint');
  expect(readVersion()).toMatch(/^\d+\.\d+\.\d+/);
});
