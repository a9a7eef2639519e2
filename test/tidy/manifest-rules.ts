/** Dependencies: exact versions in the manifest, and no machine's registry in the lock file. */
import type { ProjectFile, Violation } from './project.js';

const sections = ['dependencies', 'devDependencies', 'optionalDependencies'];
const exactVersion = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/;

/** Dependencies of `package.json` whose version may move. */
export function checkExactVersions({ path, text }: ProjectFile): readonly Violation[] {
  const manifest: unknown = JSON.parse(text);
  return sections
    .flatMap((section) => Object.entries(memberOf(manifest, section) ?? {}))
    .filter(([, version]) => typeof version !== 'string' || !exactVersion.test(version))
    .map(([name, version]) => ({
      path,
      rule: `${name} is asked for as ${JSON.stringify(version)}`,
      remedy: 'name one exact version',
    }));
}

/** Entries of the lock file that say from which host they came. */
export function checkNoHosts({ path, text }: ProjectFile): readonly Violation[] {
  return text.split('\n').flatMap((line, index) => {
    if (!/^\s*"resolved"\s*:/.test(line)) return [];
    const remedy = 'delete the "resolved" lines, so that every machine uses its own registry';
    return [{ path, line: index + 1, rule: 'the lock file names a host', remedy }];
  });
}

function memberOf(value: unknown, name: string): object | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const member: unknown = Object.entries(value).find(([key]) => key === name)?.[1];
  return typeof member === 'object' && member !== null ? member : undefined;
}
