import { displayName, type Finding, type SetupActions } from '../house/index.ts';
import { sendHtml, sendJson, sendText } from './answer.ts';
import { type Asset, sendAsset } from './asset.ts';
import { errorPage, languageOf } from './error-page.ts';
import { setPolicy, TEXT_POLICY } from './headers.ts';
import { createPage, NO_DISPLAY, PAGE_MISSING } from './page.ts';
import { type Handler, READ, type Route, type Routes } from './route.ts';

/** Where displays have their page. */
export const DISPLAYS = '/display/';

/** What is refused while the configuration has critical errors. */
export const REJECTED = 'The configuration has critical errors; see /.';

/** What is shown as the page, and when something else is. */
export interface PageFacts {
  /** Folder into which Vite builds the page. */
  pageFolder: string;
  findings(): Finding[];
  /** Where the configuration was read from, as people find it. */
  configPlaces: string[];
  /** Whether the configuration has critical errors. */
  rejected(): boolean;
  /** The first visit; `undefined` where there is none. */
  setup: SetupActions | undefined;
}

/** The page by its addresses, and the files that it is made of. */
export interface PageRoutes {
  routes: Routes;
  /** Below `DISPLAYS`. */
  display: Route;
  /** All addresses that are nothing else. */
  file: Route;
}

/** The page for people; while nothing can run, the first visit or what is wrong with the configuration. */
export function pageRoutes({ pageFolder, findings, configPlaces, rejected, setup }: PageFacts): PageRoutes {
  const page = createPage(pageFolder);

  /** The first visit has the page's files too, while there is nothing else yet. */
  const awaitsSetup = () => setup?.state().needed ?? false;

  const answerStart: Handler = async (request, response, url) => {
    if (!rejected()) return show(await page.find('/'), request, response);
    setPolicy(response, TEXT_POLICY);
    response.setHeader('vary', 'accept-language');
    const language = languageOf(url, request.headers);
    sendHtml(response, 503, errorPage(findings(), configPlaces, language, awaitsSetup()));
  };

  const answerSetup: Handler = async (request, response) => {
    if (rejected() && !awaitsSetup()) return sendJson(response, 503, { error: REJECTED });
    await show(await page.find('/'), request, response);
  };

  const answerDisplay: Handler = async (request, response, url) => {
    const name = decoded(url.pathname.slice(DISPLAYS.length));
    if (displayName(name) === null) return sendText(response, 404, NO_DISPLAY);
    await show(await page.oneDown(), request, response);
  };

  const answerFile: Handler = async (request, response, url) => {
    if (rejected() && !awaitsSetup()) return sendJson(response, 503, { error: REJECTED });
    const asset = await page.find(url.pathname);
    if (!asset) return sendJson(response, 404, { error: 'There is nothing here.' });
    await sendAsset(request, response, asset);
  };

  return {
    routes: {
      '/': { methods: READ, whenRejected: true, isPage: true, handle: answerStart },
      '/setup': { methods: READ, whenRejected: true, isPage: true, handle: answerSetup },
    },
    display: { methods: READ, whenRejected: false, isPage: true, handle: answerDisplay },
    file: { methods: READ, whenRejected: true, handle: answerFile },
  };
}

type Answer = Parameters<Handler>;

async function show(page: Asset | null, request: Answer[0], response: Answer[1]): Promise<void> {
  if (!page) return sendText(response, 200, PAGE_MISSING);
  await sendAsset(request, response, page);
}

/** What a part of a path says; empty where it says nothing that can be read. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
