import type { Text } from '../house/index.ts';

/** Why there is no answer. */
export interface WhatIfRefusal {
  code: 'INVALID_VALUE' | 'NOT_READY' | 'BUSY';
  field: string | null;
  message: Text;
}

/** There is no cycle to start from. */
export const NO_CYCLE: WhatIfRefusal = {
  code: 'NOT_READY',
  field: null,
  message: {
    de: 'Es gibt noch keinen Plan, von dem ausgegangen werden könnte. Bitte nach dem ersten Durchlauf noch einmal fragen.',
    en: 'There is no plan yet to start from. Please ask again after the first cycle.',
  },
};

/** The cycle that was asked for is not there; without a number, none is. */
export function noCycle(cycleId: number | null): WhatIfRefusal {
  if (cycleId === null) return NO_CYCLE;
  return {
    code: 'INVALID_VALUE',
    field: 'cycle',
    message: {
      de: `Durchlauf ${cycleId} ist nicht (mehr) aufgezeichnet oder nicht lesbar; „cycles“ nennt, welche es gibt.`,
      en: `Cycle ${cycleId} is not on record (any more), or cannot be read; \`cycles\` tells which there are.`,
    },
  };
}

/** The plan has no slot at that instant. */
export const NOT_IN_PLAN: WhatIfRefusal = {
  code: 'INVALID_VALUE',
  field: 'at',
  message: {
    de: 'Dieser Zeitpunkt liegt nicht im Plan.',
    en: 'This instant is not within the plan.',
  },
};

/** The solver found no plan in time. */
export const NOT_PLANNED: WhatIfRefusal = {
  code: 'NOT_READY',
  field: null,
  message: {
    de: 'Mit diesen Änderungen wurde in der Zeit, die eine Frage hat, kein Plan gefunden. Bitte noch einmal fragen, oder mit kleineren Änderungen.',
    en: 'With these changes no plan was found in the time that a question has. Please ask again, or for smaller changes.',
  },
};

/** Too many wait. */
export function busy(waiting: number): WhatIfRefusal {
  return {
    code: 'BUSY',
    field: null,
    message: {
      de: `Es warten schon ${waiting} Fragen. Bitte in einer halben Minute noch einmal.`,
      en: `${waiting} questions are waiting already. Please ask again in half a minute.`,
    },
  };
}
