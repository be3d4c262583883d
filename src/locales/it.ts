import { register } from '../element/locales.js';

register('it', {
  label: 'Lavoro di stampa',
  noAnswer: 'Ancora nessuna risposta',
  allow:
    'Il browser chiede se questa pagina può raggiungere il servizio di stampa: scegliere «Consenti».',
  lastKnown: 'Ultimo stato noto:',
  words: {
    connecting: 'Verifica in corso',
    'awaiting-permission': 'In attesa di autorizzazione',
    'not-started': 'In attesa di avvio',
    queued: 'In coda',
    starting: 'Avvio',
    downloading: 'Recupero del documento',
    downloaded: 'Documento recuperato',
    printing: 'Stampa in corso',
    paused: 'In pausa',
    completed: 'Completato',
    failed: 'Non riuscito',
    abandoned: 'Annullato',
    unknown: 'In corso',
    reconnecting: 'Riconnessione',
    blocked: 'Bloccato dal browser',
    lost: 'Stato non disponibile',
  },
  errors: {
    address: 'L’indirizzo del servizio o l’identificativo del lavoro non è utilizzabile.',
    unauthorized: 'Il servizio non accetta la licenza.',
    withheld: 'La licenza si invia solo via https.',
    'unknown-job': 'Il servizio non conosce più questo lavoro; può essere terminato.',
    rejected: 'Il servizio rifiuta la domanda.',
    timeout: 'Il lavoro non è terminato nel tempo previsto.',
    blocked: 'Il browser blocca questa pagina: consentirla nelle impostazioni del sito.',
    unreachable: 'Il servizio di stampa non è raggiungibile. È in funzione?',
    protocol: 'La risposta non è uno stato di questo lavoro.',
  },
});
