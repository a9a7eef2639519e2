/** From the code of a bundled resolver to its definition, in a realm of its own. */
import type { Script } from 'node:vm';
import { openSandbox, type SandboxLimits, type SandboxRealm } from './resolver-sandbox.js';
import { isResolver, type ResolverDefinition } from '../sim/simulate.js';

/** All of a resolver's code as one script. */
export interface ResolverBundle {
  /** As the user names the file. */
  readonly name: string;
  readonly code: string;
}

/** What a module exports as its resolver, whatever it is. */
export interface OpenedModule {
  /** Undefined where nothing is exported that could be one. */
  readonly definition: unknown;
  /** Names of all that it exports. */
  readonly names: readonly string[];
  readonly realm: SandboxRealm;
}

/** How to open a module. */
export interface OpenOptions {
  readonly limits?: SandboxLimits;
  /** Is shown the realm's global object before the module is evaluated. */
  readonly beforeLoad?: (globals: object) => void;
}

/** The default export, else the one named `resolver`; a module in the old style may be one itself. */
export function openModule(script: Script, { limits, beforeLoad }: OpenOptions = {}): OpenedModule {
  const { exports, realm } = openSandbox(script, limits, beforeLoad);
  if (typeof exports !== 'object' || exports === null) return { definition: undefined, names: [], realm };
  const whole = isResolver(exports) ? exports : undefined;
  const ofDefault: unknown = Reflect.get(exports, 'default');
  const named: unknown = Reflect.get(exports, 'resolver');
  return { definition: ofDefault ?? named ?? whole, names: Object.keys(exports), realm };
}

/** A resolver that was found in order before. */
export interface OpenedResolver {
  readonly resolver: ResolverDefinition;
  readonly realm: SandboxRealm;
}

/** Opens a module that is known to export a resolver. */
export function openResolver(script: Script, options: OpenOptions = {}): OpenedResolver {
  const { definition, realm } = openModule(script, options);
  if (!isResolver(definition)) throw new TypeError('a resolver changed while it was loaded again');
  const resolver: ResolverDefinition = definition;
  return { resolver, realm };
}
