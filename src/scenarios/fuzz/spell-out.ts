/** What clients did in a run, spelt out as a script: generated operations that can be left out one by one. */
import type { TraceEvent } from '../../sim/record/trace.js';
import { duration } from '../units.js';
import { isMapping } from '../schema/field.js';
import { durationText } from './quantity-text.js';
import type { Mapping, TestCase } from './test-case.js';
import { isFault, listAt, mappingAt, without } from './test-case.js';

/** More operations than this stay generated. */
const mostSpeltOut = 5000;

/**
 * Cases in which a script takes the place of all clients, the plainer one first: writes alone, then all that
 * was accepted and read, by whom. None where there is nothing to spell out, or no word for it. The changes of
 * the workload are in the script.
 */
export function spellOut({ base, changes }: TestCase, events: readonly TraceEvent[]): readonly TestCase[] {
  const workload = mappingAt(base, 'workload');
  const scripted = listAt(workload, 'script');
  if (listAt(workload, 'clients').length === 0) return [];
  const generated = events.filter((event) => isRequest(event) && !isOfScript(event, scripted));
  if (generated.length === 0 || generated.length > mostSpeltOut) return [];
  const faults = changes.filter(isFault);
  const put = (operations: readonly (Mapping | null)[]): TestCase[] => {
    const known = operations.filter((operation) => operation !== null);
    if (known.length < operations.length || known.length === 0) return [];
    const script = [...scripted, ...known];
    const rest = Object.fromEntries(
      Object.entries(workload).filter(([key]) => !['clients', 'keys', 'payload'].includes(key)),
    );
    return [{ base: { ...without(base, 'workload'), workload: { ...rest, script } }, changes: faults }];
  };
  const writes = generated.flatMap((event) => (event.kind === 'accept' ? [event] : []));
  return [
    ...put(writes.map((event) => operationOf(event))),
    ...put(generated.map((event) => withClient(operationOf(event), event))),
  ];
}

type Request = TraceEvent & { readonly kind: 'accept' | 'read' };

function isRequest(event: TraceEvent): event is Request {
  return event.kind === 'accept' || event.kind === 'read';
}

/** Who a scripted operation is by, and when, tells it from generated ones. */
function isOfScript(event: TraceEvent, script: readonly unknown[]): boolean {
  if (!isRequest(event)) return false;
  return script.some((operation) => {
    if (!isMapping(operation)) return false;
    const at = duration.read(operation['at']);
    return at.ok && at.value === event.sentAtUs && (operation['as'] ?? 'client') === event.client;
  });
}

function withClient(operation: Mapping | null, event: TraceEvent): Mapping | null {
  return operation === null || !isRequest(event) ? null : { ...operation, as: event.client };
}

/** Null where it was something that scripts say otherwise. */
function operationOf(event: TraceEvent): Mapping | null {
  if (!isRequest(event)) return null;
  const { key, sentAtUs, replica } = event;
  const [region] = replica.split('/');
  const common = { at: durationText(sentAtUs), in: region };
  if (event.kind === 'read') return { ...common, read: key };
  if (event.isCreate === true) return null;
  if (event.isChange === true) {
    const change = changeOf(event.value ?? '');
    return change === null ? null : { ...common, [change.kind]: { [key]: change.value } };
  }
  if (event.value === null) return { ...common, delete: key };
  return { ...common, [event.isUpdate === true ? 'update' : 'write']: { [key]: event.value } };
}

/** From words such as `+1`, `add milk`, `set name=A`. */
function changeOf(words: string): { readonly kind: string; readonly value: unknown } | null {
  const by = /^[+-]\d+$/.exec(words)?.[0];
  if (by !== undefined) return { kind: 'increment', value: Number(by) };
  const [, kind, element] = /^(add|remove) (\S+)$/.exec(words) ?? [];
  if (kind !== undefined) return { kind, value: element };
  const [, field, value] = /^set (\S+?)=(\S+)$/.exec(words) ?? [];
  if (field !== undefined) return { kind: 'set', value: { [field]: value } };
  const [, text, at] = /^insert "([^"]*)" at (\d+)$/.exec(words) ?? [];
  if (text !== undefined) return { kind: 'insert', value: { at: Number(at), text } };
  const [, length, from] = /^erase (\d+) at (\d+)$/.exec(words) ?? [];
  return length === undefined ? null : { kind: 'erase', value: { at: Number(from), length: Number(length) } };
}
