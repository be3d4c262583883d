import { renderToString } from 'react-dom/server';
import { App } from './App';

export function render(query: URLSearchParams): string {
  return renderToString(<App query={query} />);
}
