import { hydrateRoot } from 'react-dom/client';
import { App } from './App';

const root = document.querySelector('#app');
if (root) hydrateRoot(root, <App query={new URLSearchParams(location.search)} />);
