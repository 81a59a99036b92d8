// The public block lists of IPs and domains, by the names and hosts under which replies quote them.

interface BlockList {
  readonly name: string;
  /** What it lists: sending IPs, or domains of senders and links. */
  readonly kind: 'ip' | 'domain';
  /** Runs over the reply, without regard to case. */
  readonly pattern: RegExp;
  /** The page to look up and delist. */
  readonly delist: string;
  /** As a reply writes it; empty where other rules decide already: those of the system that keeps
   * the list, or, of the rarer ones, the words that surround its name. */
  readonly zone: string;
}

const ip = (name: string, zone: string, pattern: RegExp, delist: string): BlockList => ({
  name,
  kind: 'ip',
  zone,
  pattern,
  delist,
});
const domain = (name: string, zone: string, pattern: RegExp, delist: string): BlockList => ({
  ...ip(name, zone, pattern, delist),
  kind: 'domain',
});

const SPAMHAUS = 'https://check.spamhaus.org/';

/** The first whose pattern matches: the narrower name stands before the wider, domains before IPs. */
export const BLOCK_LISTS: readonly BlockList[] = [
  domain(
    'Spamhaus DBL',
    'dbl.spamhaus.org',
    // Also "MailFrom domain is listed in Spamhaus" of Exchange Online, which names no list.
    /\bdbl\.spamhaus|spamhaus(?:'s)? (?:the )?\(?(?:dbl|domain block ?list)|domain block ?list of (?:the )?spamhaus|spamhaus\.org\/(?:dbl|query\/(?:dbl|domain))|(?:domain|helo|url|link|website)s? (?:\w{1,12} ){0,4}(?:in|on|by|at|using) (?:the )?spamhaus(?! (?:zen|sbl|xbl|pbl|css))/i,
    SPAMHAUS,
  ),
  domain('Spamhaus ZRD', 'zrd.dq.spamhaus.net', /\bzrd\.(?:dq\.)?spamhaus|spamhaus zrd/i, SPAMHAUS),
  domain('SURBL', 'multi.surbl.org', /\bsurbl\b/i, 'https://surbl.org/surbl-analysis'),
  domain(
    'Spam Eating Monkey URI',
    'uribl.spameatingmonkey.net',
    /\b(?:uribl|urired|fresh\d{0,2})\.spameatingmonkey/i,
    'https://spameatingmonkey.com/lookup',
  ),
  domain('SWINOG URIBL', '', /\buribl\.swinog/i, 'https://antispam.imp.ch/'),
  domain('ivmURI', 'uri.invaluement.com', /\bivmuri\b|\buri\.invaluement/i, 'https://www.invaluement.com/lookup/'),
  domain('URIBL', 'multi.uribl.com', /\buribl\b/i, 'https://admin.uribl.com/'),
  domain('NordSpam DBL', '', /\bdbl\.nordspam/i, 'https://www.nordspam.com/removal/'),
  domain('SuomiSpam DBL', '', /\bdbl\.suomispam/i, 'https://suomispam.net/'),
  domain(
    'SORBS RHSBL',
    'rhsbl.sorbs.net',
    /\b(?:rhsbl|badconf|nomail)\.(?:rhsbl\.)?sorbs/i,
    'http://www.sorbs.net/lookup.shtml',
  ),
  domain(
    'Abusix Domain',
    'dblack.mail.abusix.zone',
    /\bdblack\.mail\.abusix|\bnod\.mail\.abusix/i,
    'https://lookup.abusix.com/',
  ),
  domain('zapBL RHSBL', '', /\brhsbl\.zapbl/i, 'https://zapbl.net/'),
  ip('Spamhaus ZEN', 'zen.spamhaus.org', /\bzen\.(?:dq\.)?spamhaus|spamhaus zen/i, SPAMHAUS),
  ip(
    'Spamhaus SBL',
    'sbl.spamhaus.org',
    /\bsbl(?:-xbl)?\.spamhaus|spamhaus (?:block list|sbl)|spamhaus\.org\/(?:sbl|query\/sbl)/i,
    SPAMHAUS,
  ),
  ip('Spamhaus XBL', 'xbl.spamhaus.org', /\bxbl\.spamhaus|spamhaus[ -]xbl|exploits block list|\[shxbl\]/i, SPAMHAUS),
  ip(
    'Spamhaus PBL',
    'pbl.spamhaus.org',
    /\bpbl\.spamhaus|spamhaus[ -]pbl|policy block list|spamhaus\.org\/pbl/i,
    SPAMHAUS,
  ),
  ip('Spamhaus CSS', 'css.spamhaus.org', /\bcss\.spamhaus|spamhaus[ -]css|spamhaus\.org\/css/i, SPAMHAUS),
  ip('Spamhaus', 'Spamhaus', /\bspamhaus\b/i, SPAMHAUS),
  ip('SpamCop', 'bl.spamcop.net', /\bspamcop\b/i, 'https://www.spamcop.net/bl.shtml'),
  ip(
    'Barracuda',
    '',
    // The bare name is also that of the appliance.
    /barracudacentral|barracuda ?networks\.com\/reputation|using barracuda reputation|\bbrbl\b/i,
    'https://www.barracudacentral.org/rbl/removal-request',
  ),
  ip('SORBS', 'dnsbl.sorbs.net', /\bsorbs\b/i, 'http://www.sorbs.net/lookup.shtml'),
  ip('UCEPROTECT', 'dnsbl-1.uceprotect.net', /\buceprotect/i, 'https://www.uceprotect.net/en/rblcheck.php'),
  ip('BACKSCATTERER', 'ips.backscatterer.org', /backscatterer/i, 'https://www.backscatterer.org/?target=test'),
  ip('PSBL', 'psbl.surriel.com', /\bpsbl\b/i, 'https://psbl.org/remove'),
  ip('Abusix', 'combined.mail.abusix.zone', /\babusix\b/i, 'https://lookup.abusix.com/'),
  ip('Invaluement', 'sip.invaluement.com', /\binvaluement\b|\bivmsip(?:24)?\b/i, 'https://www.invaluement.com/lookup/'),
  ip(
    'SpamRATS',
    'dyna.spamrats.com',
    /\bspamrats\b|\brats-(?:all|auth|dyna|noptr|spam)\b/i,
    'https://www.spamrats.com/removal.php',
  ),
  ip('Mailspike', '', /\bmailspike\b/i, 'https://mailspike.io/ip_verify'),
  ip(
    'HostKarma',
    'hostkarma.junkemailfilter.com',
    /\bhostkarma\b|black\.junkemailfilter/i,
    'https://ipadmin.junkemailfilter.com/remove.php',
  ),
  ip('0spam', '', /\b0spam\b/i, 'https://0spam.org/'),
  ip('NordSpam', '', /\bnordspam\b/i, 'https://www.nordspam.com/removal/'),
  ip('s5h', '', /\ball\.s5h\.net|usenix\.org\.uk\/content\/rbl/i, 'https://www.usenix.org.uk/content/rbl.html'),
  ip('Truncate', '', /\bgbudb\b/i, 'https://www.gbudb.com/truncate/'),
  ip(
    'Cloudmark CSI',
    'Cloudmark Sender Intelligence',
    /\bcsi\.cloudmark|cloudmark sender intelligence|\bcm-csi\b|ip blacklisted by csi\b/i,
    'https://csi.cloudmark.com/reset-request/',
  ),
  ip(
    'SenderScore',
    'bl.score.senderscore.com',
    /\bbl\.score\.senderscore|senderscore\.org\/blacklist/i,
    'https://senderscore.org/',
  ),
  ip('NiX Spam', 'ix.dnsbl.manitu.net', /\bmanitu\.net|\bnix ?spam\b/i, 'https://www.nixspam.net/'),
  ip('WPBL', '', /\bwpbl\b/i, 'http://www.wpbl.info/'),
  ip('Spam Eating Monkey', 'bl.spameatingmonkey.net', /spameatingmonkey/i, 'https://spameatingmonkey.com/lookup'),
  ip('CBL', 'cbl.abuseat.org', /\babuseat\b/i, 'https://www.abuseat.org/lookup.cgi'),
  ip('DroneBL', '', /\bdronebl\b/i, 'https://dronebl.org/lookup'),
  ip('blocklist.de', '', /\bblocklist\.de\b/i, 'https://www.blocklist.de/en/delist.html'),
  ip(
    'Trend Micro ERS',
    'rbl-plus.mail-abuse.org',
    /\bers\.trendmicro|\bmail-abuse\.(?:com|org)/i,
    'https://servicecentral.trendmicro.com/en-us/ers/ip-lookup/',
  ),
  ip('Symantec', '', /\bsms\.symantec\.com|ipremoval\.sms/i, 'https://ipremoval.sms.symantec.com/'),
  ip(
    'Proofpoint',
    '',
    /\bprs\.proofpoint|\bipcheck\.proofpoint|proofpoint\.com\/dnsbl/i,
    'https://ipcheck.proofpoint.com/',
  ),
  ip('IMP', '', /\b(?:spam|worm)rbl\.imp\.ch|\bdnsrbl\.swinog/i, 'https://antispam.imp.ch/'),
  ip('SuomiSpam', '', /\bsuomispam\b/i, 'https://suomispam.net/'),
  ip('UnsubScore', '', /\bunsubscore\b/i, 'https://blacklist.lashback.com/'),
  ip('JustSpam', '', /\bjustspam\.org/i, 'http://www.justspam.org/check-an-ip'),
  ip('IBM X-Force', '', /\bdnsbl\.cobion/i, 'https://exchange.xforce.ibmcloud.com/'),
  ip('InterServer', '', /\brbl\.interserver/i, 'https://sigs.interserver.net/'),
];
