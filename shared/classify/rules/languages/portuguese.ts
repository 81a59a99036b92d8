// Portuguese, of Brazil and Portugal.
import { language } from './language.ts';

const WHO = '(?:usuário|conta|caixa|endereço(?! ip)|destinatário|utilizador|e-?mail|assinante|cliente(?! smtp)|pessoa)';
const SENDER = '(?:remetente|^\\W{0,3}(?:[245]\\d\\d )?(?:sua conta|seu domínio))';
const UNKNOWN = `(?:(?:não|já não|nem) existe|não (?:pode|pôde) ser (?:encontrad|localizad)|não está (?:disponível|cadastrad|registrad)|desconhecid[oa]|inexistente|não (?:foi )?(?:encontrad|localizad|cadastrad|reconhecid|registad|registrad)[oa]|não consta|não figura|não é válid[oa]|incorret[oa]|inválid[oa]\\b)`;
const CLOSED = `(?:desabilitad|desac?tivad|inativ[oa]|suspens[oa]|cancelad|bloquead|encerrad|excluíd|removid|expirad|congelad|apagad|eliminad|vencid|não está (?:ativ|mais)|não (?:está |é )?mais (?:ativ|válid)|não é mais (?:válid|utilizad)|já não é válid)`;

export const PORTUGUESE = language('pt', {
  sender: SENDER,
  clears: [
    ['auto_reply', 'resposta automática', 'Resposta automatica: estou de ferias'],
    [
      'mailbox_full',
      '(?:caixa|conta|mailbox)[^.;]{0,40}(?:cheia|lotada|(?:atingiu|excedeu|ultrapassou) (?:o |seu )?limite|acima da (?:cota|quota))|mailbox cheia|(?:cota|quota|espaço)[^.;]{0,30}(?:excedid|ultrapassad|atingid|esgotad)[oa]|(?:excedeu|ultrapassou|atingiu) (?:a |o |sua )?(?:cota|quota|limite (?:de espaço|da caixa))|sem espaço|não (?:tem|há|possui) (?:mais )?espaço',
      '552 Caixa postal cheia',
      '552 Cota da caixa postal excedida',
      '552 O usuario ultrapassou a quota',
    ],
    [
      'rate_limited',
      'muit[oa]s (?:conexões|mensagens|requisições|destinatários|e-?mails|tentativas|ligações)|limite de (?:envios?|mensagens|conexões|e-?mails)',
      '421 Muitas conexoes do seu IP',
      '450 Muitas mensagens enviadas',
    ],
    ['greylisted', 'listas? cinza', '450 Rejeitado pela lista cinza'],
    [
      'ip_blocklisted',
      'listas? (?:negras?|de bloqueio)|\\bip\\b[^;]{0,60}(?:bloquead|rejeitad|listad)o|servidor[^.;]{0,20} bloqueado',
      '554 IP 192.0.2.1 rejeitado',
    ],
    [
      'spam_content',
      '(?:considerad|detectad|identificad|classificad|marcad)[oa][^.;]{0,10} como (?:spam|lixo|indesejad)|lixo eletrônico|conteúdo (?:bloqueado|rejeitado|não permitido|suspeito|impróprio)|por (?:ser )?spam',
      '550 Mensagem classificada como spam',
      '554 Conteudo bloqueado',
    ],
    [
      'message_too_large',
      '(?:mensagem|e-?mail|anexo)[^.;]{0,12}(?:(?:muito|demasiado) grande|grande demais)|(?:excede|ultrapassa|maior que) o tamanho|tamanho (?:máximo |da mensagem )[^.;]{0,30}(?:exced|ultrapass)',
      '552 Mensagem muito grande',
      '552 A mensagem excede o tamanho permitido',
    ],
    [
      'sender_rejected',
      `${SENDER}[^.;]{0,40}(?:${UNKNOWN}|${CLOSED}|rejeitad|recusad|não (?:é |está )?(?:autorizad|permitid|verificad)|bloquead)|rejeitado pelo remetente`,
      '550 Remetente rejeitado',
      '550 Dominio do remetente nao existe',
    ],
    [
      'relay_denied',
      '(?:relay|retransmissão|encaminhamento)[^.;]{0,20}(?:negad|não (?:permitid|autorizad)|proibid)',
      '550 Relay não permitido',
    ],
    [
      'recipient_refused',
      '(?:rejeitad|recusad|bloquead)[oa] pelo (?:destinatário|usuário)|não tem permissão para (?:postar|enviar|escrever)',
      '550 Mensagem recusada pelo destinatario',
    ],
  ],
  accuses: [
    [
      'receiver_unavailable',
      '(?:temporariamente|momentaneamente) (?:in|des|susp|bloq|fora|não)',
      '450 Conta temporariamente suspensa',
      '450 Usuario temporariamente indisponivel',
    ],
    ['recipient_moved', 'mudou de (?:endereço|e-?mail)|novo endereço (?:é|:)', '551 O usuario mudou de endereco'],
    [
      'recipient_disabled',
      `${WHO}[^.;]{0,40}${CLOSED}|não (?:trabalha|faz parte) mais|não mais trabalha`,
      '550 Conta de e-mail desativada',
      '550 Usuário suspenso',
    ],
    [
      'domain_invalid',
      'omínio[^;]{0,60}(?:não existe|inexistente|inválid|não (?:foi )?encontrad|desconhecid)',
      '550 O dominio nao foi encontrado',
    ],
    [
      'recipient_unknown',
      `${WHO}s?\\b[^.;]{0,50}${UNKNOWN}|(?:nenhum|não há) (?:usuário|destinatário)|não existe (?:o |a |ess[ea] |est[ea] )?(?:usuário|conta|destinatário|caixa|endereço)`,
      '550 Usuário desconhecido',
      '550 Conta inexistente',
      '554 Usuário inválido',
      '550 Caixa postal nao encontrada',
    ],
  ],
  closes: [
    [
      'receiver_unavailable',
      'tente (?:novamente )?mais tarde|serviço (?:está )?indisponível|indisponível temporariamente|manutenção|temporariamente',
      '451 Tente novamente mais tarde',
    ],
    [
      'policy_block',
      'acesso negado|mensagem (?:foi )?(?:rejeitad|recusad|bloquead)a|política de segurança',
      '554 Acesso negado',
    ],
  ],
});
