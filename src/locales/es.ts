import { register } from '../element/locales.js';

register('es', {
  label: 'Trabajo de impresión',
  sending: 'Enviando',
  noResponse: 'Aún sin respuesta',
  allow:
    'El navegador pregunta si esta página puede acceder al servicio de impresión. Elija «Permitir».',
  lastKnown: 'Último estado conocido: {status}. Se sigue intentando.',
  words: {
    connecting: 'Comprobando',
    'awaiting-permission': 'Esperando permiso',
    'not-started': 'Esperando el inicio',
    queued: 'En cola',
    starting: 'Iniciando',
    downloading: 'Obteniendo el documento',
    downloaded: 'Documento obtenido',
    printing: 'Imprimiendo',
    paused: 'En pausa',
    completed: 'Completado',
    failed: 'Fallido',
    abandoned: 'Cancelado',
    unknown: 'En curso',
    reconnecting: 'Reconectando',
    blocked: 'Bloqueado por el navegador',
    lost: 'Estado no disponible',
  },
  errors: {
    address:
      'Esta página no encuentra el trabajo porque su configuración no es correcta. Avise al responsable de la página.',
    unauthorized:
      'El servicio de impresión ha rechazado esta página. Avise al responsable de la página.',
    'unknown-job':
      'El servicio de impresión ya no tiene este trabajo. Puede que haya terminado: compruebe la impresora.',
    rejected:
      'El servicio de impresión no puede consultar este trabajo. Compruebe la impresora o avise al responsable de la página.',
    timeout: 'Está tardando más de lo previsto. Compruebe la impresora.',
    blocked:
      'Esta página no tiene permiso para acceder al servicio de impresión. Concédalo en la configuración del sitio de su navegador; es posible que el trabajo se esté imprimiendo.',
    'blocked-permanently':
      'Esta página no puede acceder al servicio de impresión desde aquí. Avise al responsable de la página; es posible que el trabajo se esté imprimiendo.',
    unreachable:
      'El servicio de impresión no está disponible en este momento. Esta página lo sigue intentando; si se prolonga, compruebe su red.',
    protocol:
      'El servicio de impresión ha dado una respuesta inesperada. Esta página lo sigue intentando; compruebe la impresora.',
  },
});
