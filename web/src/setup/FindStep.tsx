import { type FormEvent, useEffect, useId, useState } from 'react';
import { useSpeech } from '../languages/language.tsx';
import { Problem } from '../shared/Problem.tsx';
import { useAction } from '../shared/use-action.ts';
import { CheckEvcc, FindEvcc, ForgetEvcc, type FoundEvcc } from './parts.ts';

export interface FindStepProps {
  /** What was chosen before; `null` = nothing. */
  kept: string | null;
  onFound: (found: FoundEvcc) => void;
  onForgotten: () => void;
}

/** Looks for evcc in the usual places, and takes an address where it is in none of them. */
export function FindStep({ kept, onFound, onForgotten }: FindStepProps) {
  const { words } = useSpeech();
  const forget = useAction(ForgetEvcc);
  return (
    <>
      <p>{words.setup.findText}</p>
      <Search onFound={onFound} />
      <AddressForm onFound={onFound} />
      {kept !== null && (
        <p className="soft kept">
          {words.setup.kept(kept)}{' '}
          <button
            type="button"
            className="plain"
            disabled={forget.pending}
            onClick={async () => (await forget.run({})) && onForgotten()}
            data-testid="forget-evcc"
          >
            {words.setup.forget}
          </button>
        </p>
      )}
      <Problem text={forget.problem} />
    </>
  );
}

function Search({ onFound }: Pick<FindStepProps, 'onFound'>) {
  const { words } = useSpeech();
  const search = useAction(FindEvcc);
  const [found, setFound] = useState<readonly FoundEvcc[] | null>(null);

  async function look() {
    setFound(null);
    const answer = await search.ask({});
    if (answer?.findEvcc.__typename === 'SearchForEvcc') setFound(answer.findEvcc.found);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page is opened
  useEffect(() => void look(), []);

  return (
    <section aria-label={words.setup.found} aria-live="polite" aria-busy={search.pending} className="search">
      {search.pending && <p className="soft searching">{words.setup.searching}</p>}
      {found?.length === 0 && <p data-testid="none-found">{words.setup.none}</p>}
      <ul className="rows">
        {found?.map((evcc) => (
          <li key={evcc.address} data-testid="found-evcc">
            <span>
              <strong>{evcc.siteTitle ?? words.setup.unnamed}</strong>
              <span className="soft note">
                {evcc.address} · evcc {evcc.version ?? words.setup.unknown}
              </span>
            </span>
            <button type="button" className="primary" onClick={() => onFound(evcc)}>
              {words.setup.choose}
            </button>
          </li>
        ))}
      </ul>
      <Problem text={search.problem} />
      {!search.pending && (
        <button type="button" className="plain" onClick={() => void look()} data-testid="search-again">
          {words.setup.again}
        </button>
      )}
    </section>
  );
}

function AddressForm({ onFound }: Pick<FindStepProps, 'onFound'>) {
  const { words } = useSpeech();
  const check = useAction(CheckEvcc);
  const [address, setAddress] = useState('');
  const id = useId();

  async function submit(event: FormEvent) {
    event.preventDefault();
    const answer = await check.ask({ address });
    if (answer?.checkEvcc.__typename === 'FoundEvcc') onFound(answer.checkEvcc);
  }

  return (
    <form className="address-form" onSubmit={submit}>
      <label htmlFor={id}>{words.setup.address}</label>
      <div>
        <input
          id={id}
          type="text"
          inputMode="url"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          placeholder="evcc.local"
          value={address}
          required
          maxLength={200}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setAddress(event.target.value)}
          data-testid="evcc-address"
        />
        <button type="submit" disabled={check.pending} data-testid="check-evcc">
          {check.pending ? words.setup.checking : words.setup.check}
        </button>
      </div>
      <p id={`${id}-hint`} className="soft small">
        {words.setup.addressHint}
      </p>
      <Problem text={check.problem} />
    </form>
  );
}
