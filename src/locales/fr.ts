import { register } from '../element/locales.js';

register('fr', {
  label: 'Travail d’impression',
  sending: 'Envoi en cours',
  noResponse: 'Pas encore de réponse',
  allow:
    'Votre navigateur demande si cette page peut joindre le service d’impression. Choisissez « Autoriser ».',
  lastKnown: 'Dernier état connu : {status}. Nouvel essai en cours.',
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
    address:
      'Cette page ne trouve pas le travail, car ses paramètres ne sont pas corrects. Veuillez prévenir le responsable de la page.',
    unauthorized:
      'Le service d’impression a refusé cette page. Veuillez prévenir le responsable de la page.',
    'unknown-job':
      'Le service d’impression n’a plus ce travail. Il est peut-être terminé : regardez l’imprimante.',
    rejected:
      'Le service d’impression ne peut pas retrouver ce travail. Regardez l’imprimante, ou prévenez le responsable de la page.',
    timeout: 'Cela prend plus de temps que prévu. Regardez l’imprimante.',
    blocked:
      'Cette page n’a pas le droit de joindre le service d’impression. Autorisez-la dans les paramètres du site de votre navigateur ; votre travail est peut-être en cours d’impression.',
    'blocked-permanently':
      'Cette page ne peut pas joindre le service d’impression depuis cet endroit. Veuillez prévenir le responsable de la page ; votre travail est peut-être en cours d’impression.',
    unreachable:
      'Le service d’impression n’est pas disponible pour le moment. Cette page continue d’essayer ; si cela dure, vérifiez votre réseau.',
    protocol:
      'Le service d’impression a envoyé une réponse inattendue. Cette page continue d’essayer ; regardez l’imprimante.',
  },
});
