import { useId } from 'react';
import { LANGUAGES } from '../../../api/house/index.ts';
import { useLanguage, useSpeech } from '../languages/language.tsx';
import { Icon } from '../shared/icons.tsx';
import { theme, useChoice, zone } from './preferences.ts';

/** How this browser shows the house: language, theme, and whose clock. */
export function SettingsMenu() {
  const { words } = useSpeech();
  const { language, setLanguage } = useLanguage();
  const chosenTheme = useChoice(theme);
  const chosenZone = useChoice(zone);
  const id = useId();
  return (
    <>
      <button
        type="button"
        className="plain round"
        popoverTarget={id}
        aria-label={words.settings.title}
        data-testid="settings"
      >
        <Icon name="settings" />
      </button>
      <div id={id} popover="auto" className="menu" role="dialog" aria-label={words.settings.title}>
        <Options
          label={words.settings.language}
          names={words.languages}
          options={LANGUAGES}
          chosen={language}
          onChoose={setLanguage}
        />
        <Options
          label={words.settings.theme}
          names={words.settings.themes}
          options={theme.options}
          chosen={chosenTheme}
          onChoose={theme.choose}
        />
        <Options
          label={words.settings.zone}
          names={words.settings.zones}
          options={zone.options}
          chosen={chosenZone}
          onChoose={zone.choose}
        />
        <a className="login" href={new URL('login', document.baseURI).href}>
          {words.settings.login}
        </a>
      </div>
    </>
  );
}

interface OptionsProps<T extends string> {
  label: string;
  names: Record<T, string>;
  options: readonly T[];
  chosen: T;
  onChoose: (option: T) => void;
}

function Options<T extends string>({ label, names, options, chosen, onChoose }: OptionsProps<T>) {
  const name = useId();
  return (
    <fieldset className="segments">
      <legend>{label}</legend>
      <div>
        {options.map((option) => (
          <label key={option}>
            <input
              type="radio"
              name={name}
              value={option}
              checked={option === chosen}
              onChange={() => onChoose(option)}
              data-testid={`choose-${option}`}
            />
            <span>{names[option]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
