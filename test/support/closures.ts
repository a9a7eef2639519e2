/** What functions close over, as the debugger of the engine that runs them sees it. */
import { Session, type Runtime } from 'node:inspector';

/** A variable that a function sees, and is not its own. */
export interface Captured {
  /** The function that the variable belongs to, and its name. */
  readonly name: string;
  readonly value: unknown;
}

/** Looks into functions. */
export class Closures {
  private readonly session = new Session();
  private readonly handed: unknown[] = [];

  constructor() {
    this.session.connect();
    Reflect.set(globalThis, place, this.handed);
  }

  /** The variables of the functions around a function; those of modules are left out. */
  captured(by: object): readonly Captured[] {
    const scopes = this.internal(this.hand(by), '[[Scopes]]');
    if (scopes === null) return [];
    return this.properties(scopes).result.flatMap(({ value }) => {
      const { objectId, description = '' } = value ?? {};
      if (objectId === undefined || !/^(Closure|Block)/.test(description)) return [];
      const variables = this.properties(objectId).result;
      // Modules are functions to those who load them for tests.
      if (variables.some(({ name }) => name.startsWith('__vi'))) return [];
      return variables.flatMap(({ name, value: variable }) =>
        variable === undefined ? [] : [{ name: `${description} ${name}`, value: this.take(variable) }],
      );
    });
  }

  close(): void {
    this.session.disconnect();
    Reflect.deleteProperty(globalThis, place);
  }

  private hand(value: unknown): string {
    this.handed.splice(0, Infinity, value);
    let objectId = '';
    this.session.post('Runtime.evaluate', { expression: `${place}[0]` }, (_, answer) => {
      objectId = answer.result.objectId ?? '';
    });
    return objectId;
  }

  private take({ objectId, value, unserializableValue }: Runtime.RemoteObject): unknown {
    if (objectId === undefined) return unserializableValue ?? value;
    const functionDeclaration = `function () { globalThis['${place}'][0] = this }`;
    this.session.post('Runtime.callFunctionOn', { objectId, functionDeclaration });
    return this.handed[0];
  }

  private internal(objectId: string, wanted: string): string | null {
    const { internalProperties = [] } = this.properties(objectId);
    return internalProperties.find(({ name }) => name === wanted)?.value?.objectId ?? null;
  }

  private properties(objectId: string): Runtime.GetPropertiesReturnType {
    let found: Runtime.GetPropertiesReturnType = { result: [] };
    this.session.post('Runtime.getProperties', { objectId, ownProperties: true }, (_, answer) => {
      found = answer;
    });
    return found;
  }
}

/** Where values are handed over, by name. */
const place = 'handedToDebugger';
