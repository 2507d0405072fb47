import { type DocumentNode, GraphQLError, getOperationAST, visit } from 'graphql';
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

const SETUP_REFUSED = {
  de: 'Welches evcc gesteuert wird, wählt, wer über Home Assistant (Ingress) kommt, an diesem Rechner sitzt oder ein Token mit dem Umfang control hat: bitte unter /login anmelden, dann noch einmal.',
  en: 'Which evcc is steered is chosen by who comes through Home Assistant (ingress), sits at this machine, or has a token with the scope control: please log in at /login, then again.',
};

/** What decides which evcc is steered. */
const SETUP = ['finishSetup', 'forgetEvcc'];

/** Refuses every mutation of a caller who may only read, and to choose another evcc of one who may not. */
export function guardControl(): Plugin<CallerContext> {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const operation = getOperationAST(args.document, args.operationName);
      if (operation?.operation !== 'mutation') return;
      const { caller } = args.contextValue;
      const isAllowed = caller?.mayControl && (caller.maySetUp || !asksForOneOf(SETUP, args.document));
      if (isAllowed) return;
      const message = caller?.mayControl ? SETUP_REFUSED : REFUSED;
      const extensions = { code: 'CONTROL_REFUSED', message, http: { status: 403 } };
      setResultAndStopExecution({ errors: [new GraphQLError(message.en, { extensions })] });
    },
  };
}

/** Whether a field is asked for anywhere, whatever it is called in the answer. */
function asksForOneOf(fields: readonly string[], document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Field({ name }) {
      found ||= fields.includes(name.value);
    },
  });
  return found;
}
