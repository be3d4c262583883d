import { register } from '../element/locales.js';

register('it', {
  label: 'Lavoro di stampa',
  sending: 'Invio in corso',
  noResponse: 'Ancora nessuna risposta',
  allow:
    'Il browser chiede se questa pagina può raggiungere il servizio di stampa. Scelga «Consenti».',
  lastKnown: 'Ultimo stato noto: {status}. Nuovo tentativo in corso.',
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
    address:
      'Questa pagina non trova il lavoro, perché le sue impostazioni non sono corrette. Avvisi il responsabile della pagina.',
    unauthorized:
      'Il servizio di stampa ha rifiutato questa pagina. Avvisi il responsabile della pagina.',
    'unknown-job':
      'Il servizio di stampa non ha più questo lavoro. Forse è terminato: controlli la stampante.',
    rejected:
      'Il servizio di stampa non può consultare questo lavoro. Controlli la stampante o avvisi il responsabile della pagina.',
    timeout: 'Sta richiedendo più tempo del previsto. Controlli la stampante.',
    blocked:
      'Questa pagina non può raggiungere il servizio di stampa. Lo consenta nelle impostazioni del sito del browser; il lavoro potrebbe essere in stampa.',
    'blocked-permanently':
      'Da qui questa pagina non può raggiungere il servizio di stampa. Avvisi il responsabile della pagina; il lavoro potrebbe essere in stampa.',
    unreachable:
      'Il servizio di stampa al momento non è disponibile. Questa pagina continua a provare; se dura a lungo, controlli la rete.',
    protocol:
      'Il servizio di stampa ha inviato una risposta imprevista. Questa pagina continua a provare; controlli la stampante.',
  },
});
