const DATA = '--data ORDNER/FOLDER            Datenordner / data folder';
const DEMO = '--demo                          der des virtuellen Hauses / that of the virtual house';

/** What `npm run <command> -- --help` prints; `backtest` is not among them, its program knows its policies best. */
export const USAGE = {
  start: `npm start -- [options]
  --evcc-url http://evcc.local:7070   ohne sie ein virtuelles Haus / without it a virtual house
  --port 8099 · --config FILE · --demo
  --role api                      bedient ein Haus, das ein anderer Prozess steuert / serves a house that another process steers
  ${DATA}`,
  demo: `npm run demo -- [options]
  --days 7 --speed max            so viele Tage im Zeitraffer, dann die Rechnung / so many days in fast motion, then the bill
  --speed 60                      ohne --days: Sekunden des Hauses je Sekunde / without --days: seconds of the house for each
  --seed 1 --start 2026-06-01     eine andere Welt / another world
  --chaos                         evcc fällt aus, Leute greifen ein / evcc fails, people interfere
  --kills 100                     so oft SIGKILL / SIGKILL so often
  ${DATA}`,
  token: `npm run token -- --name NAME --scope read|control`,
  'image:stage': `npm run image:stage -- ORDNER/FOLDER`,
  backup: `npm run backup -- --to ORDNER/FOLDER [--data ORDNER/FOLDER]`,
  restore: `npm run restore -- --from ORDNER/FOLDER [--data ORDNER/FOLDER]`,
  doctor: `npm run doctor -- [--evcc-url URL] [--config FILE] [--data ORDNER/FOLDER]`,
  savings: `npm run savings -- [options]
  --from 2026-05-01 --to 2026-05-31
  --day 2026-05-01 --explain      jeder Schritt eines Tages / every step of a day
  ${DATA}
  ${DEMO}`,
  replay: `npm run replay -- --cycle N | --since 2026-05-01 [options]
  --cycle 812 | last --count 20   aufgezeichnete Durchläufe noch einmal, Bit für Bit verglichen / recorded cycles again, compared bit for bit
  --since DAY --until DAY         Wochen, wie sie waren und anders / weeks as they were and otherwise
  --set battery.reserveSocPercent=20   mit einer anderen Einstellung, mehrfach / with another setting, repeatable;
                                  --set planUncertainty=false, loadFactor=1.2, bufferPercent=60, tariff.importPricePerKwh=0.3, …
  --planner ORDNER/FOLDER         mit dem Planer einer anderen Version / with another version's planner:
                                  git worktree add ../old v0.1.0, npm ci, --planner ../old
  ${DATA}
  ${DEMO}`,
  test: `npm test -- [WORT/WORD …] [options of node --test]
  Wörter wählen Dateien nach ihrem Pfad / words choose files by their path`,
  check: `npm run check`,
  bench: `npm run bench -- NAME [--json]
  ohne NAME: was es gibt / without NAME: what there is`,
  screenshots: `npm run screenshots -- [WORT/WORD …]`,
  codegen: `npm run codegen`,
  format: `npm run format`,
  build: `npm run build`,
};

/** Whether somebody asks what a command can do. */
export function asksForUsage(args) {
  return args.includes('--help') || args.includes('-h');
}
