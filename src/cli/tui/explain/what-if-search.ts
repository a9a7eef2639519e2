/** The search for what would have kept a write, while somebody looks at the screen. */
import type { Counterfactual } from '../../../scenarios/counterfactual/counterfactual.js';
import { findCounterfactuals } from '../../counterfactuals.js';
import type { CounterfactualRequest } from '../../counterfactuals.js';
import type { WhatIfLine, WhatIfState } from '../../view/explain/explain-state.js';

/** What is searched, and who hears of it. */
export interface WhatIfSearchOptions {
  readonly request: CounterfactualRequest;
  /** The command that runs it with a change. */
  readonly commandOf: (counterfactual: Counterfactual) => string;
  readonly onNews: () => void;
  /** Told of what is thrown. */
  readonly fail: (error: unknown) => void;
}

/** One search, from its making on. */
export class WhatIfSearch {
  readonly #options: WhatIfSearchOptions;
  #isStopped = false;
  #tried = 0;
  #most = 0;
  #found: readonly WhatIfLine[] = [];
  #isDone = false;

  constructor(options: WhatIfSearchOptions) {
    this.#options = options;
    this.#search().catch((error: unknown) => {
      if (!this.#isStopped) options.fail(error);
    });
  }

  get state(): WhatIfState {
    if (this.#isDone) return { kind: 'done', found: this.#found };
    return { kind: 'seeking', tried: this.#tried, most: this.#most, found: this.#found };
  }

  /** Nobody wants to know any more. */
  stop(): void {
    this.#isStopped = true;
  }

  async #search(): Promise<void> {
    const { request, onNews } = this.#options;
    const found = await findCounterfactuals(request, {
      isStopped: () => this.#isStopped,
      sliceEvents,
      onProgress: ({ tried, most }) => {
        if (tried !== this.#tried || most !== this.#most) onNews();
        this.#tried = tried;
        this.#most = most;
      },
      onHelpful: (counterfactual) => {
        this.#found = [...this.#found, this.#lineOf(counterfactual)];
        onNews();
      },
    });
    if (this.#isStopped) return;
    this.#found = found.map((counterfactual) => this.#lineOf(counterfactual));
    this.#isDone = true;
    onNews();
  }

  #lineOf(counterfactual: Counterfactual): WhatIfLine {
    const { words, lostWrites } = counterfactual;
    return { words, lostWrites, command: this.#options.commandOf(counterfactual) };
  }
}

/** Few enough that a key is never waited for. */
const sliceEvents = 1000;
