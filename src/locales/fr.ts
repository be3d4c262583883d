import { register } from '../element/locales.js';

register('fr', {
  label: 'Travail d’impression',
  noAnswer: 'Pas encore de réponse',
  allow:
    'Le navigateur demande si cette page peut joindre le service d’impression : choisissez « Autoriser ».',
  lastKnown: 'Dernier état connu :',
  words: {
    connecting: 'Vérification',
    'awaiting-permission': 'En attente d’autorisation',
    'not-started': 'En attente de démarrage',
    queued: 'En file d’attente',
    starting: 'Démarrage',
    downloading: 'Récupération du document',
    downloaded: 'Document récupéré',
    printing: 'Impression en cours',
    paused: 'En pause',
    completed: 'Terminé',
    failed: 'Échec',
    abandoned: 'Annulé',
    unknown: 'En cours',
    reconnecting: 'Reconnexion',
    blocked: 'Bloqué par le navigateur',
    lost: 'État non disponible',
  },
  errors: {
    address: 'L’adresse ou le travail indiqué est inutilisable.',
    unauthorized: 'Le service n’accepte pas la licence.',
    withheld: 'La licence n’est envoyée qu’en https.',
    'unknown-job': 'Le service ne connaît plus ce travail ; il est peut-être terminé.',
    rejected: 'Le service refuse la question.',
    timeout: 'Le travail ne s’est pas terminé dans le temps prévu.',
    blocked: 'Le navigateur bloque cette page : autorisez-la dans les paramètres du site.',
    unreachable: 'Le service d’impression est injoignable. Fonctionne-t-il ?',
    protocol: 'La réponse n’est pas un état de ce travail.',
  },
});
