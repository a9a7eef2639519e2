/** The document that `quarrel init` writes: small, commented, and ready to run. */

/** YAML text. */
export const starterDocument = `# Scenarios for quarrel. Try:  quarrel run <this file>
# Durations 250us 10ms 3s 30m; sizes 1KiB 64GiB; rates 500/s 50k/s; shares 2% or 0.02.
version: 1
scenarios:
  my-scenario:
    title: Two leaders and a partition
    about: >
      Both leaders keep accepting writes while they cannot see each other.
      When the link heals, last-write-wins discards some of what clients were told is safe.

    seed: "1"                     # the same seed gives the same run, to the byte
    duration: 10s                 # of workload
    settle: 60s                   # at most, to drain afterwards

    regions:                      # one leader each
      us-east: { place: virginia, followers: 1 }
      eu-west: { place: ireland, followers: 1, clock: { skew: 5ms } }

    topology: mesh                # or ring, two-way-ring, star, { links: [us-east -> eu-west] }
    links:
      default: { latency: by-place, jitter: 10% }
      # us-east -> eu-west: { latency: { lognormal: { median: 40ms, p99: 90ms } }, loss: 0.1% }

    node: { write: 200us, apply: 50us, read: 100us, workers: 4 }
    replication:
      batch: { every: 5ms, max: 500 }

    conflicts:
      detect: version-vector      # or timestamp
      resolve: lww                # or fww, arrival, siblings

    workload:
      keys: { count: 100, choose: { zipf: 1.1 } }
      clients:
        - { in: us-east, rate: 100/s, mix: { write: 80%, read: 20% } }
        - { in: eu-west, rate: 100/s, mix: { write: 80%, read: 20% } }
      script:                     # exact operations at exact times
        - { at: 5s, in: us-east, as: alice, write: { x: B } }
        - { at: 5.02s, in: eu-west, as: bob, write: { x: C } }

    faults:
      - { at: 4s, until: 7s, partition: [[us-east], [eu-west]] }

    expect:                       # what must come out; a run fails when one is missed
      settled: true
      converged: true
      lost-writes: "> 0"          # try --set conflicts.resolve=siblings
      write-latency.p99: "< 10ms" # local writes stay local
      lag.max: "> 2s"             # the partition
`;
