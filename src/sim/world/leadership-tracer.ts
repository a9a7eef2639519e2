/** What happens about who leads, as events of a trace. */
import type { Tracer } from '../record/tracer.js';
import type { LeadershipWitness } from '../replication/single-leader/port.js';

/** One witness, where somebody listens to the trace. */
export function traceLeadership(tracer: Tracer | null): readonly LeadershipWitness[] {
  if (tracer === null) return [];
  const nameOf = (replica: number): string => tracer.nameOf(replica);
  return [
    {
      suspect: (by, suspect, atUs) => {
        const name = suspect < 0 ? null : nameOf(suspect);
        tracer.leadership({ kind: 'suspect', atUs, replica: nameOf(by), suspect: name });
      },
      elect: (leader, term, atUs) => tracer.leadership({ kind: 'elect', atUs, replica: nameOf(leader), term }),
      lease: () => undefined,
      depose: (leader, term, atUs) => tracer.leadership({ kind: 'depose', atUs, replica: nameOf(leader), term }),
      discard: (member, write, _position, cause, atUs) => {
        const key = tracer.keyOf(write);
        tracer.leadership({ kind: 'rewind', atUs, replica: nameOf(member), write, key, cause });
      },
      diverge: (member, leader, atUs) => {
        tracer.leadership({ kind: 'diverge', atUs, replica: nameOf(member), leader: nameOf(leader) });
      },
      demote: (leader, follower, atUs) => {
        tracer.leadership({ kind: 'demote', atUs, replica: nameOf(leader), follower: nameOf(follower) });
      },
      restore: (leader, follower, atUs) => {
        tracer.leadership({ kind: 'promote', atUs, replica: nameOf(leader), follower: nameOf(follower) });
      },
      degrade: (leader, missing, atUs) => {
        tracer.leadership({ kind: 'degrade', atUs, replica: nameOf(leader), missing });
      },
      acknowledge: () => undefined,
      shoot: (by, target, atUs) => {
        tracer.leadership({ kind: 'shoot', atUs, replica: nameOf(by), target: nameOf(target) });
      },
      admit: (member, incarnation, atUs) => {
        tracer.leadership({ kind: 'admit', atUs, replica: nameOf(member), votes: incarnation >= 0 });
      },
    },
  ];
}
