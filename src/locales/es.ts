import { register } from '../element/locales.js';

register('es', {
  label: 'Trabajo de impresión',
  noAnswer: 'Aún sin respuesta',
  allow:
    'El navegador pregunta si esta página puede acceder al servicio de impresión: elija «Permitir».',
  lastKnown: 'Último estado conocido:',
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
    address: 'La dirección del servicio o el identificador del trabajo no es válido.',
    unauthorized: 'El servicio no acepta la licencia.',
    withheld: 'La licencia solo se envía por https.',
    'unknown-job': 'El servicio ya no conoce este trabajo; puede haber terminado.',
    rejected: 'El servicio rechaza la pregunta.',
    timeout: 'El trabajo no ha terminado en el tiempo previsto.',
    blocked: 'El navegador bloquea esta página: permítala en la configuración del sitio.',
    unreachable: 'No se puede acceder al servicio de impresión. ¿Está en marcha?',
    protocol: 'La respuesta no es un estado de este trabajo.',
  },
});
