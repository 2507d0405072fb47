import { GraphQLError, getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Caller } from './caller.ts';

/** What is known of a request beside itself. */
export interface CallerContext {
  /** Left out where a test asks Yoga directly; then nothing may be changed. */
  caller?: Caller;
}

const REFUSED = {
  de: 'Ändern darf nur, wer ausweist, dass er es will: diese Seite selbst, Home Assistant (Ingress) oder ein Token mit dem Umfang control (npm run token) als „Authorization: Bearer …“. Eine Anfrage ohne Token braucht außerdem content-type: application/json.',
  en: 'Changing something takes proof of intent: this page itself, Home Assistant (ingress), or a token with the scope control (npm run token) as "Authorization: Bearer …". A request without a token needs content-type: application/json too.',
};

/** Refuses every mutation of a caller who may only read. */
export function guardControl(): Plugin<CallerContext> {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const operation = getOperationAST(args.document, args.operationName);
      if (operation?.operation !== 'mutation' || args.contextValue.caller?.mayControl) return;
      const extensions = { code: 'CONTROL_REFUSED', message: REFUSED, http: { status: 403 } };
      setResultAndStopExecution({ errors: [new GraphQLError(REFUSED.en, { extensions })] });
    },
  };
}
