import { register } from '../element/locales.js';

register('de', {
  label: 'Druckauftrag',
  sending: 'Wird gesendet',
  noResponse: 'Noch keine Antwort',
  allow: 'Ihr Browser fragt, ob diese Seite den Druckdienst erreichen darf. Wählen Sie „Zulassen“.',
  lastKnown: 'Letzter bekannter Stand: {status}. Neuer Versuch läuft.',
  words: {
    connecting: 'Wird geprüft',
    'awaiting-permission': 'Wartet auf Erlaubnis',
    'not-started': 'Wartet auf den Start',
    queued: 'In der Warteschlange',
    starting: 'Wird gestartet',
    downloading: 'Dokument wird abgerufen',
    downloaded: 'Dokument abgerufen',
    printing: 'Wird gedruckt',
    paused: 'Angehalten',
    completed: 'Abgeschlossen',
    failed: 'Fehlgeschlagen',
    abandoned: 'Abgebrochen',
    unknown: 'In Bearbeitung',
    reconnecting: 'Verbindung wird wiederhergestellt',
    blocked: 'Vom Browser blockiert',
    lost: 'Status nicht verfügbar',
  },
  errors: {
    address:
      'Diese Seite findet den Auftrag nicht, weil ihre Einstellungen nicht stimmen. Bitte informieren Sie den Betreiber der Seite.',
    unauthorized:
      'Der Druckdienst hat diese Seite abgewiesen. Bitte informieren Sie den Betreiber der Seite.',
    'unknown-job':
      'Der Druckdienst kennt diesen Auftrag nicht mehr. Vielleicht ist er fertig: Sehen Sie am Drucker nach.',
    rejected:
      'Der Druckdienst kann diesen Auftrag nicht nachschlagen. Sehen Sie am Drucker nach, oder informieren Sie den Betreiber der Seite.',
    timeout: 'Das dauert länger als erwartet. Sehen Sie am Drucker nach.',
    blocked:
      'Diese Seite darf den Druckdienst nicht erreichen. Erlauben Sie es in den Website-Einstellungen Ihres Browsers; Ihr Auftrag wird vielleicht trotzdem gedruckt.',
    'blocked-permanently':
      'Diese Seite kann den Druckdienst von hier aus nicht erreichen. Bitte informieren Sie den Betreiber der Seite; Ihr Auftrag wird vielleicht trotzdem gedruckt.',
    unreachable:
      'Der Druckdienst ist gerade nicht verfügbar. Diese Seite versucht es weiter; prüfen Sie Ihr Netzwerk, wenn es länger dauert.',
    protocol:
      'Der Druckdienst hat unerwartet geantwortet. Diese Seite versucht es weiter; sehen Sie am Drucker nach.',
  },
});
