import { Icon, type IconName } from '../shared/icons.tsx';
import { Value } from '../shared/Value.tsx';
import { FLOW, type Point } from './flow-layout.ts';

export interface FlowNodeProps {
  at: Point;
  icon: IconName;
  label: string;
  power: string;
  /** What it does or how full it is. */
  detail?: string;
  color: string;
  /** Drawn as the filled part of the ring; `null` where it is unknown or has none. */
  socPercent?: number | null;
  active: boolean;
  /** Above where the line leaves downwards. */
  labelPlace?: 'above' | 'below';
  /** Width that its texts may take, in units of the flow. */
  room?: number;
  testId?: string;
}

const ROOM = 108;

/** One place where energy comes from or goes to. */
export function FlowNode(props: FlowNodeProps) {
  const { at, icon, label, power, detail, color, active, testId } = props;
  const { socPercent = null, labelPlace = 'below', room = ROOM } = props;
  const share = (units: number, whole: number) => (units / whole) * 100;
  const style = {
    left: `${share(at.x, FLOW.width)}%`,
    top: `${share(at.y, FLOW.height)}%`,
    '--room': `${share(room, FLOW.width)}cqw`,
    '--color': color,
    '--filled': `${socPercent ?? 100}%`,
  };
  return (
    <div className="flow-node" style={style} data-active={active} data-label={labelPlace}>
      <div className="flow-ring" data-soc={socPercent !== null}>
        <div className="flow-disc">
          <Icon name={icon} />
          <Value text={power} className="flow-power" {...(testId ? { testId } : {})} />
        </div>
      </div>
      <span className="flow-label" title={label}>
        {label}
      </span>
      {detail !== undefined && <span className="flow-detail">{detail}</span>}
    </div>
  );
}
