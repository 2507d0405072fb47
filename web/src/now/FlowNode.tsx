import { Icon, type IconName } from '../shared/icons.tsx';
import { Value } from '../shared/Value.tsx';
import { FLOW, type Point } from './flow-layout.ts';

export interface FlowNodeProps {
  at: Point;
  icon: IconName;
  label: string;
  power: string;
  /** What it does or how full it is. */
  detail?: string | undefined;
  color: string;
  /** Drawn as the filled part of the ring; `null` where it is unknown or has none. */
  socPercent?: number | null;
  active: boolean;
  testId?: string;
}

/** One place where energy comes from or goes to. */
export function FlowNode({
  at,
  icon,
  label,
  power,
  detail,
  color,
  socPercent = null,
  active,
  testId,
}: FlowNodeProps) {
  const style = {
    left: `${(at.x / FLOW.width) * 100}%`,
    top: `${(at.y / FLOW.height) * 100}%`,
    '--color': color,
    '--filled': `${socPercent ?? 100}%`,
  };
  return (
    <div className="flow-node" style={style} data-active={active}>
      <div className="flow-ring" data-soc={socPercent !== null}>
        <div className="flow-disc">
          <Icon name={icon} />
          <Value text={power} {...(testId ? { testId } : {})} className="flow-power" />
        </div>
      </div>
      <span className="flow-label">{label}</span>
      {detail !== undefined && <span className="flow-detail">{detail}</span>}
    </div>
  );
}
