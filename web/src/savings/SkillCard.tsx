import { useState } from 'react';
import { useSpeech } from '../languages/language.tsx';
import { usePart } from '../live/hooks.ts';
import { Card } from '../shared/Card.tsx';
import type { Skill } from './parts.ts';

const SPANS = ['week', 'month'] as const;

/** What each forecast was worth, against what came. */
export function SkillCard() {
  const { words } = useSpeech();
  const skills = usePart((house) => house.forecastSkill);
  const [span, setSpan] = useState<(typeof SPANS)[number]>('week');
  const compared = skills.filter((skill) => skill[span].quarters > 0);
  return (
    <Card
      title={words.skill.title}
      className="skill"
      aside={
        <select
          aria-label={words.skill.span}
          value={span}
          onChange={({ target }) => setSpan(SPANS.find((known) => known === target.value) ?? 'week')}
        >
          {SPANS.map((known) => (
            <option key={known} value={known}>
              {words.skill[known]}
            </option>
          ))}
        </select>
      }
    >
      {compared.length === 0 ? (
        <p className="soft">{words.skill.none}</p>
      ) : (
        <SkillTable skills={compared} span={span} />
      )}
      <p className="soft small">{words.skill.note}</p>
    </Card>
  );
}

function SkillTable({ skills, span }: { skills: readonly Skill[]; span: (typeof SPANS)[number] }) {
  const { words, format } = useSpeech();
  const { skill } = words;
  const share = (value: number | null) => format.percent(value === null ? null : value * 100);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="scroll" tabIndex={0} aria-label={skill.title}>
      <table data-testid="skill">
        <thead>
          <tr>
            <th scope="col">{skill.forecast}</th>
            {[skill.hits, skill.error, skill.bias, skill.better, skill.band].map((column) => (
              <th key={column} scope="col" className="number">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {skills.map(({ subject, lead, [span]: score }) => {
            const error = subject === 'PRICE' ? format.price : format.power;
            return (
              <tr key={`${subject} ${lead}`}>
                <th scope="row">
                  {skill.subject[subject]} <span className="soft note">{skill.lead[lead]}</span>
                </th>
                <td className="number">{share(score.skill)}</td>
                <td className="number">{error(score.meanAbsoluteError)}</td>
                <td className="number">{error(score.bias)}</td>
                <td className="number">{share(score.betterThanNaive)}</td>
                <td className="number">{share(score.bandCoverage)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
