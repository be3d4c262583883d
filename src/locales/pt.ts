import { register } from '../element/locales.js';

register('pt', {
  label: 'Trabalho de impressão',
  noAnswer: 'Ainda sem resposta',
  allow:
    'O navegador pergunta se esta página pode aceder ao serviço de impressão: escolha «Permitir».',
  lastKnown: 'Último estado conhecido:',
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
    address: 'O endereço ou o trabalho indicado não é utilizável.',
    unauthorized: 'O serviço não aceita a licença.',
    withheld: 'A licença só é enviada por https.',
    'unknown-job': 'O serviço já não conhece este trabalho; pode ter terminado.',
    rejected: 'O serviço recusa a pergunta.',
    timeout: 'O trabalho não terminou no tempo previsto.',
    blocked: 'O navegador bloqueia esta página: permita-a nas definições do site.',
    unreachable: 'Não é possível aceder ao serviço de impressão. Está em execução?',
    protocol: 'A resposta não é um estado deste trabalho.',
  },
});
