import type { LivePartsFragment } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { askedAs } from '../shared/asked-as.ts';
import type { LiveSource } from './follower.ts';

/** What the page reads; what each part carries is said beside the view that shows it. */
export const LiveParts = graphql(`
  fragment LiveParts on LiveMessage {
    sequence
    instanceId
    publishedAt
    events { ...EventParts }
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
      displays { ...DisplayParts }
      forecastSkill { ...SkillParts }
      control { ...ControlParts }
      departureSuggestions { ...SuggestionParts }
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
      displays { ...DisplayParts }
      forecastSkill { ...SkillParts }
      control { ...ControlParts }
      departureSuggestions { ...SuggestionParts }
    }
  }
`);

/** The page's one stream. */
const LiveDocument = graphql(`
  subscription Live($display: String) {
    live(display: $display, recentEvents: 100) { ...LiveParts }
  }
`);

/** The same, asked for from time to time. */
const CatchUpDocument = graphql(`
  query CatchUp {
    live(recentEvents: 100) { ...LiveParts }
  }
`);

/**
 * Where the page's state comes from.
 *
 * @param url the endpoint of GraphQL
 * @param display name of the display that this page is, `null` for an ordinary page
 */
export function liveSource(url: URL, display: string | null): LiveSource {
  return {
    url: url.href,
    stream: askedAs(LiveDocument),
    catchUp: askedAs(CatchUpDocument),
    variables: display === null ? {} : { display },
  };
}

export type LiveMessage = LivePartsFragment;

/** The state of the house as the page knows it. */
export type HouseParts = NonNullable<LiveMessage['snapshot']>;

/** Something that happened in the house. */
export type LogEvent = LiveMessage['events'][number];
