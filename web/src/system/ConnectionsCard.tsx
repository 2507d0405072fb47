import type { ReactNode } from 'react';
import { useSpeech } from '../languages/language.tsx';
import { usePart } from '../live/hooks.ts';
import { SETUP_ADDRESS } from '../setup/address.ts';
import { SetupState } from '../setup/parts.ts';
import { Card } from '../shared/Card.tsx';
import { useAsk } from '../shared/use-ask.ts';

/** What Smartload is connected with, and the ways to connect more. */
export function ConnectionsCard() {
  const { words } = useSpeech();
  const { data } = useAsk(SetupState, {});
  const evccVersion = usePart((house) => house.evccVersion);
  const isDemo = usePart((house) => house.demo !== null);
  const { connections } = words;
  const chosen = data?.setup.address;
  const evcc = isDemo
    ? words.demo.title
    : [chosen, evccVersion === null ? null : connections.version(evccVersion)].filter(Boolean).join(' · ');
  return (
    <Card title={connections.title} className="connections">
      <ul className="rows plain-rows">
        <Line name="evcc" text={evcc}>
          {data?.setup.possible && <Way to={SETUP_ADDRESS} label={connections.choose} testId="choose-evcc" />}
        </Line>
        <Line name="Home Assistant" text={connections.homeAssistant}>
          <Way
            to="home-assistant"
            label={connections.connect}
            name={connections.connectHomeAssistant}
            testId="to-home-assistant"
          />
        </Line>
        <Line name="REST" text={connections.rest}>
          <Way to="rest/openapi.json" label="OpenAPI" />
        </Line>
        <Line name="GraphQL" text={connections.graphql}>
          <Way to="graphiql" label="GraphiQL" />
        </Line>
      </ul>
    </Card>
  );
}

function Line({ name, text, children }: { name: string; text: string; children: ReactNode }) {
  return (
    <li>
      <span>
        <strong>{name}</strong>
        <span className="soft note">{text}</span>
      </span>
      {children}
    </li>
  );
}

interface WayProps {
  /** Relative to the page, so that it is right under any prefix. */
  to: string;
  label: string;
  /** For whoever hears it without the line that it stands in. */
  name?: string;
  testId?: string;
}

function Way({ to, label, name, testId }: WayProps) {
  return (
    <a href={to} aria-label={name} data-testid={testId}>
      {label}
    </a>
  );
}
