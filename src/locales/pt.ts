import { register } from '../element/locales.js';

register('pt', {
  label: 'Trabalho de impressão',
  sending: 'A enviar',
  noResponse: 'Ainda sem resposta',
  allow:
    'O navegador pergunta se esta página pode aceder ao serviço de impressão. Escolha «Permitir».',
  lastKnown: 'Último estado conhecido: {status}. A tentar novamente.',
  words: {
    connecting: 'A verificar',
    'awaiting-permission': 'À espera de permissão',
    'not-started': 'À espera do início',
    queued: 'Em fila',
    starting: 'A iniciar',
    downloading: 'A obter o documento',
    downloaded: 'Documento obtido',
    printing: 'A imprimir',
    paused: 'Em pausa',
    completed: 'Concluído',
    failed: 'Falhou',
    abandoned: 'Cancelado',
    unknown: 'Em curso',
    reconnecting: 'A restabelecer a ligação',
    blocked: 'Bloqueado pelo navegador',
    lost: 'Estado não disponível',
  },
  errors: {
    address:
      'Esta página não encontra o trabalho, porque as suas definições não estão corretas. Avise o responsável pela página.',
    unauthorized: 'O serviço de impressão recusou esta página. Avise o responsável pela página.',
    'unknown-job':
      'O serviço de impressão já não tem este trabalho. Pode ter terminado: verifique a impressora.',
    rejected:
      'O serviço de impressão não consegue consultar este trabalho. Verifique a impressora ou avise o responsável pela página.',
    timeout: 'Está a demorar mais do que o previsto. Verifique a impressora.',
    blocked:
      'Esta página não tem permissão para aceder ao serviço de impressão. Permita-o nas definições do site do navegador; o trabalho pode estar a ser impresso.',
    'blocked-permanently':
      'Esta página não consegue aceder ao serviço de impressão a partir daqui. Avise o responsável pela página; o trabalho pode estar a ser impresso.',
    unreachable:
      'O serviço de impressão não está disponível neste momento. Esta página continua a tentar; se demorar, verifique a rede.',
    protocol:
      'O serviço de impressão enviou uma resposta inesperada. Esta página continua a tentar; verifique a impressora.',
  },
});
