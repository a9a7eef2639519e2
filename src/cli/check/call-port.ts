/** Puts itself between a resolver's functions and whoever calls them. */
import { isResolver, type ResolverDefinition } from '../../sim/simulate.js';
import type { ResolverCall } from '../../sim/base/resolver-fault.js';
import { calls } from './journal.js';

/** Makes a call, and returns or throws what it does. */
export type CallPort = (call: ResolverCall, invoke: (args: readonly unknown[]) => unknown, args: readonly unknown[]) => unknown;

/** The same resolver, each function of which is called through the port. Its own calls of itself are not. */
export function callThrough(definition: ResolverDefinition, port: CallPort): ResolverDefinition {
  const members: Record<string, PropertyDescriptor> = {};
  for (const call of calls) {
    const method: unknown = Reflect.get(definition, call);
    if (typeof method !== 'function') continue;
    const invoke = (args: readonly unknown[]): unknown => Reflect.apply(method, definition, args);
    members[call] = { value: (...args: readonly unknown[]) => port(call, invoke, args) };
  }
  return derive(definition, members);
}

function derive(definition: ResolverDefinition, members: PropertyDescriptorMap): ResolverDefinition {
  const derived: unknown = Object.create(definition);
  if (!isResolver(derived)) throw new TypeError('a resolver changed while it was opened');
  Object.defineProperties(derived, members);
  return derived;
}
