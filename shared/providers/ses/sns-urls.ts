// Which URLs inside an SNS message may be fetched: a signing certificate's and a subscription's confirmation.

/** The region is one label: `sns.evil.s3.amazonaws.com` could be anybody's bucket. */
const HOST = String.raw`sns\.[a-z0-9-]{3,}\.amazonaws\.com(?:\.cn)?`;
const CERTIFICATE_URL = new RegExp(String.raw`^https://${HOST}/SimpleNotificationService-[A-Za-z0-9]{32}\.pem$`);
const ACTION_URL = new RegExp(String.raw`^https://${HOST}/\?[\w.~:&=%+-]+$`);

/** True for `https://sns.<region>.amazonaws.com[.cn]/SimpleNotificationService-<32 alphanumerics>.pem` and no more. */
export function isSigningCertificateUrl(raw: string): boolean {
  return CERTIFICATE_URL.test(raw) && reads(raw) !== undefined;
}

/** True for a URL that does nothing but confirm the subscription to this topic. */
export function isConfirmationUrl(raw: string, topicArn: string): boolean {
  const query = ACTION_URL.test(raw) ? reads(raw)?.searchParams : undefined;
  if (query === undefined) return false;
  // Keys may stand twice in a query, and nobody promises which of the two the server reads: all must agree.
  const actions = query.getAll('Action');
  const topics = query.getAll('TopicArn');
  return (
    actions.length > 0 &&
    actions.every((action) => action === 'ConfirmSubscription') &&
    topics.every((topic) => topic === topicArn)
  );
}

/**
 * The URL when its parser reads just what is written. Parsers drop tabs, turn backslashes into slashes and fold letter
 * case, so a pattern alone may pass a text that is fetched from somewhere else.
 */
function reads(raw: string): URL | undefined {
  const url = URL.parse(raw);
  return url?.href === raw ? url : undefined;
}
