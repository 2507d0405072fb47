import type { LiveSubscription } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';

/** The page's one stream; what each part carries is said beside the view that shows it. */
export const LiveDocument = graphql(`
  subscription Live {
    live {
      publishedAt
      snapshot {
        version
        evccVersion
        siteTitle
        currency
        timeZone
        demo { speed }
        power { ...PowerParts }
        battery { ...BatteryParts }
        loadpoints { ...LoadpointParts }
        plan { ...PlanParts }
        planMissing { de en }
        intents { ...IntentParts }
        buffer { ...BufferParts }
        rollouts { ...RolloutParts }
        commands { ...CommandParts }
        notices { ...NoticeParts }
        sources { ...SourceParts }
        warming { done total }
        findings { ...FindingParts }
      }
      change {
        changed
        version
        evccVersion
        siteTitle
        currency
        timeZone
        demo { speed }
        power { ...PowerParts }
        battery { ...BatteryParts }
        loadpoints { ...LoadpointParts }
        plan { ...PlanParts }
        planMissing { de en }
        intents { ...IntentParts }
        buffer { ...BufferParts }
        rollouts { ...RolloutParts }
        commands { ...CommandParts }
        notices { ...NoticeParts }
        sources { ...SourceParts }
        warming { done total }
        findings { ...FindingParts }
      }
    }
  }
`);

export type LiveMessage = LiveSubscription['live'];

/** The state of the house as the page knows it. */
export type HouseParts = NonNullable<LiveMessage['snapshot']>;
