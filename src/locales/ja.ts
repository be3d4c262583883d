import { register } from '../element/locales.js';

register('ja', {
  label: '印刷ジョブ',
  noAnswer: 'まだ応答がありません',
  allow:
    'このページから印刷サービスへの接続をブラウザーが確認しています。「許可」を選んでください。',
  lastKnown: '最後の状態:',
  words: {
    connecting: '確認中',
    'awaiting-permission': '許可待ち',
    'not-started': '開始待ち',
    queued: '待機中',
    starting: '開始中',
    downloading: '文書を取得中',
    downloaded: '文書を取得済み',
    printing: '印刷中',
    paused: '一時停止',
    completed: '完了',
    failed: '失敗',
    abandoned: '取り消し',
    unknown: '処理中',
    reconnecting: '再接続中',
    blocked: 'ブラウザーがブロック',
    lost: '状態を取得できません',
  },
  errors: {
    address: 'サービスのアドレスまたはジョブの識別子が使えません。',
    unauthorized: 'サービスがライセンスを受け付けません。',
    'unknown-job': 'サービスはこのジョブをもう知りません。終わった可能性があります。',
    rejected: 'サービスが問い合わせを拒否しました。',
    timeout: 'ジョブは時間内に終わりませんでした。',
    blocked: 'ブラウザーがこのページをブロックしています。サイトの設定で許可してください。',
    unreachable: '印刷サービスに接続できません。動作していますか。',
    protocol: '応答はこのジョブの状態ではありません。',
  },
});
