import { useClient } from 'urql';
import { useSpeech } from '../languages/language.tsx';
import { useConnection, useHouse } from '../live/hooks.ts';
import { Card } from '../shared/Card.tsx';
import { withoutSecrets } from './diagnostics.ts';
import { Health } from './parts.ts';

/** Saves all that this page knows of the house, for a bug report. */
export function DiagnosticsCard() {
  const { words } = useSpeech();
  const client = useClient();
  const { parts, log } = useHouse();
  const connection = useConnection();

  async function save() {
    const { data, error } = await client.query(Health, {}).toPromise();
    const found = {
      savedAt: new Date().toISOString(),
      health: data?.health ?? String(error),
      connection,
      browser: { agent: navigator.userAgent, languages: navigator.languages, width: innerWidth },
      snapshot: parts.get(),
      events: log.get(),
    };
    offer(JSON.stringify(withoutSecrets(found), null, 2), `smartload-${found.savedAt.slice(0, 16)}.json`);
  }

  return (
    <Card title={words.diagnostics.title} className="diagnostics">
      <p className="soft">{words.diagnostics.text}</p>
      <div className="buttons">
        <button type="button" onClick={() => void save()} data-testid="save-diagnostics">
          {words.diagnostics.save}
        </button>
      </div>
    </Card>
  );
}

/** Has the browser save a text as a file. */
function offer(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name.replaceAll(':', '-');
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
