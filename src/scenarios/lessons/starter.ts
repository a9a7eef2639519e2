/** The lesson that `quarrel init lesson` writes: short, commented, and ready to be taken. */

/** YAML text. */
export const starterLesson = `# A lesson for quarrel. Try:  quarrel learn <this file>
# Answers and numbers are never written down: they are computed from the runs, so they stay true when you change
# a scenario. In texts, {lost-writes} is a figure of the run, {final.x} what every replica holds of the key x in the
# end, {setting.duration} what the scenario says, {lost-writes@siblings} a figure of the run called siblings.
version: 1

scenarios:                        # as in a scenario file; those of: quarrel list  can be named too
  two-edits:
    title: Two people change one value at once
    duration: 1s
    regions:
      us-east: { place: virginia }
      eu-west: { place: ireland }
    links:
      default: { latency: by-place }
    conflicts: { detect: version-vector, resolve: lww }
    workload:
      script:
        - { at: 100ms, in: us-east, as: alice, write: { x: B } }
        - { at: 120ms, in: eu-west, as: bob, write: { x: C } }

lesson:
  title: Two edits, one value
  about: What becomes of a value that two people change before either hears of the other.
  sources:
    dynamo:
      title: "DeCandia et al.: Dynamo: Amazon's Highly Available Key-value Store, SOSP 2007, section 4.4"
  steps:
    - name: who-wins              # what answers and kept progress call this step
      title: Two edits, one value
      text: >
        Alice writes B in Virginia at {setting.workload.script.0.at}, Bob writes C in Ireland at
        {setting.workload.script.1.at}. Both are told that their write is safe. The clocks are exact, and
        whoever has the later timestamp wins.
      scenario: two-edits
      show: { key: x, figures: [conflicts, lost-writes] }
      hint: Which of the two timestamps is larger?
      question:                   # choices with when: ..., or number: <figure>, or order: [...]
        ask: What does every replica hold in the end?
        choices:
          - text: B, the first write
            when: final.x = 'B'
            because: That would be first-write-wins.
          - text: C, the last write
            when: final.x = 'C'
          - text: Both, side by side
            when: final.x = ['B', 'C']
            because: A single value has no room for two. A rule that keeps both is one of the variations.
      why: >
        Both writes were concurrent: neither author had seen the other one. Last-write-wins keeps {final.x}, and
        {lost-writes} acknowledged write is gone everywhere. Dynamo keeps both and lets the application decide.
        [^dynamo]
      variations:                 # on the same seed
        - name: siblings
          title: keep both
          set: { conflicts.resolve: siblings }
          tells: Every replica holds {final.x}; {lost-writes} lost instead of {lost-writes@this}.
        - name: slow-clock
          title: the clock of Ireland is behind
          set: { regions.eu-west.clock: { skew: -100ms } }
          tells: Now every replica holds {final.x}. The later write lost, for its timestamp was smaller.
      say: >
        Last-write-wins converges, but it silently drops acknowledged writes; I would use it only where losing one
        is harmless.
      follow-up:
        ask: How would you notice that it happens?
        answer: Version vectors tell a concurrent write from an overwriting one, so the conflicts can be counted.
`;
