/** The controls of a page as a form: every one has a label, and works by keyboard. */
import { settingsAsWritten } from './controls.js';
import type {
  ChoiceControl,
  Controls,
  FaultControl,
  FaultSetting,
  Settings,
  SkewControl,
} from './controls.js';
import { element } from './elements.js';

/** A form and what it says. */
export interface ControlForm {
  readonly root: HTMLFormElement;
  /** What is chosen at the moment. */
  readonly read: () => Settings;
  /** Chooses what is written, everywhere. */
  readonly reset: () => void;
}

/** Makes the form; `onChange` is called whenever something else is chosen. */
export function makeControlForm(controls: Controls, onChange: () => void): ControlForm {
  const seed = element('input', {
    type: 'text',
    id: 'try-seed',
    value: controls.seed,
    maxlength: 200,
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const skews = controls.skews.map(makeSkew);
  const resolver = makeChoice('try-resolver', controls.resolver);
  const topology = makeChoice('try-topology', controls.topology);
  const faults = controls.faults.map(makeFault);
  const root = element(
    'form',
    { class: 'try-form' },
    element(
      'fieldset',
      {},
      element('legend', {}, 'Run'),
      labelled('Seed', seed),
      labelled('Resolver', resolver),
      labelled('Topology', topology),
    ),
    element(
      'fieldset',
      {},
      element('legend', {}, 'Clock skew at the start, in ms'),
      ...skews.map(({ row }) => row),
    ),
    ...(faults.length === 0
      ? []
      : [
          element(
            'fieldset',
            { class: 'try-faults' },
            element('legend', {}, 'Faults'),
            ...faults.map(({ row }) => row),
          ),
        ]),
  );
  root.addEventListener('submit', (event) => {
    event.preventDefault();
  });
  root.addEventListener('input', onChange);

  const write = (settings: Settings) => {
    seed.value = settings.seed;
    resolver.value = settings.resolver;
    topology.value = settings.topology;
    for (const [at, skew] of skews.entries()) skew.write(settings.skewsMs[at] ?? 0);
    for (const [at, fault] of faults.entries())
      fault.write(settings.faults[at] ?? { isOn: true, at: '', until: '' });
  };
  return {
    root,
    read: () => ({
      seed: seed.value,
      skewsMs: skews.map((skew) => skew.read()),
      resolver: resolver.value,
      topology: topology.value,
      faults: faults.map((fault) => fault.read()),
    }),
    reset: () => {
      write(settingsAsWritten(controls));
    },
  };
}

interface Part<T> {
  readonly row: HTMLElement;
  readonly read: () => T;
  readonly write: (value: T) => void;
}

/** A slider and a number that say the same; the number goes further than the slider. */
function makeSkew({ region, skewMs, mostMs }: SkewControl, at: number): Part<number> {
  const slider = element('input', {
    type: 'range',
    id: `try-skew-slider-${at}`,
    min: -mostMs,
    max: mostMs,
    step: 1,
    value: skewMs,
    'aria-label': `Clock skew of ${region}, slider`,
  });
  const number = element('input', { type: 'number', id: `try-skew-${at}`, step: 'any', value: skewMs });
  slider.addEventListener('input', () => {
    number.value = slider.value;
  });
  number.addEventListener('input', () => {
    slider.value = number.value;
  });
  return {
    row: element('p', { class: 'try-row' }, element('label', { for: number.id }, region), slider, number),
    read: () => (Number.isFinite(number.valueAsNumber) ? number.valueAsNumber : skewMs),
    write: (ms) => {
      number.value = String(ms);
      slider.value = String(ms);
    },
  };
}

function makeChoice(id: string, { chosen, choices }: ChoiceControl): HTMLSelectElement {
  const options = choices.map((choice) =>
    element('option', { value: choice, selected: choice === chosen }, choice),
  );
  return element('select', { id }, ...options);
}

function makeFault({ words, at, until, canEnd }: FaultControl, index: number): Part<FaultSetting> {
  const isOn = element('input', { type: 'checkbox', id: `try-fault-${index}`, checked: true });
  const from = element('input', {
    type: 'text',
    id: `try-fault-at-${index}`,
    value: at,
    size: 7,
    'aria-label': `${words}: begins at`,
  });
  const end = element('input', {
    type: 'text', id: `try-fault-until-${index}`, value: until, size: 7, disabled: !canEnd,
    placeholder: canEnd ? 'never' : 'has no end', 'aria-label': `${words}: ends at`,
  });
  return {
    row: element(
      'p',
      { class: 'try-row' },
      isOn,
      element('label', { for: isOn.id }, words),
      ' from ',
      from,
      ' until ',
      end,
    ),
    read: () => ({ isOn: isOn.checked, at: from.value, until: end.value }),
    write: (setting) => {
      isOn.checked = setting.isOn;
      from.value = setting.at;
      end.value = setting.until;
    },
  };
}

function labelled(words: string, control: HTMLElement): HTMLElement {
  return element('p', { class: 'try-row' }, element('label', { for: control.id }, words), control);
}
