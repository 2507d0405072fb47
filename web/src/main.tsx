import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'urql';
import { App } from './App.tsx';
import { client, GRAPHQL_URL } from './client.ts';
import { displayOf } from './display/address.ts';
import { LanguageProvider } from './languages/language.tsx';
import { HouseContext } from './live/hooks.ts';
import { createHouse, followHouse, type House } from './live/house.ts';
import { isSetup } from './setup/address.ts';
import { joinHomeAssistant } from './shell/home-assistant.ts';
import { keepForOffline } from './shell/offline.ts';
import { followTheme } from './shell/preferences.ts';
import { fetchAhead, VIEW_IDS } from './shell/views.ts';
import './styles/index.css';

const DisplayPage = lazy(() => import('./display/DisplayPage.tsx'));
const SetupPage = lazy(() => import('./setup/SetupPage.tsx'));

const SOON_MS = 400;

const root = document.getElementById('root');
if (!root) throw new Error('The page has no element to draw into.');

followTheme();
joinHomeAssistant();
const display = displayOf(location.pathname);
const house = createHouse();
followHouse(house, GRAPHQL_URL, display);

const element = root;
void firstState(house).then(() =>
  createRoot(element).render(
    <StrictMode>
      <Provider value={client}>
        <HouseContext value={house}>
          <LanguageProvider>
            {isSetup(location.pathname) ? (
              <Suspense>
                <SetupPage />
              </Suspense>
            ) : display === null ? (
              <App />
            ) : (
              <Suspense>
                <DisplayPage name={display} />
              </Suspense>
            )}
          </LanguageProvider>
        </HouseContext>
      </Provider>
    </StrictMode>,
  ),
);

/** A first state that is there soon is drawn at once, with nothing before it. */
async function firstState({ parts }: House): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = parts.subscribe(resolve);
  setTimeout(resolve, SOON_MS);
  await promise;
  stop();
}

keepForOffline(() => VIEW_IDS.forEach(fetchAhead));
