// What /v1/incidents answers: why mail bounces that is not the recipients' fault.
import * as z from 'zod/mini';
import { FAULTS } from '../../classify/reasons.ts';
import { INCIDENT_DAYS } from '../../pipeline/incidents.ts';
import { incident } from '../../suppression/incident.ts';
import { DEFAULT_WINDOW_DAYS, MAX_PAGE } from '../routes/stored.ts';
import { type Documented, describe, instant, named, remedy } from './documented.ts';

const { hour: _, ...group } = incident.shape;

export const incidents = {
  summary: 'Failures of the sender, the content, the receiver or the network, by reason, receiver and sender.',
  description:
    'Counts are approximate: what the queue delivers twice may count twice. The window is widened to full hours and ' +
    `reaches back as far as counters are kept, ${INCIDENT_DAYS} days.`,
  fields: {
    since: `${DEFAULT_WINDOW_DAYS} days before \`until\` by default.`,
    until: 'Now by default.',
    receiver: 'Domain of the recipients.',
    sender: 'Sending domain or IP; empty: where none was told.',
  },
  maxLimit: MAX_PAGE,
  answer: z
    .object({
      since: instant.check(describe('The hours that were looked at.')),
      until: instant,
      groups: z
        .array(z.object({ ...group, fault: z.enum(FAULTS), remedy }).check(named('IncidentGroup')))
        .check(describe('Most frequent first.')),
      total: z.int().check(z.nonnegative(), describe('How many groups there are; `groups` holds at most `limit`.')),
    })
    .check(named('Incidents')),
} satisfies Documented;
