// Spanish.
import { language } from './language.ts';

const WHO = '(?:usuario|cuenta|buzón|casilla|destinatario|dirección(?! ip)|cliente(?! smtp)|correo|persona)';
const SENDER = '(?:remitente|emisor\\b|^\\W{0,3}(?:[245]\\d\\d )?su (?:cuenta|dominio))';
const UNKNOWN = `(?:no existen?\\b|desconocid[oa]|inexistente|no existente|erróne[oa]|no (?:fue |ha sido |se ha |pudo ser )?encontrad[oa]|no registrad[oa]|inválid[oa]\\b|no (?:es )?válid[oa]|no se (?:encuentra|encontró)|incorrect[oa]|no (?:está|se encuentra) registrad|no figura|no reconocid[oa]|no localizad[oa]|no habilitad[oa]|no es correct[oa]|no aparece|no consta)`;
const CLOSED = `(?:deshabilitad|inhabilitad|desactivad|inactiv[oa]|suspendid|cancelad|cerrad|eliminad|bloquead|borrad[oa]|expirad|caducad|dad[oa] de baja|congelad[oa]|vencid[oa]|dej[óo] de existir|no (?:está )?activ[oa]|clausurad[oa]|ya no (?:existe|está|es válid))`;

export const SPANISH = language('es', {
  sender: SENDER,
  clears: [
    ['auto_reply', 'fuera de la oficina|respuesta automática', 'Respuesta automática: estoy de baja'],
    [
      'unknown',
      '(?:desconocid[oa]|no existe|inexistente) o (?:el |la |su )?(?:mailbox|buzón|casilla|cuenta)',
      '550 Destinatario desconocido o buzon lleno',
    ],
    [
      'mailbox_full',
      '(?:buzón|casilla|bandeja|cuenta|cuota|espacio)[^.;]{0,40}(?:llen[oa]\\b|saturad[oa]|agotad[oa]|exced|super(?:ad|ó)|sobrepas|sin espacio)|(?:exced|super|alcanz)\\w{1,5} (?:la |su |el )?(?:cuota|límite de (?:espacio|almacenamiento))',
      '552 El buzon del destinatario esta lleno',
      '552 Espacio en casilla de correo agotado',
      '552 El usuario ha excedido su cuota',
    ],
    [
      'rate_limited',
      'demasiad[oa]s (?:conexiones|mensajes|destinatarios|correos|intentos|peticiones|sesiones)|(?:límite|número) (?:máximo )?de (?:envío|destinatarios|mensajes|correos|conexiones)',
      '421 Demasiadas conexiones desde su IP',
      '452 Demasiados destinatarios',
    ],
    ['greylisted', 'listas? gris(?:es)?', '450 Rechazado temporalmente por lista gris'],
    [
      'ip_blocklisted',
      'listas? (?:negras?|de bloqueo)|\\bip\\b[^;]{0,60}(?:bloquead[oa]|rechazad[oa]|listad[oa])|servidor[^.;]{0,20} (?:bloquead|listad)o',
      '554 Su IP se encuentra en una lista negra',
      '554 La direccion IP 192.0.2.1 esta bloqueada',
    ],
    [
      'spam_content',
      '(?:considerad|detectad|identificad|clasificad|marcad|catalogad)[oa][^.;]{0,10} como (?:spam|correo no deseado|correo basura|basura)|correo (?:no deseado|basura)|contenido (?:no permitido|rechazado|bloqueado|sospechoso)|por (?:ser )?spam',
      '550 Mensaje considerado como spam',
    ],
    [
      'message_too_large',
      '(?:mensaje|correo|adjunto)[^.;]{0,15}(?:demasiado|muy) (?:grande|pesado|largo)|(?:excede|supera|sobrepasa) el tamaño|tamaño (?:máximo |del mensaje )[^.;]{0,30}(?:exced|super)',
      '552 El mensaje es demasiado grande',
      '552 El mensaje excede el tamaño permitido',
    ],
    [
      'sender_rejected',
      `${SENDER}[^.;]{0,40}(?:${UNKNOWN}|${CLOSED}|rechazad|no (?:está )?(?:autorizad|permitid|verificad)|denegad|bloquead|fallid)`,
      '550 Remitente no autorizado',
      '550 El dominio del remitente no existe',
    ],
    [
      'relay_denied',
      '(?:relay|retransmisión|reenvío)[^.;]{0,20}(?:denegad|no (?:permitid|autorizad)|prohibid)',
      '550 Relay denegado',
    ],
    [
      'recipient_refused',
      'rechazado por (?:el )?(?:destinatario|usuario)|no está autorizad[oa] a (?:mandar|enviar|escribir)|no tiene permiso (?:para|de) (?:mandar|enviar|escribir)',
      '550 Mensaje rechazado por el destinatario',
    ],
  ],
  accuses: [
    [
      'receiver_unavailable',
      '(?:temporalmente|momentáneamente|provisionalmente) (?:no |in|des|susp|bloq|fuera|deten)',
      '450 La cuenta esta temporalmente suspendida',
      '450 Usuario temporalmente no disponible',
    ],
    [
      'recipient_moved',
      'ha cambiado de (?:dirección|correo)|nueva dirección (?:es|:)',
      '551 El usuario ha cambiado de correo',
    ],
    [
      'recipient_disabled',
      `${WHO}[^.;]{0,40}${CLOSED}|ya no (?:trabaja|labora|pertenece)`,
      '550 La cuenta ha sido deshabilitada',
      '550 Esta casilla ha expirado por falta de uso',
      '550 El buzón está desactivado',
    ],
    [
      'domain_invalid',
      'dominio[^;]{0,60}(?:no existe|desconocid|inexistente|inválid|no (?:es válid|encontrad))',
      '550 El dominio no existe',
    ],
    [
      'recipient_unknown',
      `no se encuentra en (?:el|la|este|esta|nuestr[oa]) (?:directorio|libreta|sistema|lista|servidor)|${WHO}s?\\b[^.;]{0,50}${UNKNOWN}|no existe (?:el |la |es[ea] |est[ea] |dich[oa] |tal )?(?:usuario|cuenta|buzón|destinatario|casilla|persona|dirección)|no se (?:encontró|ha encontrado) (?:el|al|la) (?:usuario|destinatario|cuenta|buzón|dirección)|no tenemos (?:ese|este|ningún) usuario|no hay (?:tal (?:usuario|cuenta|buzón)|nadie|ningún usuario|ninguna cuenta|ningún buzón)`,
      '550 Usuario desconocido',
      'No se encuentra en la libreta de direcciones',
      '550 La direccion de correo no existe',
      '550 no existe dicha persona',
      '550 El destinatario no se encuentra',
    ],
  ],
  closes: [
    [
      'receiver_unavailable',
      'int[eé]ntelo (?:de nuevo |nuevamente )?|inténtelo|más tarde|servicio no disponible|mantenimiento|fuera de servicio|temporalmente',
      '451 Por favor intentelo mas tarde',
    ],
    [
      'delivery_expired',
      '(?:tiempo|plazo) (?:de entrega|máximo)[^.;]{0,20}(?:vencid|agotad|expirad|superad|excedid)|ha dejado de intentarlo',
      'Tiempo de entrega vencido',
      'El servidor ha intentado entregar este mensaje, sin éxito, y ha dejado de intentarlo.',
    ],
    [
      'policy_block',
      'acceso denegado|(?:mensaje|correo|conexión) (?:ha sido )?(?:rechazad|bloquead|denegad)[oa]|políticas? de (?:seguridad|correo)',
      '554 Acceso denegado',
      '550 Correo rechazado',
    ],
  ],
});
