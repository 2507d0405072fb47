import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'urql';
import { App } from './App.tsx';
import { client, GRAPHQL_URL } from './client.ts';
import { displayOf } from './display/address.ts';
import { LanguageProvider } from './languages/language.tsx';
import { HouseContext } from './live/hooks.ts';
import { createHouse, followHouse } from './live/house.ts';
import { isSetup } from './setup/address.ts';
import { keepForOffline } from './shell/offline.ts';
import { followTheme } from './shell/preferences.ts';
import { fetchAhead, VIEW_IDS } from './shell/views.ts';
import './styles/index.css';

const DisplayPage = lazy(() => import('./display/DisplayPage.tsx'));
const SetupPage = lazy(() => import('./setup/SetupPage.tsx'));

const root = document.getElementById('root');
if (!root) throw new Error('The page has no element to draw into.');

followTheme();
const display = displayOf(location.pathname);
const house = createHouse();
followHouse(house, GRAPHQL_URL, display);

createRoot(root).render(
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
);

keepForOffline(() => VIEW_IDS.forEach(fetchAhead));
