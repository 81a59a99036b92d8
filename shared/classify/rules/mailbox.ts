// The mailbox exists, but takes nothing now: it is full, or gets too much at once.
import type { Rule } from './rule.ts';

export const MAILBOX_RULES: readonly Rule[] = [
  {
    id: 'submission-quota',
    reason: 'rate_limited',
    // A quota of what may be sent, not of what may be stored.
    pattern:
      /(?:submission|sending|send|organization queue|daily|hourly|relay|transfer|message|message count|connection|traffic) quota|quota of (?:messages|recipients|outgoing)|over package quota/i,
    confidence: 0.9,
    examples: ['550 The daily sending quota of this account is used up'],
  },
  {
    id: 'mailbox-quota',
    reason: 'mailbox_full',
    pattern:
      /(?:account|mailbox|storage|(?:mail|e-?mail) service) (?:is |was )?over (?:the |its |his )?limit|(?:not enough|no more) (?:storage|space|room) (?:left )?(?:in|on|for) (?:the |this )?(?:user|recipient|mail ?box)|limit of stored (?:messages|mail)|(?:over|out of|above|beyond|at) ?-?(?:the |its |his |her |their |allowed |mailbox |storage |disk ){0,3}quot[ae]\b|quota (?:usage |limit |size )?(?:has been |is |was |already )?(?:exceed|exhaust|full|reached|violation|used up)|exceed\w{0,12} (?:\w{1,24} ){0,5}(?:quota|storage (?:limit|space|allocation)|disk space|disk limit|mailbox size)|(?:mail ?box|account|user|recipient)\b[^.;]{0,30} exceed\w{0,12} (?:\w{1,24} ){0,5}allowed size|quota ?exceeded|quota (?:check )?fail|quota (?:limit |is )?(?:reached|full|over)|over (?:its |his |the |their |allotted |storage |disk |mailbox ){1,3}(?:space|allowance)|mailfolder is over|reached (?:\w{1,24} ){0,3}quota/i,
    confidence: 0.95,
    source: 'RFC 3463 X.2.2',
    examples: [
      '552 5.2.2 The account that you wrote to is over quota',
      "552 Not enough room in the recipient's mailbox",
      '452 4.2.2 <a@example.com>: user has exceeded his mailbox quota',
    ],
  },
  {
    id: 'recipient-receiving-rate',
    reason: 'recipient_rate_limited',
    pattern:
      /messages (?:they|it|he) can receive|(?:recipient|user|mailbox|account)\b[^.;]{0,20} (?:gets|getting|receives|receiving|got) too (?:many|much)|(?:recipient|user|mailbox|account)\b[^.;]{0,40} (?:received too many|(?:number|amount) of (?:e-?mails?|mails|messages)[^.;]{0,20}(?:receive|per|today))|(?:inbound|incoming|receiv\w{1,5})[^.;]{0,20} (?:rate|limit)\b[^.;]{0,20}(?:mailbox|user|recipient|account|reached|exceed)|receiv\w{1,24} (?:mail|messages|e-?mails?) (?:at a rate|too (?:quickly|fast))|(?:recipient|mailbox|user)(?:'s)?[^.;]{0,30}(?:throttl|hourly|daily limit)|(?:gets|is getting|is receiving|receives|received) too much mail|(?:recipient|mailbox|user|account|inbox)\b[^.;]{0,40} (?:exceeded|over|reached|above) (?:its |their |his |the )?(?:inbound|incoming|receiv\w{1,5})|p=receivingrate|receives too (?:many|much)|(?:recipient|mailbox|user|account)[^.;]{0,60}(?:messages|mails?|e-?mails?)[^.;]{0,30}per (?:hour|minute|day)|(?:recipient|mailbox|user)[^.;]{0,40}(?:receiv\w{1,24} |message |rate |thread |mail )limit|too many (?:messages|mails|e-?mails) (?:to|for) (?:this|that|the) (?:recipient|user|mailbox|address)/i,
    confidence: 0.95,
    examples: ['450 4.2.1 The person you are writing to is receiving mail at a rate that prevents more'],
  },
  {
    id: 'mailbox-full',
    reason: 'mailbox_full',
    pattern:
      /(?:mail ?-?box|mbox|inbox|folder|account|mail ?store|maildir|mail ?drop|user|recipient|(?<!system )storage)(?:'s|s)?\b[^.;]{0,40}\b(?:over)?full\b|full (?:mail ?box|inbox)|(?:mail ?box|mail ?store)[^;]{0,60}(?:out of(?! (?:date|order|service|the))|space is not enough)|(?:mail ?box|inbox|mbox|account|user|recipient(?! (?:limit|max|count|number)))\b[^.;]{0,30} (?:(?:maximum|max|storage|capacity|space|size|limit|allowance|allocation) ){1,3}(?:\w{1,24} ){0,2}(?:exceed|reached|full|used|over)|(?:mail ?box|inbox|account|user|recipient)(?: (?:of|for) @| @)? (?:is |has )?(?:over|exceed\w{0,12}) (?:the |its |his )?(?:limit|allowance|capacity)|no (?:room|space left|space) (?:in|for) (?:this |the |that )?(?:user|recipient|mail ?box|account|@)|no room in|(?:exceed\w{0,12} (?:storage|mailbox)|(?:mail |user )?storage (?:limit |allocation )?exceed)|insufficient (?:\w{1,24} )?space in|mailbox_?full|out of (?:storage|disk|mailbox) space|mail ?box (?:\w{1,24} ){0,3}(?:size|limit|storage)[^.;]{0,25}(?:exceed|reached|full)|(?:user|mailbox|recipient|account)[^.;]{0,40}(?:(?:has|holds|contains) too many|exceed\w{0,12} [^.;]{0,20}number of) (?:messages|mails)(?! (?:per|in|sent|they))|(?:user|mailbox|recipient) (?:has )?exceed\w{0,12} (?:its |his |their |the )?(?:\w{1,24} )?(?:size|limit|space|storage)|too many (?:\w{1,12} )?(?:messages|mails|e-?mails) (?:in|on|stored) (?!(?:this |one |an? |the |your |that )?(?:session|connection|transaction|queue|hour|minute|day|short))|number of messages in (?:\w{1,24} ){0,2}(?:recipient|mailbox|user)|(?:mail ?-?box|mbox|inbox|folder|account|user|recipient|customer|subscriber|addressee|person|address|destination|@)(?:'s|s)?[^.;]{0,30} (?:over ?flow|at capacity|at (?:its |the )(?:limit|maximum)|no (?:\w{1,12} )?(?:space|room|storage)|out of (?:disk |storage )?space|reached (?:its |his |the )?(?:size|storage|maximum)|(?:cannot|can't|can not) (?:accept|take|receive|hold|store) (?:any )?more|(?:in|not )s?ufficient (?:\w{1,12} ){0,2}(?:space|storage|room)|(?:not|n't) (?:have )?enough (?:\w{1,12} ){0,2}(?:space|storage|room)|(?:used|using|uses|consumed|exhausted|ran|run) (?:up |out )?(?:of )?(?:all )?(?:its |his |the |their |available |disk |mailbox |storage |allotted ){0,3}(?:space|storage|room)|(?:exceed\w{0,3}|reached|over|above|beyond) (?:the |its |his |her |their )?(?:maximum |max |allowed |allotted |disk |storage |mailbox |assigned |size ){1,4}(?:storage|space|capacity|allocation|allowance))|too much mail (?:is )?(?:stored |kept )?(?:in|on) (?:this|the|his)|insufficient (?:\w{1,12} )?(?:space|storage|room)(?: left| available)? (?:for|in)|(?:blocks|inode) limit|disk quota|not (?:have )?enough (?:free )?(?:disk )?space|disk space limit|(?:storage|space|mail ?box)[^.;]{0,30} (?:used up|exhausted|depleted)/i,
    confidence: 0.95,
    source: 'RFC 3463 X.2.2',
    examples: ['550 Mailbox of a@example.com is full', '552 5.2.2 Mailbox size limit exceeded'],
  },
];
