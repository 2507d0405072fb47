import type { CommandPartsFragment } from '../gql/graphql.ts';
import { useSpeech } from '../languages/language.tsx';
import { usePart } from '../live/hooks.ts';
import { Ago } from '../shared/Ago.tsx';
import { Badge, type Tone } from '../shared/Badge.tsx';
import { Card } from '../shared/Card.tsx';

type Command = CommandPartsFragment;

const TONES: Record<Command['state'], Tone> = {
  SENT: 'info',
  CONFIRMED: 'good',
  FAILED: 'error',
  UNCONFIRMED: 'warning',
};

/** The last writes to evcc, each with its cause and what became of it. */
export function CommandsCard() {
  const { words } = useSpeech();
  const commands = usePart((house) => house.commands);
  const [newest] = commands;
  return (
    <Card title={words.commands.title} className="commands">
      {newest ? (
        <details>
          <summary>
            {words.commands.last} <Ago at={newest.at} /> <span className="soft">({commands.length})</span>
          </summary>
          <ul className="rows">
            {commands.map((command) => (
              <CommandRow key={command.id} command={command} />
            ))}
          </ul>
        </details>
      ) : (
        <p className="soft">{words.commands.none}</p>
      )}
    </Card>
  );
}

function CommandRow({ command }: { command: Command }) {
  const { words, say } = useSpeech();
  const { at, request, cause, state, answer, attempts } = command;
  return (
    <li>
      <code>{request}</code>
      <span className="soft">
        <Ago at={at} />
      </span>
      <Badge tone={TONES[state]}>{words.commands.state[state]}</Badge>
      <p className="soft wide">
        {say(cause)}
        {attempts > 1 && ` · ${words.commands.attempts(attempts)}`}
        {answer !== null && state !== 'CONFIRMED' && ` · ${answer}`}
      </p>
    </li>
  );
}
