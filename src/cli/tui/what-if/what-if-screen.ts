/** The form of changes as a screen. */
import { assertNever } from '../../../sim/base/assert.js';
import { exitCodes } from '../../exit-codes.js';
import { findAction, offeredKeys } from '../../view/keys/key-table.js';
import type { OfferedKey } from '../../view/keys/key-table.js';
import type { Size } from '../../view/drawing/panel.js';
import type { Row } from '../../view/drawing/row.js';
import { drawWhatIf } from '../../view/what-if/draw-what-if.js';
import { addDraft, changesOf, dropDraft, eraseIn, isTyped, moveBy, newForm, typeInto, vary } from '../../view/what-if/what-if-form.js';
import type { WhatIfForm } from '../../view/what-if/what-if-form.js';
import { whatIfKeys } from '../../view/what-if/what-if-keys.js';
import type { WhatIfAction } from '../../view/what-if/what-if-keys.js';
import type { Screen, ScreenEnding, ScreenPlace } from '../screens/screen.js';
import type { Branch } from './branch.js';

/** What the screen works with. */
export interface WhatIfScreenOptions {
  readonly branch: Branch;
  readonly nowUs: number;
  readonly place: ScreenPlace;
}

/** Figures, signs and the letters of units. */
const partOfAmount = /^[0-9.%+\-umsh]$/;

/** Changes that are put together and run. */
export class WhatIfScreen implements Screen {
  readonly title = whatIfKeys.title;
  readonly keys = whatIfKeys.bindings;
  readonly #options: WhatIfScreenOptions;
  #form: WhatIfForm;
  #problem: readonly string[] = [];

  constructor(options: WhatIfScreenOptions) {
    this.#options = options;
    this.#form = newForm(options.branch.scenario, options.nowUs);
  }

  /** What is filled in. */
  get form(): WhatIfForm {
    return this.#form;
  }

  get isTyping(): boolean {
    return isTyped(this.#form);
  }

  offeredKeys(): readonly OfferedKey[] {
    return offeredKeys(whatIfKeys, this.#context);
  }

  tick(): boolean {
    return false;
  }

  draw(size: Size): readonly Row[] {
    const { branch, nowUs, place } = this.#options;
    const repeat = branch.repeat(changesOf(this.#form), nowUs);
    return drawWhatIf({ form: this.#form, problem: this.#problem, repeat }, size, place.theme);
  }

  press(key: string): boolean {
    const action = findAction(whatIfKeys, key, this.#context);
    if (action !== null) this.#do(action);
    else if (this.isTyping && partOfAmount.test(key)) this.#set(typeInto(this.#form, key));
    return action !== null;
  }

  ending(): ScreenEnding {
    return { rows: [], exitCode: exitCodes.inconclusive };
  }

  close(): void {
    // Nothing is held beyond memory.
  }

  get #context() {
    return { mode: this.isTyping ? ('typing' as const) : ('choosing' as const), hasSeveral: this.#form.drafts.length > 1 };
  }

  #do(action: WhatIfAction): void {
    switch (action) {
      case 'above':
        return this.#set(moveBy(this.#form, -1));
      case 'below':
        return this.#set(moveBy(this.#form, 1));
      case 'next':
        return this.#set(vary(this.#form, 1));
      case 'previous':
        return this.#set(vary(this.#form, -1));
      case 'add':
        return this.#set(addDraft(this.#form));
      case 'drop':
        return this.#set(dropDraft(this.#form));
      case 'erase':
        return this.#set(eraseIn(this.#form));
      case 'run':
        return this.#run();
      default:
        return assertNever(action);
    }
  }

  #set(form: WhatIfForm): void {
    this.#form = form;
    this.#problem = [];
  }

  #run(): void {
    const { branch, nowUs, place } = this.#options;
    const opened = branch.open(changesOf(this.#form), nowUs);
    if (opened.ok) place.navigator.open(opened.screen);
    else this.#problem = opened.message.split('\n').filter((line) => line.trim() !== '');
  }
}
