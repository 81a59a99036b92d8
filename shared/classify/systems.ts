// Which mail system wrote a reply: webhooks rarely name the host, so mostly its own words give it away.

/** Fingerprints in the reply's text, or in the name of the remote host. The first that matches decides. */
const FINGERPRINTS = [
  ['google', /\bgsmtp\b|\bgcdp\b|google\.com|googlemail|gmail/i],
  [
    'microsoft',
    /outlook\.com|hotmail|\bprotection\.outlook\b|\.prod\.exchangelabs|go\.microsoft|office\.com|office365/i,
  ],
  ['yahoo', /yahoodns|yahoo(?:inc)?\.|\baol\b|\[?\bTSS\d\d/i],
  ['apple', /icloud\.com|\.apple\.com|privaterelay\.appleid|\bme\.com\b|\bmac\.com\b/i],
  ['comcast', /comcast/i],
  ['tencent', /\bqq\.com|exmail/i],
  ['netease', /\b(?:163|126)\.com|netease|yeah\.net/i],
  ['kddi', /ezweb|auone|\bkddi|au\.com/i],
  ['mailru', /mail\.ru/i],
  ['yandex', /yandex/i],
  ['gmx', /gmx\.(?:net|de|com|at|ch)|web\.de|kundenserver|\bmail\.com\b|nemesis/i],
  ['tonline', /t-online|telekom\.de/i],
  ['orange', /orange\.fr|wanadoo|\bOFR[_\d]|\bmwinf/i],
  ['laposte', /laposte\.net|\bLPN\d{3}/i],
  ['proofpoint', /pphosted|proofpoint|ppe-hosted/i],
  ['mimecast', /mimecast/i],
  ['barracuda', /barracuda/i],
  ['cisco', /iphmx|ironport/i],
] as const satisfies readonly (readonly [string, RegExp])[];

export type MailSystem = (typeof FINGERPRINTS)[number][0];

/** Of the reply's text and, where it is known, the host that wrote it. */
export function mailSystemOf(text: string, host = ''): MailSystem | undefined {
  const named = (where: string) => FINGERPRINTS.find(([, pattern]) => pattern.test(where))?.[0];
  return named(host) ?? named(text);
}
