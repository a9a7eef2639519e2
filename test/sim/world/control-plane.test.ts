import { describe, expect, test } from 'vitest';
import { ControlPlane } from '../../../src/sim/world/control-plane.js';

const rules = { heartbeatUs: 10, timeoutUs: 30, elsewhereAfterUs: 50 };

describe('the control plane', () => {
  test('appoints the best of those that answer once the writer has not for a timeout', () => {
    const { plane, done } = open({ heard: [1, 2], elsewhere: [9] });
    for (const atUs of [10, 20]) plane.look(atUs);
    expect(done).toEqual([]);
    plane.look(30);
    expect(done).toEqual(['appoint 1 at 30']);
  });

  test('leaves a writer alone that answers again in time', () => {
    const heard = [0, 1];
    const { plane, done } = open({ heard, elsewhere: [] });
    plane.look(10);
    heard.shift();
    plane.look(30);
    heard.unshift(0);
    plane.look(35);
    heard.shift();
    plane.look(60);
    expect(done).toEqual([]);
  });

  test('turns to another volume only when nobody of the writer’s answers', () => {
    const { plane, done } = open({ heard: [], elsewhere: [9] });
    for (const atUs of [10, 30, 40]) plane.look(atUs);
    expect(done).toEqual([]);
    plane.look(50);
    expect(done).toEqual(['promote 9 at 50']);
  });

  test('waits where nobody is left anywhere', () => {
    const { plane, done } = open({ heard: [], elsewhere: [] });
    plane.look(500);
    expect(done).toEqual([]);
  });
});

/** The writer is 0; whoever else is heard may take over. */
function open({ heard, elsewhere }: { readonly heard: readonly number[]; readonly elsewhere: readonly number[] }): {
  readonly plane: ControlPlane;
  readonly done: readonly string[];
} {
  const done: string[] = [];
  const plane = new ControlPlane(rules, {
    isHeard: (instance) => heard.includes(instance),
    candidates: () => heard.filter((instance) => instance !== 0),
    candidatesElsewhere: () => elsewhere,
    writer: () => 0,
    appoint: (instance, nowUs) => done.push(`appoint ${instance} at ${nowUs}`),
    promote: (instance, nowUs) => done.push(`promote ${instance} at ${nowUs}`),
  });
  return { plane, done };
}
