import { useSpeech } from '../languages/language.tsx';
import { Badge } from '../shared/Badge.tsx';
import { Problem } from '../shared/Problem.tsx';
import { useAction } from '../shared/use-action.ts';
import { FinishSetup, type FoundEvcc } from './parts.ts';

export interface CheckStepProps {
  found: FoundEvcc;
  onBack: () => void;
  onAccepted: () => void;
}

/** What is there and what is missing, before this evcc counts. */
export function CheckStep({ found, onBack, onAccepted }: CheckStepProps) {
  const { words } = useSpeech();
  const finish = useAction(FinishSetup);
  return (
    <>
      <p>{words.setup.checkText}</p>
      <h3>
        {found.siteTitle ?? words.setup.unnamed} <code className="soft">{found.address}</code>
      </h3>
      <FoundList found={found} />
      <Problem text={finish.problem} />
      <div className="buttons">
        <button
          type="button"
          className="primary"
          disabled={finish.pending}
          onClick={async () => (await finish.run({ address: found.address })) && onAccepted()}
          data-testid="accept-evcc"
        >
          {finish.pending ? words.setup.checking : words.setup.accept}
        </button>
        <button type="button" disabled={finish.pending} onClick={onBack}>
          {words.setup.back}
        </button>
      </div>
    </>
  );
}

function FoundList({ found: { version, loadpoints, battery, hasPv, tariffs } }: { found: FoundEvcc }) {
  const { words, format } = useSpeech();
  const { setup } = words;
  const names = loadpoints.map(({ title, vehicleTitle }) =>
    vehicleTitle === null ? title : `${title} (${vehicleTitle})`,
  );
  const capacity = battery && [
    battery.capacityKwh === null ? null : format.energy(battery.capacityKwh),
    battery.socPercent === null ? null : format.percent(battery.socPercent),
    battery.controllable ? setup.controllable : setup.notControllable,
  ];
  return (
    <ul className="rows plain-rows found-list">
      <Found name={setup.version} isThere={version !== null} text={version ?? setup.unknown} />
      <Found
        name={setup.loadpoints}
        isThere={loadpoints.length > 0}
        text={loadpoints.length > 0 ? names.join(', ') : setup.noLoadpoints}
      />
      <Found
        name={setup.battery}
        isThere={battery !== null}
        text={capacity?.filter((part) => part !== null).join(' · ') ?? setup.noBattery}
      />
      <Found name={setup.pv} isThere={hasPv} text={hasPv ? null : setup.noPv} />
      <Found name={setup.grid} isThere={tariffs.grid} text={tariffs.grid ? null : setup.noGrid} />
      <Found name={setup.solar} isThere={tariffs.solar} text={tariffs.solar ? null : setup.noSolar} />
      <Found name={setup.feedIn} isThere={tariffs.feedIn} text={tariffs.feedIn ? null : setup.noFeedIn} />
    </ul>
  );
}

function Found({ name, isThere, text }: { name: string; isThere: boolean; text: string | null }) {
  const { words } = useSpeech();
  return (
    <li>
      <span>
        <strong>{name}</strong>
        {text !== null && <span className="soft note">{text}</span>}
      </span>
      <Badge tone={isThere ? 'good' : 'warning'}>{isThere ? words.setup.there : words.setup.missing}</Badge>
    </li>
  );
}
