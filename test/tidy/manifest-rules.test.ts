import { describe, expect, test } from 'vitest';
import { checkExactVersions, checkNoHosts } from './manifest-rules.js';

describe('versions', () => {
  test.each(['^1.2.3', '~1.2.3', '1.2', '>=1.2.3', 'latest', '*', '1.2.3 || 2.0.0'])(
    '%s is refused',
    (version) => {
      const text = JSON.stringify({ devDependencies: { yaml: version } });
      expect(checkExactVersions({ path: 'package.json', text })).toHaveLength(1);
    },
  );

  test.each(['1.2.3', '1.2.3-beta.1'])('%s is exact', (version) => {
    const text = JSON.stringify({ dependencies: { yaml: version } });
    expect(checkExactVersions({ path: 'package.json', text })).toEqual([]);
  });

  test('a manifest without dependencies is fine', () => {
    expect(checkExactVersions({ path: 'package.json', text: '{}' })).toEqual([]);
  });
});

test('a lock file that names a host is refused at its line', () => {
  const text = '{\n  "version": "1.0.0",\n  "resolved": "https://host.example/a.tgz"\n}';
  const [violation, ...others] = checkNoHosts({ path: 'package-lock.json', text });
  expect(violation).toMatchObject({ line: 3, rule: 'the lock file names a host' });
  expect(others).toEqual([]);
});
