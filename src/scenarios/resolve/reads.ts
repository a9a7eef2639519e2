/** Where reads go and what sessions carry, by replica number; and what that does not go together with. */
import { isReplicated } from '../../sim/base/operation-kind.js';
import { hasSessions } from '../../sim/scenario.js';
import type { ClientGroup, ReadRouting, Scenario, ScriptedOp } from '../../sim/scenario.js';
import type { Path } from '../issue.js';
import type { ReadsDocument } from '../schema/reads.js';
import type { WorkloadDocument } from '../schema/workload.js';
import { didYouMean, listWords } from '../suggestion.js';
import type { Context } from './context.js';

/** What a group's sessions are. */
export function resolveSessions(
  context: Context,
  { reads, sessions: told, roam, clients }: WorkloadDocument['clients'][number],
): Pick<ClientGroup, 'reads' | 'sessions' | 'roam'> {
  const routing = resolveReads(reads ?? context.document.workload.reads);
  // Where it matters who asks, each client of a closed loop is somebody.
  const sessions = routing.reads === undefined && roam === undefined ? told : (told ?? clients);
  return {
    ...routing,
    ...(sessions === undefined ? {} : { sessions }),
    ...(roam === undefined
      ? {}
      : { roam: typeof roam === 'number' ? { kind: 'share', share: roam } : { kind: 'travel', everyUs: roam.every } }),
  };
}

/** What a scripted operation says of its replica, and its client's reads. */
export function resolveReplica(
  context: Context,
  { from }: WorkloadDocument['script'][number],
): Pick<ScriptedOp, 'reads' | 'replica'> {
  const replica = from === undefined ? -1 : listReplicas(context).indexOf(from);
  return {
    ...resolveReads(context.document.workload.reads),
    ...(replica < 0 ? {} : { replica }),
  };
}

/** Reports what reads elsewhere cannot be combined with. */
export function checkReads(context: Context, scenario: Scenario): void {
  const { document, base, names } = context;
  const refuse = (path: Path, message: string, expected: string, isKey = false): void => {
    context.problems.push({ path: [...base, ...path], message, expected, ...(isKey ? { isKey } : {}) });
  };
  checkReplicas(context);
  document.workload.clients.forEach(({ sessions, roam, clients, timeout, retries, breaker, bulkhead }, i) => {
    const path = ['workload', 'clients', i];
    if (roam !== undefined && sessions === undefined && clients === undefined) {
      refuse([...path, 'roam'], 'a group that is one client is in one region', 'sessions: 1000 beside it', true);
    } else if (roam !== undefined && names.length === 1) {
      refuse([...path, 'roam'], 'there is no other region', 'a second region, or no roam', true);
    }
    const isPatient = [timeout, retries, breaker, bulkhead].some((setting) => setting !== undefined);
    if (roam !== undefined && clients !== undefined && isPatient) {
      const expected = 'no timeout, retries, breaker or bulkhead, or no roam';
      refuse([...path, 'roam'], 'a client that may try again stays in its region', expected, true);
    }
    if (sessions === undefined || !isPatient) return;
    const expected = 'no timeout, retries, breaker or bulkhead, or no sessions';
    refuse([...path, 'sessions'], 'a session waits for each of its answers', expected, true);
  });
  if (!hasSessions(scenario)) return;
  const { strategy } = scenario.replication;
  if (strategy !== 'multi-leader') {
    const expected = 'reads: leader and no sessions; or strategy: multi-leader, with followers';
    const message =
      strategy === 'leaderless'
        ? 'without leaders, replication.read says who is asked'
        : `under strategy: ${document.replication.strategy} the strategy itself says who is asked`;
    for (const path of listSessionPlaces(document.workload)) refuse(path, message, expected, true);
    return;
  }
  checkTokens(context, scenario, refuse);
  warnOfMissingFollowers(context, scenario);
}

/** Reads of followers go to the leader of a region that has none. */
function warnOfMissingFollowers({ base, names, cautions }: Context, { workload, regions }: Scenario): void {
  const ofFollowers = (reads: ReadRouting | undefined): boolean =>
    reads !== undefined && (reads.kind === 'place' ? reads.place : reads.otherwise) === 'follower';
  const readers = [
    ...workload.clients.filter(({ mix }) => mix.read > 0),
    ...workload.script.filter(({ kind, replica }) => kind === 'read' && replica === undefined),
  ];
  const wanting = new Set(readers.filter(({ reads }) => ofFollowers(reads)).map(({ region }) => region));
  for (const region of wanting) {
    if (regions[region].followers.count > 0) continue;
    const message = `reads: follower finds no follower in ${names[region]} and asks its leader; followers: 1 there makes one`;
    cautions.push({ path: [...base, 'regions', names[region]], message });
  }
}

/** Every key that makes requests those of sessions. */
function listSessionPlaces({ reads, clients, script }: WorkloadDocument): readonly Path[] {
  const ofGroups = clients.flatMap((group, i): readonly Path[] => {
    const keys = [
      ...(group.reads === undefined || group.reads === 'leader' ? [] : ['reads']),
      ...(group.sessions === undefined ? [] : ['sessions']),
      ...(group.clients === undefined || group.roam === undefined ? [] : ['roam']),
    ];
    return keys.map((key) => ['workload', 'clients', i, key]);
  });
  const named = script.flatMap(({ from }, i): readonly Path[] => (from === undefined ? [] : [['workload', 'script', i, 'from']]));
  return [...(reads === 'leader' ? [] : [['workload', 'reads']]), ...ofGroups, ...named];
}

/** Every `causal` key of reads. */
function listCausalPlaces({ reads, clients }: WorkloadDocument): readonly Path[] {
  const isCausal = (one: ReadsDocument | undefined): boolean => typeof one === 'object' && one.causal !== undefined;
  const ofGroups = clients.flatMap((group, i): readonly Path[] =>
    isCausal(group.reads) ? [['workload', 'clients', i, 'reads', 'causal']] : [],
  );
  return [...(isCausal(reads) ? [['workload', 'reads', 'causal']] : []), ...ofGroups];
}

type Refuse = (path: Path, message: string, expected: string, isKey?: boolean) => void;

function checkTokens({ document, names }: Context, scenario: Scenario, refuse: Refuse): void {
  const { clients, script } = scenario.workload;
  const tokens = [...clients, ...script].flatMap(({ reads }) => (reads?.kind === 'token' ? [reads] : []));
  if (tokens.length === 0) return;
  const { replication, conflicts } = document;
  if (replication.tombstones !== undefined) {
    const message = 'a replica that forgets deletes cannot tell how far it is, as tokens ask';
    refuse(['replication', 'tombstones'], message, 'no tombstones, or no token');
  }
  if (isReplicated(conflicts.resolve) && tokens.some(({ from }) => from !== 'writes')) {
    const message = `what is read of ${conflicts.resolve} is no single write, as tokens from reads need`;
    refuse(['conflicts', 'resolve'], message, 'from: writes, or lww, fww, arrival or siblings');
  }
  const isCausal = tokens.some(({ from }) => from === 'causal');
  if (isCausal && names.length > 1 && replication.order !== 'causal') {
    const message = 'causal sessions need leaders that take writes in after what those depend on';
    const expected = 'replication.order: causal, or a single region';
    if (replication.order !== undefined) refuse(['replication', 'order'], message, expected);
    else for (const path of listCausalPlaces(document.workload)) refuse(path, message, expected, true);
  }
}

function checkReplicas(context: Context): void {
  const replicas = listReplicas(context);
  context.document.workload.script.forEach(({ from, read }, i) => {
    if (from === undefined) return;
    const path = [...context.base, 'workload', 'script', i, 'from'];
    if (read === undefined) {
      const message = 'only a read can be asked of another replica than the leader';
      context.problems.push({ path, message, expected: 'from beside a read', isKey: true });
    } else if (!replicas.includes(from)) {
      const message = `there is no replica "${from}"`;
      const expected = `one of ${listWords(replicas)}`;
      context.problems.push({ path, message, expected, ...didYouMean(from, replicas) });
    }
  });
}

/** Names of all replicas by number: leaders first, then followers region by region. */
function listReplicas({ names, document }: Context): readonly string[] {
  const followers = names.flatMap((name) => {
    const count = document.regions[name]?.followers?.count ?? 0;
    return Array.from({ length: count }, (_, i) => `${name}/${String(i + 1)}`);
  });
  return [...names, ...followers];
}

function resolveReads(reads: ReadsDocument): { readonly reads?: ReadRouting } {
  if (typeof reads === 'string') return reads === 'leader' ? {} : { reads: { kind: 'place', place: reads } };
  const { 'leader-for': forUs, otherwise = 'nearest', token, causal } = reads;
  if (forUs !== undefined) return { reads: { kind: 'leader-for', forUs, otherwise } };
  if (token !== undefined) {
    const { wait: waitUs, from } = token;
    return { reads: { kind: 'token', waitUs, from, otherwise: token.otherwise } };
  }
  if (causal === undefined) return {};
  return { reads: { kind: 'token', waitUs: causal.wait, from: 'causal', otherwise: causal.otherwise } };
}
