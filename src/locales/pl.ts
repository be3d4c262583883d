import { register } from '../element/locales.js';

register('pl', {
  label: 'Zadanie drukowania',
  sending: 'Wysyłanie',
  noResponse: 'Jeszcze brak odpowiedzi',
  allow: 'Przeglądarka pyta, czy ta strona może łączyć się z usługą drukowania. Wybierz „Zezwól”.',
  lastKnown: 'Ostatni znany stan: {status}. Trwa ponowna próba.',
  words: {
    connecting: 'Sprawdzanie',
    'awaiting-permission': 'Czeka na zgodę',
    'not-started': 'Czeka na rozpoczęcie',
    queued: 'W kolejce',
    starting: 'Rozpoczynanie',
    downloading: 'Pobieranie dokumentu',
    downloaded: 'Dokument pobrany',
    printing: 'Drukowanie',
    paused: 'Wstrzymane',
    completed: 'Zakończone',
    failed: 'Niepowodzenie',
    abandoned: 'Anulowane',
    unknown: 'W toku',
    reconnecting: 'Ponowne łączenie',
    blocked: 'Zablokowane przez przeglądarkę',
    lost: 'Stan niedostępny',
  },
  errors: {
    address:
      'Ta strona nie może znaleźć zadania, ponieważ ma nieprawidłowe ustawienia. Powiadom właściciela strony.',
    unauthorized: 'Usługa drukowania odrzuciła tę stronę. Powiadom właściciela strony.',
    'unknown-job':
      'Usługa drukowania nie ma już tego zadania. Być może się zakończyło: sprawdź drukarkę.',
    rejected:
      'Usługa drukowania nie może sprawdzić tego zadania. Sprawdź drukarkę lub powiadom właściciela strony.',
    timeout: 'Trwa to dłużej niż zwykle. Sprawdź drukarkę.',
    blocked:
      'Ta strona nie może łączyć się z usługą drukowania. Zezwól na to w ustawieniach witryny w przeglądarce; zadanie może być nadal drukowane.',
    'blocked-permanently':
      'Ta strona nie może stąd połączyć się z usługą drukowania. Powiadom właściciela strony; zadanie może być nadal drukowane.',
    unreachable:
      'Usługa drukowania jest teraz niedostępna. Ta strona próbuje dalej; jeśli to potrwa, sprawdź sieć.',
    protocol:
      'Usługa drukowania przysłała nieoczekiwaną odpowiedź. Ta strona próbuje dalej; sprawdź drukarkę.',
  },
});
