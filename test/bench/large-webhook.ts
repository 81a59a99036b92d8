// A process of its own that takes in the largest webhook that Lambda can hand over, or only parses it, and tells its peak.
import { MAX_WEBHOOK_BYTES } from '../../shared/pipeline/ingest.ts';
import { bounceOf, endpoint, signedPost } from '../support/genuine.ts';

const event = JSON.stringify(bounceOf('sendgrid', 'user-00000@example.com'));
const count = Math.floor((MAX_WEBHOOK_BYTES - 2) / (event.length + 1));
const events = Array.from({ length: count }, (_, index) => JSON.parse(event.replaceAll('00000', `${10_000 + index}`)));
const request = signedPost('sendgrid', events);

if (process.argv[2] === 'parse') {
  const { length } = JSON.parse(Buffer.from(request.body, 'base64').toString());
  if (length !== count) throw new Error(`${length} of ${count} events were parsed`);
} else {
  const { statusCode, body } = await endpoint().post(request);
  if (statusCode !== 200 || JSON.parse(body).queued !== count) throw new Error(`${statusCode}: ${body}`);
}
process.stdout.write(String(process.resourceUsage().maxRSS));
