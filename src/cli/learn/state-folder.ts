/** Where a person's own state is kept, by the habits of the system. */
import { posix, win32 } from 'node:path';
import type { Environment } from '../command-io.js';

/**
 * The folder; null where the variables name no home.
 *
 * @see XDG Base Directory Specification 0.8: `XDG_STATE_HOME`, an absolute path, else `~/.local/state`
 */
export function stateFolder(env: Environment, platform: string): string | null {
  if (platform === 'win32') {
    const base = given(env['LOCALAPPDATA']);
    const profile = given(env['USERPROFILE']);
    const local = base ?? (profile === null ? null : win32.join(profile, 'AppData', 'Local'));
    return local === null ? null : win32.join(local, 'quarrel');
  }
  const own = given(env['XDG_STATE_HOME']);
  if (own !== null && posix.isAbsolute(own)) return posix.join(own, 'quarrel');
  const home = given(env['HOME']);
  return home === null ? null : posix.join(home, '.local', 'state', 'quarrel');
}

function given(value: string | undefined): string | null {
  return value === undefined || value === '' ? null : value;
}
