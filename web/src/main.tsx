import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'urql';
import { App } from './App.tsx';
import { createClient } from './client.ts';
import { LanguageProvider } from './languages/language.tsx';
import { HouseContext } from './live/hooks.ts';
import { createHouse, followHouse } from './live/house.ts';
import './styles/index.css';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no element to draw into.');

const house = createHouse();
const client = createClient(house.connection.set);
followHouse(house, client);

createRoot(root).render(
  <StrictMode>
    <Provider value={client}>
      <HouseContext value={house}>
        <LanguageProvider>
          <App />
        </LanguageProvider>
      </HouseContext>
    </Provider>
  </StrictMode>,
);
