/** Systems that people look for by name, and the scenarios that show what each is known for. */
import { describe, expect, test } from 'vitest';
import { listScenarios, searchScenarios } from '../../src/scenarios/index.js';
import { catalogueText, shipped } from '../support/catalogue.js';

/** What a system is known for, each by the scenario that shows it. */
const shown: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CouchDB: {
    'the same winner everywhere, losers kept': 'couchdb-conflict',
    'a live leaf beats a deleted one': 'couchdb-delete',
    'changes since a sequence': 'sync-by-sequence',
  },
  PouchDB: { 'a phone offline, the longer branch wins': 'pouchdb-offline' },
  MySQL: {
    'origin filter in a ring': 'mysql-ring',
    'odd and even numbers': 'mysql-ring-offsets',
    'updates that flip for ever without the filter': 'mysql-ring-no-filter',
    'one dead server breaks the ring': 'mysql-ring-dead-server',
    'writes of a removed server circle for ever': 'mysql-ring-orphan',
    'the cure of that': 'mysql-ring-ignore-server-ids',
    'semi-synchronous, until the timeout': 'mysql-semi-sync',
    'semi-synchronous, and blocked': 'mysql-semi-sync-waits',
  },
  MongoDB: {
    'w: 1, and a rollback on rejoin': 'mongodb-rollback',
    'w: majority, and nothing acknowledged rolled back': 'mongodb-majority',
  },
  PostgreSQL: {
    'conflicts that are logged and applied': 'postgres-swap',
    'asynchronous loss on failover': 'postgres-async-failover',
    'synchronous_standby_names by quorum': 'postgres-quorum-commit',
    'synchronous_standby_names by priority': 'postgres-first-commit',
    remote_write: 'level-received',
    'synchronous_commit = on': 'level-flushed',
    remote_apply: 'level-applied',
  },
  'PostgreSQL BDR': {
    'last update wins in a mesh, with a conflict log': 'bdr-update-update',
    'insert_exists': 'bdr-insert-insert',
    'update_recently_deleted and delete_recently_updated': 'bdr-update-delete',
  },
  Cassandra: {
    'last write wins, cell by cell': 'cassandra-cells',
    LOCAL_QUORUM: 'local-quorum',
    EACH_QUORUM: 'each-quorum',
    'clocks that drop an update': 'cassandra-skew',
    'a tombstone of the future': 'cassandra-doomstone',
    'repair by Merkle trees': 'cassandra-repair',
    'lightweight transactions': 'cassandra-lwt',
    'what they cost': 'cassandra-lwt-cost',
    LOCAL_SERIAL: 'cassandra-lwt-local',
  },
  Dynamo: {
    'vector clocks': 'dynamo-versions',
    'carts united at reads': 'cart-at-read',
    'removed items come back': 'cart-union',
    'the cart that last-write-wins loses': 'phone-cart',
  },
  Riak: { siblings: 'sibling-explosion', 'dotted version vectors': 'dotted-siblings', maps: 'row-reset' },
  Spanner: {
    'commit wait': 'truetime',
    'a bound that lies': 'truetime-lies',
    'commit wait beside consensus': 'spanner-commit-wait',
    'inversions without it': 'spanner-no-wait',
    'no inversion at a change of leaders': 'spanner-leader-change',
  },
  Galera: {
    'first committer wins': 'first-committer-wins',
    'no primary component': 'certification-minority',
    'flow control': 'flow-control',
  },
  'MySQL Group Replication': { 'first commit wins': 'first-committer-wins' },
  Aurora: {
    'replicas on the same volume': 'aurora-lag',
    'a zone lost': 'aurora-zone-down',
    'a zone and one node more': 'aurora-zone-and-one',
    'failover without loss': 'aurora-failover',
    'a second region': 'aurora-global',
  },
  CockroachDB: { 'strong writes, and none in the minority': 'cockroachdb-minority' },
  GitHub: { '43 seconds, and two histories': 'github-2018' },
  Pacemaker: { 'checks that fail on whoever takes over': 'new-leader-overload' },
  'Google Docs': {
    'operational transform': 'text-insert-insert',
    'positions applied as they come': 'text-wrong-words',
    'interleaved words': 'text-soup',
  },
  Notion: { 'a text as a CRDT': 'text-whole-words' },
  Git: { 'a merge knows both heads': 'git-clones' },
  'mobile apps': {
    'changes since a timestamp': 'sync-by-timestamp',
    'changes since a sequence': 'sync-by-sequence',
    'two days offline': 'offline-phone',
  },
  'Redis Active-Active': { counters: 'redis-counter', sets: 'redis-set' },
  'Redis Enterprise CRDB': { counters: 'redis-counter', sets: 'redis-set' },
};

const entries = listScenarios(catalogueText);
const known = new Set(entries.flatMap(({ systems }) => systems));

describe.each(Object.entries(shown))('%s', (system, behaviours) => {
  test.each(Object.entries(behaviours))('is shown with: %s', (_behaviour, name) => {
    const entry = entries.find((each) => each.name === name);
    expect(entry?.systems, `systems of ${name}`).toContain(system);
    expect(searchScenarios(entries, [system])).toContain(entry);
  });
});

test('whoever names a system says where its behaviour is published, and names it like the others do', () => {
  for (const { scenario: { name }, systems, source } of shipped) {
    expect(systems.length === 0, name).toBe(source === '');
  }
  const spellings = [...known].map((system) => system.toLowerCase());
  expect(new Set(spellings).size).toBe(known.size);
});
