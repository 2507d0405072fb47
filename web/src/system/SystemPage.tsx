import { Board, type BoardCard } from '../board/Board.tsx';
import { CommandsCard } from './CommandsCard.tsx';
import { ConnectionsCard } from './ConnectionsCard.tsx';
import { DiagnosticsCard } from './DiagnosticsCard.tsx';
import { DisplaysCard } from './DisplaysCard.tsx';
import { FindingsCard } from './FindingsCard.tsx';
import { HealthCard } from './HealthCard.tsx';
import { LogCard } from './LogCard.tsx';
import { SourcesCard } from './SourcesCard.tsx';

const CARDS: readonly BoardCard[] = [
  { id: 'findings', title: ({ findings }) => findings.title, span: 12, Card: FindingsCard },
  { id: 'sources', title: ({ sources }) => sources.title, span: 6, Card: SourcesCard },
  { id: 'log', title: ({ log }) => log.title, span: 6, Card: LogCard },
  { id: 'commands', title: ({ commands }) => commands.title, span: 6, Card: CommandsCard },
  { id: 'health', title: ({ health }) => health.title, span: 6, Card: HealthCard },
  { id: 'connections', title: ({ connections }) => connections.title, span: 6, Card: ConnectionsCard },
  { id: 'displays', title: ({ displays }) => displays.title, span: 6, Card: DisplaysCard },
  { id: 'diagnostics', title: ({ diagnostics }) => diagnostics.title, span: 12, Card: DiagnosticsCard },
];

/** How the program is doing, what it reads and writes, and what happened. */
export default function SystemPage() {
  return <Board view="system" cards={CARDS} />;
}
