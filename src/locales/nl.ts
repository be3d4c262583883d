import { register } from '../element/locales.js';

register('nl', {
  label: 'Afdruktaak',
  sending: 'Wordt verzonden',
  noResponse: 'Nog geen antwoord',
  allow: 'Uw browser vraagt of deze pagina de afdrukservice mag bereiken. Kies ‘Toestaan’.',
  lastKnown: 'Laatst bekende status: {status}. Er wordt opnieuw geprobeerd.',
  words: {
    connecting: 'Controleren',
    'awaiting-permission': 'Wacht op toestemming',
    'not-started': 'Wacht op start',
    queued: 'In de wachtrij',
    starting: 'Wordt gestart',
    downloading: 'Document wordt opgehaald',
    downloaded: 'Document opgehaald',
    printing: 'Wordt afgedrukt',
    paused: 'Onderbroken',
    completed: 'Voltooid',
    failed: 'Mislukt',
    abandoned: 'Geannuleerd',
    unknown: 'Bezig',
    reconnecting: 'Verbinding wordt hersteld',
    blocked: 'Geblokkeerd door de browser',
    lost: 'Status niet beschikbaar',
  },
  errors: {
    address:
      'Deze pagina kan de taak niet vinden, omdat haar instellingen niet kloppen. Waarschuw de beheerder van de pagina.',
    unauthorized:
      'De afdrukservice heeft deze pagina geweigerd. Waarschuw de beheerder van de pagina.',
    'unknown-job':
      'De afdrukservice heeft deze taak niet meer. Misschien is ze klaar: kijk bij de printer.',
    rejected:
      'De afdrukservice kan deze taak niet opzoeken. Kijk bij de printer of waarschuw de beheerder van de pagina.',
    timeout: 'Dit duurt langer dan verwacht. Kijk bij de printer.',
    blocked:
      'Deze pagina mag de afdrukservice niet bereiken. Sta het toe in de site-instellingen van uw browser; uw taak wordt misschien wel afgedrukt.',
    'blocked-permanently':
      'Deze pagina kan de afdrukservice vanaf hier niet bereiken. Waarschuw de beheerder van de pagina; uw taak wordt misschien wel afgedrukt.',
    unreachable:
      'De afdrukservice is nu niet beschikbaar. Deze pagina blijft het proberen; controleer uw netwerk als het lang duurt.',
    protocol:
      'De afdrukservice gaf een onverwacht antwoord. Deze pagina blijft het proberen; kijk bij de printer.',
  },
});
