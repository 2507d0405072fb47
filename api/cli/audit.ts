import { z } from 'zod';

const SEVERE = ['high', 'critical'];

const report = z.object({
  vulnerabilities: z.record(z.string(), z.object({ severity: z.string(), range: z.string() })),
});
const failure = z.object({ message: z.string() });

/** What npm's audit says: the holes that must be closed and how many smaller ones there are, or why nobody knows. */
export type AuditJudgement =
  | { checked: true; severe: string[]; smaller: number }
  | { checked: false; why: string };

/** Judges what `npm audit --json` printed. */
export function judgeAudit(printed: string): AuditJudgement {
  const json = parsed(printed);
  const answer = report.safeParse(json);
  if (!answer.success) {
    const said = failure.safeParse(json);
    return { checked: false, why: said.success ? said.data.message : 'npm gave no answer' };
  }
  const holes = Object.entries(answer.data.vulnerabilities);
  const severe = holes.filter(([, { severity }]) => SEVERE.includes(severity));
  return {
    checked: true,
    severe: severe.map(([name, { severity, range }]) => `${severity}: ${name} ${range}`),
    smaller: holes.length - severe.length,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
